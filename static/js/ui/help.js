/**
 * How to use the showroom: what can be said, pressed and done with the hands.
 * @module ui/help
 */

import { dialog, fill, h } from "./dom.js";
import { heading } from "./parts.js";

const KEYS = ["/", "Tab", "W A S D", "Q E", "Enter", "Esc", "?"];
const SAYINGS = 4;
const GESTURES = 6;

/** @param {import("./parts.js").Ui} ui @returns {HTMLDialogElement} */
export function helpSheet({ i18n, store }) {
  const sheet = dialog({ id: "help", kind: "sheet" });
  const items = (/** @type {string} */ name, /** @type {number} */ count) =>
    h("ul", {}, Array.from({ length: count }, (_, place) => h("li", {}, i18n.t(`help.${name}.${place + 1}`))));
  const draw = () => fill(sheet,
    heading("help", i18n.t("help.title"), sheet, i18n.t("close")),
    h("h3", {}, i18n.t("help.say")), items("say", SAYINGS),
    h("h3", {}, i18n.t("help.keys")),
    h("dl", { class: "keys" }, KEYS.map((key, place) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, i18n.t(`help.key.${place + 1}`))))),
    h("h3", {}, i18n.t("help.hands")), items("hand", GESTURES));
  store.on(["lang"], draw);
  draw();
  return sheet;
}
