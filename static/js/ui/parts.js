/**
 * Small pieces that several panels are made of.
 * @module ui/parts
 */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { askedVariant } from "./words.js";

/**
 * What every panel is given.
 * @typedef {object} Ui
 * @property {import("../types.js").Store} store
 * @property {import("../types.js").Send} send
 * @property {import("../types.js").I18n} i18n
 * @property {(id: string) => import("../types.js").Product | undefined} find
 * @property {(product: string, variant: string) => Promise<string>} picture URL, empty for none
 * @property {(words: string) => void} toast
 * @property {import("../voice/index.js").Voice} voice
 */

/**
 * A button that shows an icon and says its name to screen readers and on hover.
 * @param {Parameters<typeof icon>[0]} name
 * @param {string} label
 * @param {() => void} onclick
 * @param {Record<string, any>} [props]
 */
export const iconButton = (name, label, onclick, props = {}) =>
  h("button", { type: "button", ...props, class: `icon-button ${props.class ?? ""}`, "aria-label": label, title: label, onclick }, icon(name));

/**
 * @param {string} label
 * @param {() => void} onclick
 * @param {Record<string, any>} [props]
 */
export const button = (label, onclick, props = {}) =>
  h("button", { type: "button", ...props, class: `button ${props.class ?? ""}`, onclick }, label);

/**
 * @param {string} id of the dialog
 * @param {string} title
 * @param {HTMLDialogElement} dialog
 * @param {string} closing name of the close button
 */
export const heading = (id, title, dialog, closing) =>
  h("header", { class: "dialog-head" },
    h("h2", { id: `${id}-title` }, title),
    iconButton("close", closing, () => dialog.close(), { "data-key": "close" }));

/**
 * The product's picture, as soon as there is one.
 * @param {Ui} ui
 * @param {string} product
 * @param {string} [variant] else the one that was chosen or asked for
 */
export function thumb(ui, product, variant = preferred(ui, product)) {
  const key = `${product} ${variant}`;
  const tile = h("span", { class: "thumb", "aria-hidden": "true" });
  const show = (/** @type {string} */ url) => {
    if (!url) return;
    shots.set(key, url);
    tile.replaceChildren(h("img", { src: url, alt: "", draggable: "false" }));
  };
  const shot = shots.get(key);
  if (shot) show(shot);
  else ui.picture(product, variant).then(show, () => {}); // without a picture the tile stays plain
  return tile;
}

/** Pictures at hand, so that a list that is drawn again does not blink. @type {Map<string, string>} */
const shots = new Map();

/** @param {import("../types.js").I18n} i18n @param {import("../types.js").Product} product */
export function stars(i18n, { rating }) {
  if (!rating || !rating.count) return null;
  const mean = rating.mean.toFixed(1);
  return h("p", { class: "rating", "aria-label": i18n.t("rating.label", { mean, count: rating.count }) },
    starRow(rating.mean),
    h("span", { "aria-hidden": "true" }, `${mean} · ${i18n.t("rating.count", { count: rating.count })}`));
}

/** @param {number} mean 0..5 */
export const starRow = (mean) =>
  h("span", { class: "stars", style: { "--full": `${(mean / 5) * 100}%` }, "aria-hidden": "true" });

/**
 * Open a product's card, as a hand in the room would.
 * @param {Ui} ui
 * @param {string} product
 */
export function open(ui, product) {
  const { send, store } = ui;
  const variant = preferred(ui, product);
  send.gestures([{ kind: "select", product, variant }]);
  store.set({ detail: product, comparing: false });
  const { chosen } = store.get();
  if (variant && !chosen[product]) store.set({ chosen: { ...chosen, [product]: { variant, size: "" } } });
}

/**
 * @param {Ui} ui
 * @param {string} product
 * @returns {string} the variant the shopper chose or asked for, empty for none
 */
function preferred({ store, find }, product) {
  const { chosen, slate } = store.get();
  const place = slate.items.find((item) => item.product === product);
  return chosen[product]?.variant || askedVariant(find(product), place?.reason);
}

/**
 * An act about one product.
 * @param {Ui} ui
 * @param {string} act
 * @param {string} product
 * @param {Record<string, string | number>} [slots]
 */
export function act({ send }, act, product, slots = {}) {
  send.act({
    act,
    products: product ? [product] : [],
    slots: Object.entries(slots).filter(([, value]) => value !== "")
      .map(([name, value]) => ({ name, value: String(value), wanted: true })),
  });
}

/**
 * Variant and size the shopper has chosen, or would get.
 * @param {Ui} ui
 * @param {import("../types.js").Product} product
 */
export function choice(ui, product) {
  const chosen = ui.store.get().chosen[product.id];
  return { variant: preferred(ui, product.id) || product.variants?.[0]?.id || "", size: chosen?.size ?? "" };
}
