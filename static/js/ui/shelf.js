/**
 * The ranked shelf as a strip of pictures, each with the reason why it stands there.
 * @module ui/shelf
 */

import { fill, h } from "./dom.js";
import { iconButton, open, thumb } from "./parts.js";
import { money, why } from "./words.js";

/** @typedef {import("./parts.js").Ui} Ui */

const SHOWN = 16;
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

/** @param {Ui} ui */
export function shelf(ui) {
  const list = h("ul", { class: "shelf-items", id: "shelf" });
  const title = h("div", { class: "shelf-head" });
  const draw = () => {
    fill(title, head(ui, list));
    fill(list, ui.store.get().slate.items.slice(0, SHOWN).map((item) => place(ui, item)));
  };
  ui.store.on(["slate"], () => settle(list, () => { draw(); list.scrollLeft = 0; }));
  ui.store.on(["lang", "detail", "chosen"], draw);
  draw();
  return h("section", { class: "shelf", "aria-label": ui.i18n.t("shelf") }, title, list);
}

/** @param {Ui} ui @param {HTMLElement} list */
function head({ i18n, store }, list) {
  const { slate } = store.get();
  const by = (/** @type {number} */ way) => list.scrollBy({
    left: way * list.clientWidth * 0.8, behavior: CALM.matches ? "auto" : "smooth",
  });
  return [
    h("h2", {}, i18n.t(`context.${slate.context}`)),
    iconButton("left", i18n.t("shelf.back"), () => by(-1), { class: "quiet wide-only", "data-key": "back" }),
    iconButton("right", i18n.t("shelf.on"), () => by(1), { class: "quiet wide-only", "data-key": "on" }),
  ];
}

/** @param {Ui} ui @param {import("../types.js").SlateItem} item */
function place(ui, item) {
  const product = ui.find(item.product);
  if (!product) return null;
  return h("li", { "data-product": product.id },
    h("button", {
      type: "button", "data-key": product.id, onclick: () => open(ui, product.id),
      "aria-current": ui.store.get().detail === product.id ? "true" : false,
    },
    thumb(ui, product.id),
    h("span", { class: "shelf-words" },
      h("strong", {}, ui.i18n.text(product.name)),
      h("span", { class: "price" }, money(ui.i18n, product.price)),
      h("span", { class: "why" }, why(ui.i18n, item.reason, ui.find, product.id)))));
}

/**
 * Change the list and let what moved glide to its new place, so that one sees what happened.
 * @param {HTMLElement} list
 * @param {() => void} change
 */
function settle(list, change) {
  const before = new Map(children(list).map((item) => [item.dataset.product, item.offsetLeft]));
  change();
  if (CALM.matches || !before.size) return;
  for (const item of children(list)) {
    const from = before.get(item.dataset.product);
    const moved = (from ?? item.offsetLeft) - item.offsetLeft;
    if (from === undefined) item.animate([{ opacity: 0.3, translate: "0 12px" }, {}], { duration: 320, easing: "ease-out" });
    else if (moved) item.animate([{ translate: `${moved}px 0` }, {}], { duration: 420, easing: "cubic-bezier(.2, .8, .2, 1)" });
  }
}

/** @param {HTMLElement} list */
const children = (list) => /** @type {HTMLElement[]} */ ([...list.children]);
