import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { apply } from "../../static/js/frames.js";
import { choose, createI18n } from "../../static/js/i18n.js";
import { FIELDS } from "../../static/js/net/fields.js";
import { createSend, tidy } from "../../static/js/send.js";
import { createStore } from "../../static/js/store.js";
import { askedVariant, attribute, measures, money, stock, token, why } from "../../static/js/ui/words.js";

const words = Object.fromEntries(["en", "zh-CN"].map((lang) =>
  [lang, JSON.parse(readFileSync(new URL(`../../static/i18n/${lang}.json`, import.meta.url), "utf8"))]));
const speak = (lang) => createI18n(words, () => lang);
const GESTURES = ["gaze_dwell", "point", "hover", "select", "grab", "release", "rotate", "scale", "move", "swipe",
  "pinch", "thumbs_up", "thumbs_down", "discard", "place", "try_on", "take_off", "rate"];

test("both languages say the same things, with the same blanks", () => {
  assert.deepEqual(Object.keys(words.en).sort(), Object.keys(words["zh-CN"]).sort());
  const blanks = (said) => [...said.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const key of Object.keys(words.en)) {
    assert.deepEqual(blanks(words.en[key]), blanks(words["zh-CN"][key]), key);
    assert.notEqual(words["zh-CN"][key].trim(), "", key);
  }
});

test("every key the page uses is there", () => {
  const files = ["app", "data", "frames", "ui/card", "ui/cart", "ui/compare", "ui/facts", "ui/help", "ui/notices",
    "ui/parts", "ui/privacy", "ui/seeing", "ui/shelf", "ui/talk", "ui/topbar", "ui/words", "voice/index", "xr/panel_pages"];
  for (const file of files) {
    const source = readFileSync(new URL(`../../static/js/${file}.js`, import.meta.url), "utf8");
    for (const [, key] of source.matchAll(/\bt\("([\w.]+)"/g)) assert.ok(key in words.en, `${file}: ${key}`);
  }
});

test("every gesture is a reason in words", () => {
  for (const gesture of GESTURES) assert.ok(`because.${gesture}` in words.en, gesture);
});

test("why it is on the shelf", () => {
  const find = (id) => (id === "hat" ? { name: { en: "Felt hat", "zh-CN": "毛毡帽" } } : undefined);
  const reason = { kind: "because", product: "hat", gesture: "grab", values: [] };
  assert.equal(why(speak("en"), reason, find), "because you picked up Felt hat");
  assert.equal(why(speak("zh-CN"), reason, find), "因为你拿起了毛毡帽");
  assert.equal(why(speak("en"), { ...reason, product: "gone" }, find), "");
  assert.equal(why(speak("en"), { kind: "asked", product: "", gesture: "", values: ["red", "t-shirt"] }, find), "matches red, T-shirt");
  assert.equal(why(speak("en"), reason, find, "hat"), "because you looked at it");
  assert.equal(why(speak("en"), undefined, find), "");
});

test("money, in minor units of its currency", () => {
  assert.equal(money(speak("en"), { minor: 12900, currency: "CNY" }), "¥129");
  assert.equal(money(speak("en"), { minor: 12950, currency: "USD" }), "$129.50");
  assert.equal(money(speak("en"), { minor: 5000, currency: "JPY" }), "¥5,000");
  assert.equal(money(speak("en"), null), "");
});

test("a user's own words are shown as they are", () => {
  assert.equal(token(speak("en"), "hand_woven"), "hand woven");
  assert.equal(token(speak("en"), "Hearth-Grain & Co"), "Hearth-Grain & Co");
  assert.equal(token(speak("zh-CN"), "red"), "红色");
});

test("a token means what its attribute makes of it", () => {
  assert.equal(attribute(speak("zh-CN"), ["light", "waterproof"], "feature"), "轻便、防水");
  assert.equal(attribute(speak("en"), true, "new"), "yes");
  assert.equal(attribute(speak("en"), 1500, "weight"), "1,500");
});

test("who asked for red sees the red one", () => {
  const product = { variants: [{ id: "a", name: {}, color: "navy" }, { id: "b", name: {}, color: "red" }] };
  const asked = { kind: "asked", product: "", gesture: "", values: ["red", "tote"] };
  assert.equal(askedVariant(product, asked), "b");
  assert.equal(askedVariant(product, { ...asked, values: ["tote"] }), "");
  assert.equal(askedVariant(product, { ...asked, kind: "popular" }), "");
  assert.equal(askedVariant(undefined, asked), "");
});

test("stock: unknown is available, an unlisted size is not", () => {
  assert.equal(stock({}, "M"), Infinity);
  assert.equal(stock({ stock: { M: 2 } }, "M"), 2);
  assert.equal(stock({ stock: { M: 2 } }, "XL"), 0);
  assert.equal(stock({ stock: { S: 1, M: 2 } }, ""), 3);
});

test("measures in centimetres", () => {
  assert.equal(measures({ bounds_m: [[-0.3, 0, -0.02], [0.3, 0.745, 0.02]] }), "60 × 75 × 4.0 cm".replace("75", String(Math.round(74.5))));
  assert.equal(measures({ bounds_m: [[0, 0, 0], [0, 0, 0]] }), "");
});

test("the browser's languages choose, English else", () => {
  assert.equal(choose(["fr", "zh-TW", "en"]), "zh-CN");
  assert.equal(choose(["en-GB", "zh"]), "en");
  assert.equal(choose(["fr"]), "en");
});

test("the store tells those who asked, of what changed, once", () => {
  const store = createStore();
  const told = [];
  const off = store.on(["cart", "lang"], ({ lang }) => told.push(lang));
  store.set({ lang: "zh-CN", cart: [] });
  store.set({ lang: "zh-CN" });
  store.set({ detail: "x" });
  off();
  store.set({ lang: "en" });
  assert.deepEqual(told, ["zh-CN"]);
});

test("gestures are sent tidy, at most 32 at a time", () => {
  const sent = [];
  const send = createSend({ connection: { send: (message) => sent.push(message) }, store: createStore(), visible: () => [], i18n: speak("en") });
  send.gestures(Array.from({ length: 40 }, () => ({ kind: "hover", ms: 12.6, magnitude: Number.NaN, at: [1e9, 0, Number.NaN] })));
  assert.deepEqual(sent.map(({ items }) => items.length), [32, 8]);
  assert.deepEqual(tidy({ kind: "hover", ms: 12.6, magnitude: Number.NaN, at: [1e9, 0, Number.NaN] }),
    { kind: "hover", ms: 13, magnitude: 0, at: [1000, 0, 0] });
});

test("words go with what is in view; nothing is said in nothing", () => {
  const sent = [];
  const store = createStore({ lang: "zh-CN" });
  const send = createSend({ connection: { send: (message) => sent.push(message) }, store, visible: () => [{ product: "a", position: [0, 0, -1] }], i18n: speak("en") });
  send.say("   ");
  send.say(" 红色的 ", "voice");
  assert.deepEqual(sent, [{ type: "say", text: "红色的", lang: "zh-CN", by: "voice", scene: [{ product: "a", position: [0, 0, -1] }] }]);
  assert.equal(store.get().talk[0].text, "红色的");
});

const stage = () => {
  const calls = [];
  const scene = new Proxy({}, { get: (_, name) => (...values) => calls.push([name, ...values]) });
  const store = createStore();
  return { calls, store, toasts: [], show: (frame) => apply({ seq: 1, ack: 0, ...frame }, { scene, store, i18n: speak("en"), toast: (said) => calls.push(["toast", said]), chunk: () => {} }) };
};

test("a new visit begins with an empty cart; one that is taken up goes on", () => {
  const { store, show } = stage();
  const lines = [{ product: "a", variant: "", size: "", count: 1 }];
  show({ type: "cart", lines });
  show({ type: "welcome", resumed: "memory", durable: true });
  assert.deepEqual([store.get().cart, store.get().durable], [lines, true]);
  show({ type: "welcome", resumed: "new", durable: false });
  assert.deepEqual([store.get().cart, store.get().durable], [[], false]);
});

test("an unchanged slate leaves the shelf alone", () => {
  const { store, show } = stage();
  const items = [{ product: "a", score: 1, propensity: 1, reason: { kind: "new", product: "", gesture: "", values: [] } }];
  show({ type: "slate", version: 1, upto: 0, changed: true, context: "search", items });
  show({ type: "slate", version: 1, upto: 2, changed: false, context: "search", items: [] });
  assert.deepEqual(store.get().slate, { version: 1, context: "search", items });
});

test("which one? asks; any other answer ends the question", () => {
  const { store, show } = stage();
  show({ type: "said", upto: 1, lang: "en", key: "which_one", text: "Which one?", products: ["a", "b"] });
  assert.deepEqual(store.get().asking, ["a", "b"]);
  show({ type: "said", upto: 2, lang: "en", key: "liked", text: "Noted.", products: ["a"] });
  assert.deepEqual(store.get().asking, []);
});

test("the room is turned to what the server shows", () => {
  const { calls, store, show } = stage();
  const slots = (all) => Object.entries(all).map(([name, value]) => ({ name, value, wanted: true }));
  show({ type: "show", what: "place", products: ["a"], slots: slots({ x: "1", y: "0", z: "-2" }) });
  show({ type: "show", what: "place", products: ["a"], slots: [] });
  show({ type: "show", what: "rotate", products: ["a"], slots: slots({ angle: "90" }) });
  show({ type: "show", what: "drop", products: ["a"], slots: [] });
  show({ type: "show", what: "variant", products: ["a"], slots: slots({ variant: "red", size: "M" }) });
  show({ type: "show", what: "compare", products: ["a", "b"], slots: [] });
  assert.deepEqual(calls, [["place", "a", [1, 0, -2]], ["place", "a", null], ["turn", "a", { angle: 90 }], ["hold", null]]);
  assert.deepEqual(store.get().chosen, { a: { variant: "red", size: "M" } });
  assert.ok(store.get().comparing);
});

test("a refusal says what to do next", () => {
  const { calls, show } = stage();
  show({ type: "refused", code: "too_fast", ref: 3, message: "", retry_ms: 0 });
  show({ type: "refused", code: "of_a_newer_server", ref: 3, message: "", retry_ms: 0 });
  show({ type: "refused", code: "blob_unknown", ref: 0, message: "", retry_ms: 0 });
  assert.deepEqual(calls, [["toast", words.en["refused.too_fast"]], ["toast", words.en["refused.other"]]]);
});

test("every code of the error tree that a shopper can meet has words", () => {
  const tree = readFileSync(new URL("../../sessions/errors.py", import.meta.url), "utf8");
  const codes = [...tree.matchAll(/code = "(\w+)"/g)].map(([, code]) => code);
  const unseen = new Set(["entry_refused", "log_damaged", "log_unreadable", "pack_unusable", "faq_refused", "examples_refused", "blob_unknown"]); // the last: HTTP takes over
  for (const code of codes.filter((each) => !unseen.has(each))) assert.ok(`refused.${code}` in words.en, code);
});

test("every frame the server may send is known by its fields", () => {
  for (const type of ["welcome", "slate", "said", "show", "cart", "worn", "consented", "speaking", "snapshot", "refused", "chunk", "heard"]) {
    assert.ok(FIELDS[type], type);
  }
});
