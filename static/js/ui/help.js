/**
 * How to use the showroom: what can be said, pressed and done with the hands.
 * @module ui/help
 */

import { dialog, fill, h } from "./dom.js";
import { heading } from "./parts.js";

const KEYS = ["/", "Tab", "W A S D", "Q E", "N P", "Enter", "G", "T", "L K", "[ ]", "+ −", "Esc", "?"];
const SAYINGS = 4;
const GESTURES = 6;

/** @param {import("./parts.js").Ui} ui @returns {HTMLDialogElement} */
export function helpSheet({ i18n, store }) {
  const sheet = dialog({ id: "help", kind: "wide" });
  const items = (/** @type {string} */ name, /** @type {number} */ count) =>
    h("ul", {}, Array.from({ length: count }, (_, place) => h("li", {}, i18n.t(`help.${name}.${place + 1}`))));
  const draw = () => fill(sheet,
    heading("help", i18n.t("help.title"), sheet, i18n.t("close")),
    h("div", { class: "columns" },
      h("section", {}, h("h3", {}, i18n.t("help.say")), items("say", SAYINGS),
        h("h3", {}, i18n.t("help.hands")), items("hand", GESTURES)),
      h("section", {}, h("h3", {}, i18n.t("help.keys")), keys(i18n))));
  store.on(["lang"], draw);
  draw();
  return sheet;
}

/** @param {import("../types.js").I18n} i18n */
const keys = (i18n) => h("dl", { class: "keys" },
  KEYS.map((key, place) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, i18n.t(`help.key.${place + 1}`)))));
