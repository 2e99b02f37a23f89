/**
 * What the catalogue knows of a product, as words: description, attributes, care, reviews.
 * @module ui/facts
 */

import { h } from "./dom.js";
import { act, starRow } from "./parts.js";
import { attribute, measures } from "./words.js";

/** @typedef {import("./parts.js").Ui} Ui */
/** @typedef {import("../types.js").Product} Product */

const REVIEWS = 3;

/** @param {Ui} ui @param {Product} product */
export function facts(ui, product) {
  const { i18n } = ui;
  const description = i18n.text(product.description);
  return h("section", { class: "facts", "aria-label": i18n.t("facts") },
    description && h("p", { class: "description" }, description),
    h("dl", {}, rows(ui, product).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    product.credits && h("p", { class: "credits" }, product.credits));
}

/**
 * @param {Ui} ui
 * @param {Product} product
 * @returns {[string, string][]} name and value, only what is known
 */
export function rows({ i18n }, product) {
  const known = Object.entries(product.attributes ?? {})
    .filter(([name]) => name !== "color")
    .map(([name, value]) => [i18n.t(`attr.${name}`), attribute(i18n, value, name)]);
  return /** @type {[string, string][]} */ ([
    ...known, [i18n.t("attr.measures"), measures(product)], [i18n.t("attr.care"), i18n.text(product.care)],
  ]).filter(([, value]) => value);
}

/** @param {Ui} ui @param {Product} product */
export function reviews(ui, product) {
  const { i18n } = ui;
  const mine = [...(product.reviews ?? [])].sort((a, b) => Number(b.lang === i18n.lang()) - Number(a.lang === i18n.lang()));
  return h("section", { class: "reviews" },
    h("h3", {}, i18n.t("reviews")),
    mine.length ? null : h("p", { class: "quiet-text" }, i18n.t("reviews.none")),
    mine.slice(0, REVIEWS).map(({ stars, text, lang }) => h("blockquote", { lang }, starRow(stars), h("p", {}, text))),
    rate(ui, product));
}

/** @param {Ui} ui @param {Product} product */
function rate(ui, product) {
  const { i18n } = ui;
  const give = (/** @type {number} */ count) => act(ui, "rate", product.id, { rating: count });
  return h("div", { class: "rate", role: "group", "aria-label": i18n.t("rate") },
    h("span", {}, i18n.t("rate")),
    [1, 2, 3, 4, 5].map((count) => h("button", {
      type: "button", "data-key": `rate-${count}`, "aria-label": i18n.t("rate.stars", { count }), onclick: () => give(count),
    }, "★")));
}
