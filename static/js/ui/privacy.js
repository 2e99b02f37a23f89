/**
 * Consent: the first question at the door, and the panel where it can be changed, read and undone.
 * @module ui/privacy
 */

import { dialog, fill, h } from "./dom.js";
import { button, heading } from "./parts.js";

/** @typedef {import("./parts.js").Ui} Ui */
/** @typedef {import("../types.js").Purpose} Purpose */

/**
 * What the shopper may decide about their data.
 * @typedef {object} Data
 * @property {(grants: Purpose[]) => void} consent
 * @property {() => Promise<void>} download all that is kept, as a file
 * @property {() => Promise<void>} erase
 */

/** What "Agree" at the door means; the rest is only ever granted one by one. @type {Purpose[]} */
export const COMMON = ["log", "personalise"];

/** Those that this page can use: it keeps neither sound nor pictures of the body. @type {Purpose[]} */
const OFFERED = ["log", "personalise", "picture", "qa_replay", "analytics"];

/**
 * The question at the door. Both answers weigh the same (so neither has the focus), and
 * Escape means no.
 * @param {Ui} ui
 * @param {Data} data
 * @param {() => void} choose opens the panel
 */
export function consentSheet(ui, data, choose) {
  const { i18n, store } = ui;
  const sheet = dialog({ id: "consent", onclose: () => { if (!store.get().asked) data.consent([]); } });
  const answer = (/** @type {Purpose[]} */ grants) => () => { data.consent(grants); sheet.close(); };
  const draw = () => fill(sheet,
    h("h2", { id: "consent-title", tabindex: "-1", autofocus: true, "data-key": "title" }, i18n.t("consent.title")),
    h("p", {}, i18n.t("consent.text")),
    h("p", { class: "quiet-text" }, i18n.t("consent.either")),
    h("div", { class: "equal" },
      button(i18n.t("consent.refuse"), answer([]), { id: "consent-refuse", "data-key": "refuse" }),
      button(i18n.t("consent.agree"), answer(COMMON), { id: "consent-agree", "data-key": "agree" })),
    h("button", { type: "button", class: "link", "data-key": "choose", onclick: () => { answer([])(); choose(); } }, i18n.t("consent.choose")));
  store.on(["lang"], draw);
  draw();
  return sheet;
}

/**
 * @param {Ui} ui
 * @param {Data} data
 * @returns {HTMLDialogElement}
 */
export function privacyPanel(ui, data) {
  const { i18n, store } = ui;
  const panel = dialog({ id: "privacy", kind: "drawer" });
  const draw = () => fill(panel,
    heading("privacy", i18n.t("privacy.title"), panel, i18n.t("close")),
    h("p", { class: "state" }, i18n.t(store.get().durable ? "privacy.kept" : "privacy.unkept")),
    h("ul", { class: "purposes" }, OFFERED.map((purpose) => purposeRow(ui, data, purpose))),
    h("h3", {}, i18n.t("privacy.never.title")), h("p", {}, i18n.t("privacy.never")),
    h("h3", {}, i18n.t("privacy.mine")), h("p", {}, i18n.t("privacy.mine.text")),
    h("div", { class: "equal" },
      button(i18n.t("privacy.export"), () => tried(ui, data.download, "privacy.exported"), { id: "export", "data-key": "export" }),
      button(i18n.t("privacy.erase"), () => eraseAfterAsking(ui, data), { id: "erase", "data-key": "erase" })));
  store.on(["grants", "durable", "lang"], draw);
  draw();
  return panel;
}

/** @param {Ui} ui @param {Data} data @param {Purpose} purpose */
function purposeRow({ i18n, store }, data, purpose) {
  const { grants } = store.get();
  const flip = (/** @type {Event} */ event) => {
    const on = /** @type {HTMLInputElement} */ (event.target).checked;
    data.consent(on ? [...grants, purpose] : grants.filter((each) => each !== purpose));
  };
  return h("li", {}, h("label", {},
    h("input", { type: "checkbox", class: "switch", checked: grants.includes(purpose), "data-key": purpose, id: `grant-${purpose}`, onchange: flip }),
    h("span", {}, h("b", {}, i18n.t(`purpose.${purpose}`)), h("span", { class: "quiet-text" }, i18n.t(`purpose.${purpose}.text`)))));
}

/** @param {Ui} ui @param {Data} data */
function eraseAfterAsking(ui, data) {
  const asked = dialog({ id: "erase-ask", onclose: () => asked.remove() });
  const { i18n } = ui;
  fill(asked,
    h("h2", { id: "erase-ask-title" }, i18n.t("erase.title")),
    h("p", {}, i18n.t("erase.text")),
    h("div", { class: "equal" },
      button(i18n.t("erase.keep"), () => asked.close(), { id: "erase-keep" }),
      button(i18n.t("erase.do"), () => { asked.close(); void tried(ui, data.erase, "erase.done"); }, { id: "erase-do" })));
  document.querySelector("#overlay")?.append(asked);
  asked.showModal();
}

/** @param {Ui} ui @param {() => Promise<void>} work @param {string} done key of what to say then */
async function tried(ui, work, done) {
  try {
    await work();
    ui.toast(ui.i18n.t(done));
  } catch {
    ui.toast(ui.i18n.t("refused.data"));
  }
}
