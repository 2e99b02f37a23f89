/**
 * What stands on the panel: the shelf or one product's card, the guide's words, the language.
 * @module xr/panel_pages
 */

import { FONT, INK, fitted, wrapped } from "../scene/labels.js";

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("./panel.js").Region} Region */
/**
 * @typedef {object} Content
 * @property {import("../types.js").Store} store
 * @property {import("../types.js").I18n} i18n
 * @property {Map<string, Product>} products
 * @property {{price: (product: Product) => string, why: (item: import("../types.js").SlateItem) => string}} words
 * @property {(product: Product, variant: string) => Promise<string>} picture
 * @property {(name: string, product: string, slots?: Record<string, string | number>) => void} act
 * @property {(product: string, choice: {variant: string, size: string}) => void} choose
 * @property {() => void} leave
 * @property {import("../voice/index.js").Voice} voice
 */
/** @typedef {{pen: CanvasRenderingContext2D, content: Content, over: string, regions: Region[], again: () => void}} Page */

const [WIDE, HIGH, EDGE] = [1024, 704, 40];

/** @type {Map<string, HTMLImageElement | null>} */
const pictures = new Map();

/** @param {Page} page @param {Product} product @param {string} variant @param {[number, number, number]} box x, y, side */
function picture({ pen, content, again }, product, variant, [x, y, side]) {
  const key = `${product.id} ${variant}`;
  const image = pictures.get(key);
  pen.save();
  pen.beginPath();
  pen.roundRect(x, y, side, side, 18);
  pen.clip();
  pen.fillStyle = "#f1eae0";
  pen.fillRect(x, y, side, side);
  if (image) pen.drawImage(image, x, y, side, side);
  pen.restore();
  if (image !== undefined) return;
  pictures.set(key, null);
  const show = async (/** @type {string} */ url) => {
    const loaded = new Image();
    loaded.src = url;
    await loaded.decode();
    pictures.set(key, loaded);
    again();
  };
  content.picture(product, variant).then(show).catch(() => undefined); // the quiet square stays
}

/** @param {Page} page @param {string} key @param {string} text @param {[number, number, number, number]} box @param {() => void} act @param {{primary?: boolean, on?: boolean, rgb?: string, off?: boolean}} [look] */
function button({ pen, over, regions }, key, text, [x, y, w, h], act, { primary = false, on = false, rgb = "", off = false } = {}) {
  const hot = over === key && !off;
  pen.fillStyle = rgb || (primary ? (hot ? "#8f4422" : INK.accent) : hot ? "#efe4d5" : "#f6efe4");
  pen.beginPath();
  pen.roundRect(x, y, w, h, Math.min(h / 2, 26));
  pen.fill();
  if (on || (hot && rgb)) {
    pen.strokeStyle = on ? INK.text : INK.quiet;
    pen.lineWidth = 4;
    pen.stroke();
  }
  pen.textAlign = "center";
  pen.fillStyle = primary ? "#fff" : off ? "#b9ada0" : INK.text;
  pen.font = `500 27px ${FONT}`;
  pen.fillText(fitted(pen, text, w - 16), x + w / 2, y + h / 2 + 10);
  if (!off) regions.push({ key, x, y, w, h, act });
}

/** @param {Page} page @param {string} text @param {number} x @param {number} y @param {string} font @param {string} ink @param {number} width */
function line({ pen }, text, x, y, font, ink, width) {
  pen.textAlign = "left";
  pen.font = `${font} ${FONT}`;
  pen.fillStyle = ink;
  pen.fillText(fitted(pen, text, width), x, y);
}

/** @param {Page} page */
function shelf(page) {
  const { content, pen, over, regions } = page;
  const { store, i18n, products, words } = content;
  const { slate } = store.get();
  line(page, i18n.t(`context.${slate.context}`), EDGE, 84, "600 40px", INK.text, 600);
  const [columns, side, gap] = [6, 142, 18];
  for (const [i, entry] of slate.items.slice(0, 12).entries()) {
    const product = products.get(entry.product);
    if (!product) continue;
    const [x, y] = [EDGE + (i % columns) * (side + gap), 124 + Math.floor(i / columns) * 232];
    const key = `shelf:${product.id}`;
    if (over === key) {
      pen.fillStyle = "#efe4d5";
      pen.beginPath();
      pen.roundRect(x - 8, y - 8, side + 16, 222, 22);
      pen.fill();
    }
    picture(page, product, "", [x, y, side]);
    line(page, i18n.text(product.name), x, y + side + 32, "500 21px", INK.text, side);
    line(page, words.price(product), x, y + side + 60, "400 20px", INK.quiet, side);
    regions.push({ key, x: x - 8, y: y - 8, w: side + 16, h: 222, act: () => store.set({ detail: product.id }) });
  }
}

/** @param {Page} page @param {Product} product */
function card(page, product) {
  const { content, pen } = page;
  const { store, i18n, words, act } = content;
  const state = store.get();
  const chosen = state.chosen[product.id] ?? { variant: product.variants?.[0]?.id ?? "", size: "" };
  button(page, "back", "‹", [EDGE, 34, 62, 62], () => store.set({ detail: null }));
  picture(page, product, chosen.variant, [EDGE, 118, 330]);
  const [x, width] = [EDGE + 366, WIDE - EDGE * 2 - 366];
  line(page, i18n.text(product.name), x, 84, "600 40px", INK.text, width);
  line(page, words.price(product), x, 134, "400 34px", INK.text, width);
  const entry = state.slate.items.find((item) => item.product === product.id);
  if (entry) line(page, words.why(entry), x, 176, "400 26px", INK.accent, width);
  for (const [i, variant] of (product.variants ?? []).slice(0, 8).entries())
    button(page, `variant:${variant.id}`, "", [x + i * 68, 204, 54, 54], () => content.choose(product.id, { ...chosen, variant: variant.id }), {
      rgb: variant.rgb || "#ccc", on: variant.id === chosen.variant,
    });
  for (const [i, size] of (product.sizes ?? []).slice(0, 7).entries())
    button(page, `size:${size}`, size, [x + i * 82, 282, 72, 56], () => content.choose(product.id, { ...chosen, size }), {
      on: size === chosen.size, off: product.stock ? product.stock[size] === 0 : false,
    });
  const slots = { variant: chosen.variant, size: chosen.size };
  const needs = (product.sizes?.length ?? 0) > 0 && !chosen.size;
  button(page, "cart", i18n.t(needs ? "size.choose" : "cart.add"), [x, 368, 262, 72], () => act("cart.add", product.id, { ...slots, count: 1 }), { primary: !needs, off: needs });
  const worn = state.worn.some((item) => item.product === product.id);
  if (product.wear)
    button(page, "try_on", i18n.t(worn ? "take_off" : "try_on"), [x + 282, 368, 262, 72], () => act(worn ? "take_off" : "try_on", product.id, worn ? {} : slots));
  button(page, "like", i18n.t("like"), [x, 458, 170, 60], () => act("like", product.id), { on: state.liked.includes(product.id) });
  button(page, "similar", i18n.t("similar"), [x + 187, 458, 170, 60], () => act("rec.similar", product.id));
  button(page, "dislike", i18n.t("dislike"), [x + 374, 458, 170, 60], () => {
    act("dislike", product.id);
    store.set({ detail: null });
  });
  pen.textAlign = "left";
}

/** The guide's last words, and what is always at hand. @param {Page} page */
function foot(page) {
  const { content, pen } = page;
  const { store, i18n, act, leave, voice } = content;
  const { talk, lang, cart, partial, ears } = store.get();
  const said = talk.findLast((entry) => entry.who === "guide");
  pen.fillStyle = "#efe6d9";
  pen.beginPath();
  pen.roundRect(EDGE, 572, WIDE - EDGE * 2 - 446, 100, 24);
  pen.fill();
  pen.font = `400 25px ${FONT}`;
  pen.textAlign = "left";
  pen.fillStyle = INK.text;
  const lines = wrapped(pen, partial || said?.text || i18n.t(ears ? "mic.listening" : "say.hint"), WIDE - EDGE * 2 - 494, 3);
  for (const [i, text] of lines.entries()) pen.fillText(text, EDGE + 24, 572 + 60 - (lines.length - 1) * 15 + i * 30);
  const count = cart.reduce((sum, entry) => sum + entry.count, 0);
  const x = WIDE - EDGE - 326;
  const hear = () => (ears ? voice.stop() : voice.start(false));
  button(page, "mic", i18n.t("mic.short"), [x - 100, 594, 90, 60], hear, { on: Boolean(ears), off: !voice.road });
  button(page, "cart_count", `${i18n.t("cart")} ${count}`, [x, 594, 136, 60], () => undefined, { off: true });
  const next = lang === "en" ? "zh-CN" : "en";
  button(page, "lang", next === "en" ? "EN" : "中文", [x + 146, 594, 92, 60], () => {
    store.set({ lang: next });
    act("set_lang", "", { lang: next });
  });
  button(page, "leave", "✕", [x + 248, 594, 78, 60], leave);
}

/**
 * Draws the panel. @param {CanvasRenderingContext2D} pen @param {Content} content
 * @param {string} over key of the region under the ray @param {() => void} again call when a picture has come
 * @returns {Region[]}
 */
export function compose(pen, content, over, again) {
  /** @type {Page} */
  const page = { pen, content, over, regions: [], again };
  pen.clearRect(0, 0, WIDE, HIGH);
  pen.fillStyle = "rgb(253 250 244 / .97)";
  pen.beginPath();
  pen.roundRect(0, 0, WIDE, HIGH, 44);
  pen.fill();
  const product = content.products.get(content.store.get().detail ?? "");
  if (product) card(page, product);
  else shelf(page);
  foot(page);
  return page.regions;
}
