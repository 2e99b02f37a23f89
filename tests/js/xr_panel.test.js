import assert from "node:assert/strict";
import { test } from "node:test";

import { createStore } from "../../static/js/store.js";
import { compose } from "../../static/js/xr/panel_pages.js";

/** A pen that writes nothing but the words. */
function pen(words) {
  return new Proxy({}, {
    get: (_, name) => (name === "measureText" ? () => ({ width: 10 }) : name === "fillText" ? (text) => words.push(text) : () => {}),
    set: () => true,
  });
}

function panel(state = {}, road = "server") {
  const words = [];
  const store = createStore({ lang: "en", ...state });
  const calls = [];
  const voice = { road, start: (push) => calls.push(["start", push]), stop: () => calls.push(["stop"]) };
  const content = { store, voice, products: new Map(), i18n: { t: (key) => key, text: () => "" }, words: {}, act: () => {}, leave: () => {} };
  const regions = compose(pen(words), content, "", () => {});
  return { calls, words, press: (key) => regions.find((each) => each.key === key)?.act(), keys: regions.map(({ key }) => key) };
}

test("the panel's microphone begins and ends a talk", () => {
  const quiet = panel();
  quiet.press("mic");
  assert.deepEqual(quiet.calls, [["start", false]]);
  const open = panel({ ears: "open" });
  open.press("mic");
  assert.deepEqual(open.calls, [["stop"]]);
  assert.ok(open.words.includes("mic.listening"));
});

test("words that are being spoken are shown", () => {
  assert.ok(panel({ ears: "open", partial: "this one" }).words.includes("this one"));
});

test("where nobody listens there is nothing to press", () => {
  assert.ok(!panel({}, "").keys.includes("mic"));
});
