/**
 * How what is worn fits: zone by zone, the size that suits best, and where the cloth pulls.
 * @module ui/fit
 */

import { h } from "./dom.js";
import { act, button } from "./parts.js";

/** @typedef {import("./parts.js").Ui} Ui */
/** @typedef {import("../types.js").Product} Product */

const CM = 100;
/** Room in centimetres up to which a zone is tight, snug, easy; beyond the last it is loose. */
const ROOM = /** @type {const} */ ([[0.5, "tight"], [3, "snug"], [12, "easy"], [Infinity, "loose"]]);
const PULLS = 0.03; // share by which cloth is longer than it was cut

/**
 * @param {import("../types.js").ZoneFit} zone
 * @returns {string} `tight`, `snug`, `easy` or `loose`
 */
export function verdict({ body, garment, strain }) {
  if (strain > PULLS) return "tight";
  return ROOM.find(([most]) => (garment - body) * CM <= most)?.[1] ?? "loose";
}

/**
 * What the card says of a garment that is worn.
 * @param {Ui} ui @param {Product} product @param {() => void} measure opens the measurements
 */
export function fitReport(ui, product, measure) {
  const { i18n, store } = ui;
  const worn = store.get().worn.find((item) => item.product === product.id);
  if (!worn) return null;
  const sits = store.get().fits[product.id]?.sits;
  const own = worn.fit === "fitted";
  return h("section", { class: "fit", "aria-label": i18n.t("fit.title") },
    h("p", { role: "status" }, i18n.t(`fit.${worn.fit}`)),
    own && sits && advice(ui, product, sits, worn.size),
    own && sits && h("ul", { class: "zones" }, sits.zones.map((zone) => line(ui, zone))),
    h("div", { class: "row" },
      worn.fit !== "unavailable" && button(i18n.t(store.get().measures ? "measures.change" : "measures.open"), measure, { id: "measure", class: "small quiet", "data-key": "measure" }),
      sits && h("label", { class: "check" },
        h("input", { type: "checkbox", id: "tight", checked: store.get().tight, "data-key": "tight", onchange: () => store.set({ tight: !store.get().tight }) }),
        i18n.t("fit.show"))));
}

/** @param {Ui} ui @param {import("../types.js").ZoneFit} zone */
function line({ i18n }, zone) {
  const kind = verdict(zone);
  const room = Math.round((zone.garment - zone.body) * CM);
  const words = room >= 0 ? i18n.t("fit.room", { cm: room }) : i18n.t("fit.short", { cm: -room });
  return h("li", { class: kind }, h("span", {}, i18n.t(`zone.${zone.zone}`)), h("b", {}, i18n.t(`fit.is.${kind}`)), h("span", {}, words));
}

/** @param {Ui} ui @param {Product} product @param {import("../types.js").Sits} sits @param {string} size */
function advice(ui, product, { advised, chance }, size) {
  const { i18n } = ui;
  if (!advised || !product.sizes?.length) return null;
  const percent = Math.round(chance * 100);
  if (advised === size) return h("p", {}, i18n.t("fit.right", { size, percent }));
  return h("p", {}, i18n.t("fit.advice", { size: advised, percent }), " ",
    button(i18n.t("fit.try", { size: advised }), () => act(ui, "set_size", product.id, { size: advised }), { class: "small", id: "try-advised", "data-key": "advised" }));
}
