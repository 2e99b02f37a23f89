/**
 * The cart, as a drawer.
 * @module ui/cart
 */

import { dialog, fill, h } from "./dom.js";
import { act, button, heading, iconButton, open, thumb } from "./parts.js";
import { money } from "./words.js";

/** @typedef {import("./parts.js").Ui} Ui */
/** @typedef {import("../types.js").CartLine} CartLine */

/** @param {Ui} ui @returns {HTMLDialogElement} */
export function cartDrawer(ui) {
  const drawer = dialog({ id: "cart", kind: "drawer" });
  const draw = () => {
    const { cart } = ui.store.get();
    fill(drawer,
      heading("cart", ui.i18n.t("cart"), drawer, ui.i18n.t("close")),
      cart.length
        ? h("ul", { class: "cart-lines" }, cart.map((line) => row(ui, line, drawer)))
        : h("p", { class: "quiet-text" }, ui.i18n.t("cart.empty")),
      cart.length > 0 && foot(ui, drawer));
  };
  ui.store.on(["cart", "lang"], draw);
  draw();
  return drawer;
}

/** @param {Ui} ui @param {CartLine} line @param {HTMLDialogElement} drawer */
function row(ui, line, drawer) {
  const product = ui.find(line.product);
  if (!product) return null;
  const { i18n } = ui;
  const variant = product.variants?.find(({ id }) => id === line.variant);
  const which = { size: line.size, variant: line.variant };
  const key = `${line.product}-${line.variant}-${line.size}`;
  const price = product.price && { ...product.price, minor: product.price.minor * line.count };
  return h("li", {},
    thumb(ui, product.id, line.variant),
    h("div", { class: "cart-words" },
      h("button", { type: "button", class: "link", "data-key": `open-${key}`, onclick: () => { drawer.close(); open(ui, product.id); } }, i18n.text(product.name)),
      h("span", { class: "quiet-text" }, [i18n.text(variant?.name), line.size].filter(Boolean).join(" · ")),
      h("span", { class: "cart-count" }, i18n.t("cart.count", { count: line.count }),
        iconButton("plus", i18n.t("cart.more"), () => act(ui, "cart.add", product.id, { ...which, count: 1 }), { class: "quiet", "data-key": `more-${key}` }),
        iconButton("trash", i18n.t("cart.remove"), () => act(ui, "cart.remove", product.id, which), { class: "quiet", "data-key": `less-${key}` }))),
    h("span", { class: "price" }, money(i18n, price)));
}

/**
 * @param {Ui} ui
 * @returns {{minor: number, currency: string}[]} one sum for each currency: a user's own catalogue
 *   may hold several
 */
export function totals({ store, find }) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { product, count } of store.get().cart) {
    const price = find(product)?.price;
    if (price) sums.set(price.currency, (sums.get(price.currency) ?? 0) + price.minor * count);
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}

/** @param {Ui} ui @param {HTMLDialogElement} drawer */
const foot = (ui, drawer) => h("footer", { class: "cart-foot" },
  h("p", { class: "total" }, ui.i18n.t("cart.total"), h("b", {}, totals(ui).map((sum) => money(ui.i18n, sum)).join(" + "))),
  button(ui.i18n.t("checkout"), () => { drawer.close(); act(ui, "checkout", ""); }, { class: "primary", "data-key": "checkout" }));
