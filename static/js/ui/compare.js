/**
 * Products side by side.
 * @module ui/compare
 */

import { dialog, fill, h, toggle } from "./dom.js";
import { rows } from "./facts.js";
import { act, button, heading, iconButton, open, stars, thumb } from "./parts.js";
import { money } from "./words.js";

/** @typedef {import("./parts.js").Ui} Ui */
/** @typedef {import("../types.js").Product} Product */

/** @param {Ui} ui @returns {HTMLDialogElement} */
export function compareView(ui) {
  const view = dialog({ id: "compare", kind: "wide", onclose: () => ui.store.set({ comparing: false }) });
  const draw = () => {
    const { comparing } = ui.store.get();
    if (comparing) fill(view, heading("compare", ui.i18n.t("compare"), view, ui.i18n.t("close")), said(ui), table(ui));
    toggle(view, comparing);
  };
  ui.store.on(["comparing", "compare", "lang", "talk"], draw);
  return view;
}

/** What was put aside to compare, until it is. @param {Ui} ui */
export function compareTray(ui) {
  const tray = h("div", { class: "tray", id: "compare-tray", hidden: true });
  const draw = () => {
    const { compare, comparing } = ui.store.get();
    tray.hidden = !compare.length || comparing;
    fill(tray, compare.map((id) => thumb(ui, id)),
      compare.length < 2 && h("span", { class: "quiet-text" }, ui.i18n.t("compare.more")),
      compare.length > 1 && button(ui.i18n.t("compare.now"), () => now(ui), { class: "small primary", "data-key": "now" }),
      iconButton("close", ui.i18n.t("compare.clear"), () => ui.store.set({ compare: [] }), { class: "quiet", "data-key": "clear" }));
  };
  ui.store.on(["compare", "comparing", "lang"], draw);
  draw();
  return tray;
}

/** @param {Ui} ui */
function now({ store, send }) {
  send.act({ act: "compare", products: store.get().compare });
  store.set({ comparing: true });
}

/** What the guide said of just these. @param {Ui} ui */
function said({ store }) {
  const { talk, compare } = store.get();
  const line = talk.findLast(({ who, products }) => who === "guide" && products.join() === compare.join());
  return line ? h("p", { class: "compare-said", lang: line.lang, "aria-live": "polite" }, line.text) : null;
}

/** @param {Ui} ui */
function table(ui) {
  const products = ui.store.get().compare.map(ui.find).filter((product) => product !== undefined);
  const facts = products.map((product) => new Map(rows(ui, product)));
  const names = [...new Set(facts.flatMap((known) => [...known.keys()]))];
  return h("div", { class: "compare-scroll", tabindex: "0", role: "region", "aria-label": ui.i18n.t("compare") },
    h("table", {},
      h("thead", {}, h("tr", {}, h("td", {}), products.map((product) => column(ui, product)))),
      h("tbody", {},
        line(ui.i18n.t("size"), products.map((product) => (product.sizes ?? []).join(" · ") || "–")),
        line(ui.i18n.t("color"), products.map((product) => (product.variants ?? []).map(({ name }) => ui.i18n.text(name)).join(ui.i18n.t("list.comma")) || "–")),
        names.map((name) => line(name, facts.map((known) => known.get(name) ?? "–"))))));
}

/** @param {string} name @param {string[]} values */
const line = (name, values) =>
  h("tr", {}, h("th", { scope: "row" }, name), values.map((value) => h("td", {}, value)));

/** @param {Ui} ui @param {Product} product */
const column = (ui, product) => h("th", { scope: "col" },
  thumb(ui, product.id),
  h("button", { type: "button", class: "link", "data-key": `open-${product.id}`, onclick: () => open(ui, product.id) }, ui.i18n.text(product.name)),
  h("span", { class: "price" }, money(ui.i18n, product.price)),
  stars(ui.i18n, product),
  button(ui.i18n.t("like"), () => act(ui, "like", product.id), { class: "small", "data-key": `like-${product.id}` }));
