/**
 * The shopper's own measurements: a few numbers, in centimetres or inches, that stay in this visit.
 * @module ui/measures
 */

import { dialog, fill, h } from "./dom.js";
import { button, heading } from "./parts.js";

/** @typedef {import("./parts.js").Ui} Ui */

/** Name, centimetres that can be fitted, and an example. */
const ASKED = /** @type {const} */ ([
  ["height", 120, 230, 168], ["bust", 60, 180, 92], ["waist", 45, 180, 74], ["hips", 60, 190, 98],
  ["inseam", 50, 120, 76], ["sleeve", 35, 85, 56],
]);
const INCH = 2.54;

/**
 * @param {Ui} ui
 * @returns {HTMLDialogElement}
 */
export function measuresSheet(ui) {
  const { i18n, store } = ui;
  const sheet = dialog({ id: "measures" });
  let unit = /** @type {"cm" | "in"} */ ("cm");
  /** @type {Record<string, string>} as typed, in `unit` */
  let typed = {};
  let build = "";
  const factor = () => (unit === "in" ? INCH : 1);
  const read = () => ASKED.filter(([name]) => typed[name]?.trim()).map(([name, low, high]) => {
    const cm = Number(typed[name].replace(",", ".")) * factor();
    return { name, cm, good: cm >= low && cm <= high };
  });
  const turn = (/** @type {"cm" | "in"} */ to) => {
    const scale = factor();
    unit = to;
    typed = Object.fromEntries(Object.entries(typed).map(([name, text]) =>
      [name, text && Number.isFinite(Number(text)) ? String(Math.round(Number(text) * scale / factor() * 10) / 10) : text]));
    draw();
  };
  const wear = () => {
    const items = read();
    const wrong = items.find(({ good }) => !good);
    if (wrong || !items.length) {
      ui.toast(i18n.t(wrong ? "measures.wrong" : "measures.none", { name: i18n.t(`measure.${wrong?.name ?? "height"}`) }));
      return;
    }
    ui.send.measures(items.map(({ name, cm }) => ({ name, metres: Math.round(cm * 10) / 1000 })), build);
    sheet.close();
  };
  const forget = () => {
    typed = {};
    ui.send.measures(null, "");
    sheet.close();
  };
  const draw = () => fill(sheet,
    heading("measures", i18n.t("measures.title"), sheet, i18n.t("close")),
    h("p", {}, i18n.t("measures.text")),
    choices("build", [["", "measures.any"], ["women", "measures.women"], ["men", "measures.men"]], build, (value) => { build = value; }),
    choices("unit", [["cm", "measures.cm"], ["in", "measures.in"]], unit, (value) => turn(/** @type {"cm" | "in"} */ (value))),
    h("div", { class: "measures" }, ASKED.map(([name, , , example]) => h("label", {},
      h("span", {}, i18n.t(`measure.${name}`)),
      h("input", {
        type: "text", inputmode: "decimal", name, value: typed[name] ?? "", "data-key": `measure-${name}`, maxlength: 6,
        placeholder: String(Math.round(example / factor())), oninput: (/** @type {InputEvent} */ event) => {
          typed[name] = /** @type {HTMLInputElement} */ (event.target).value;
        },
      })))),
    h("p", { class: "quiet-text" }, i18n.t("measures.kept")),
    h("div", { class: "equal" },
      store.get().measures && button(i18n.t("measures.forget"), forget, { id: "measures-forget", "data-key": "forget" }),
      button(i18n.t("measures.wear"), wear, { id: "measures-wear", class: "primary", "data-key": "wear" })));
  /** @param {string} name @param {[string, string][]} options @param {string} chosen @param {(value: string) => void} pick */
  const choices = (name, options, chosen, pick) => h("div", { class: "sizes", role: "radiogroup", "aria-label": i18n.t(`measures.${name}`) },
    options.map(([value, words]) => h("label", {},
      h("input", { type: "radio", name: `measures-${name}`, value, checked: value === chosen, "data-key": `${name}-${value}`, onchange: () => pick(value) }),
      h("span", { class: "pill" }, i18n.t(words)))));
  sheet.addEventListener("submit", (event) => event.preventDefault());
  sheet.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type === "text") wear(); });
  store.on(["lang", "measures"], draw);
  draw();
  return sheet;
}
