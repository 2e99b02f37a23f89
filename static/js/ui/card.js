/**
 * The product's card: what it is, which one, what to do with it.
 * @module ui/card
 */

import { facts, reviews } from "./facts.js";
import { fill, h } from "./dom.js";
import { fitReport } from "./fit.js";
import { icon } from "./icons.js";
import { act, button, choice, iconButton, stars } from "./parts.js";
import { money, stock, token, why } from "./words.js";

/** @typedef {import("./parts.js").Ui} Ui */
/** @typedef {import("../types.js").Product} Product */

const FEW = 3;

/** @param {Ui} ui @param {() => void} measure opens the shopper's measurements */
export function card(ui, measure) {
  const panel = h("aside", { class: "card", id: "card", hidden: true, tabindex: "-1" });
  let shown = "";
  const draw = () => {
    const product = ui.find(ui.store.get().detail ?? "");
    panel.hidden = !product;
    document.documentElement.classList.toggle("has-card", !!product);
    if (!product) { shown = ""; return; }
    const follows = shown !== product.id && document.activeElement?.closest("#shelf, #captions");
    panel.setAttribute("aria-label", ui.i18n.text(product.name));
    panel.dataset.product = product.id;
    fill(panel, front(ui, product, measure), facts(ui, product), reviews(ui, product));
    if (shown !== product.id) panel.scrollTop = 0;
    shown = product.id;
    // Whoever came by keyboard reads on here; whoever types is left alone.
    if (follows) panel.focus({ preventScroll: true });
  };
  ui.store.on(["detail", "lang", "chosen", "liked", "worn", "fits", "measures", "tight", "slate", "compare"], draw);
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") close(ui); });
  draw();
  return panel;
}

/** The keyboard goes back to where the card was opened. @param {Ui} ui */
function close({ store }) {
  const { detail } = store.get();
  const inside = document.activeElement?.closest("#card");
  store.set({ detail: null });
  if (inside && detail) /** @type {HTMLElement | null} */ (document.querySelector(`#shelf [data-key="${CSS.escape(detail)}"]`) ?? document.getElementById("say"))?.focus();
}

/** @param {Ui} ui @param {Product} product @param {() => void} measure */
function front(ui, product, measure) {
  const { i18n, store } = ui;
  const place = store.get().slate.items.find((item) => item.product === product.id);
  const reason = place?.reason.product === product.id ? "" : why(i18n, place?.reason, ui.find);
  return h("div", { class: "card-front" },
    iconButton("close", i18n.t("close"), () => close(ui), { class: "card-close quiet", "data-key": "close" }),
    h("p", { class: "kicker" }, token(i18n, product.category)),
    h("h2", {}, i18n.text(product.name)),
    h("div", { class: "card-line" }, h("p", { class: "price" }, money(i18n, product.price)), stars(i18n, product)),
    reason && h("p", { class: "why" }, reason),
    colours(ui, product), sizes(ui, product), fitReport(ui, product, measure), actions(ui, product));
}

/** @param {Ui} ui @param {Product} product */
function colours(ui, product) {
  const variants = product.variants ?? [];
  if (!variants.length) return null;
  const { variant: chosen, size } = choice(ui, product);
  const named = variants.find((variant) => variant.id === chosen);
  return h("fieldset", { class: "choice" },
    h("legend", {}, ui.i18n.t("color"), " ", h("b", {}, ui.i18n.text(named?.name))),
    h("div", { class: "swatches" }, variants.map((variant) => option({
      name: "variant", value: variant.id, checked: variant.id === chosen, label: ui.i18n.text(variant.name),
      onchange: () => {
        choose(ui, product, variant.id, size);
        act(ui, "set_color", product.id, { variant: variant.id });
      },
    }, h("span", { class: "swatch", style: { "--rgb": variant.rgb || "#cfc6b8" } })))));
}

/** @param {Ui} ui @param {Product} product */
function sizes(ui, product) {
  if (!product.sizes?.length) return left(ui, stock(product, ""));
  const { variant, size: chosen } = choice(ui, product);
  return h("fieldset", { class: "choice" },
    h("legend", {}, ui.i18n.t("size"), " ", h("b", {}, chosen || ui.i18n.t("size.choose"))),
    h("div", { class: "sizes" }, product.sizes.map((size) => option({
      name: "size", value: size, checked: size === chosen, disabled: stock(product, size) === 0,
      label: stock(product, size) === 0 ? ui.i18n.t("size.none", { size }) : size,
      onchange: () => {
        choose(ui, product, variant, size);
        act(ui, "set_size", product.id, { size, variant });
      },
    }, h("span", { class: "pill" }, size)))),
    chosen && left(ui, stock(product, chosen)));
}

/** @param {Ui} ui @param {number} pieces */
function left({ i18n }, pieces) {
  if (pieces === Infinity) return null;
  const key = pieces === 0 ? "stock.none" : pieces <= FEW ? "stock.few" : "stock.some";
  return h("p", { class: `stock ${pieces <= FEW ? "few" : ""}` }, i18n.t(key, { count: pieces }));
}

/**
 * @param {{name: string, value: string, checked: boolean, label: string, disabled?: boolean, onchange: () => void}} radio
 * @param {HTMLElement} face
 */
const option = ({ name, value, checked, label, disabled = false, onchange }, face) =>
  h("label", { title: label },
    h("input", { type: "radio", name, value, checked, disabled, "aria-label": label, "data-key": `${name}-${value}`, onchange }),
    face);

/** @param {Ui} ui @param {Product} product @param {string} variant @param {string} size */
function choose({ store }, product, variant, size) {
  store.set({ chosen: { ...store.get().chosen, [product.id]: { variant, size } } });
}

/** @param {Ui} ui @param {Product} product */
function actions(ui, product) {
  const { i18n, store } = ui;
  const worn = store.get().worn.some((item) => item.product === product.id);
  const slots = choice(ui, product);
  return h("div", { class: "actions" },
    button(i18n.t("cart.add"), () => take(ui, product), {
      id: "add-to-cart", class: "primary", "data-key": "add", disabled: stock(product, slots.size) === 0,
    }),
    product.wear && button(i18n.t(worn ? "take_off" : "try_on"),
      () => (worn ? act(ui, "take_off", product.id) : act(ui, "try_on", product.id, slots)),
      { id: "try-on", "data-key": "try" }),
    marks(ui, product));
}

/** Sizes differ in fit, so none is put into the cart unasked. @param {Ui} ui @param {Product} product */
function take(ui, product) {
  const { variant, size } = choice(ui, product);
  if (product.sizes?.length && !size) {
    ui.toast(ui.i18n.t("size.first"));
    /** @type {HTMLElement | null} */ (document.querySelector("#card input[name=size]:not(:disabled)"))?.focus();
    return;
  }
  act(ui, "cart.add", product.id, { size, variant, count: 1 });
}

/** @param {Ui} ui @param {Product} product */
function marks(ui, product) {
  const { i18n, store } = ui;
  const { liked, compare } = store.get();
  const likes = liked.includes(product.id);
  const compared = compare.includes(product.id);
  const like = () => {
    act(ui, "like", product.id);
    store.set({ liked: [...new Set([product.id, ...liked])] });
  };
  return h("div", { class: "marks" },
    mark("heart", i18n.t("like"), like, likes),
    mark("pass", i18n.t("dislike"), () => { act(ui, "dislike", product.id); close(ui); }),
    mark("similar", i18n.t("similar"), () => act(ui, "rec.similar", product.id)),
    mark("compare", i18n.t(compared ? "compare.has" : "compare.add"), () => store.set({ compare: flip(compare, product.id) }), compared));
}

/** @param {Parameters<typeof icon>[0]} name @param {string} label @param {() => void} onclick @param {boolean} [on] */
const mark = (name, label, onclick, on) =>
  h("button", { type: "button", class: "mark", "data-key": name, "aria-pressed": on === undefined ? false : String(on), onclick },
    icon(name), h("span", {}, label));

/** @param {string[]} list @param {string} id @returns {string[]} at most four stand side by side */
const flip = (list, id) => (list.includes(id) ? list.filter((each) => each !== id) : [...list, id].slice(-4));
