/**
 * Name, sections, language, connection, privacy, help, cart, and the ways into VR and AR.
 * @module ui/topbar
 */

import { LANGUAGES } from "../i18n.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { act, iconButton } from "./parts.js";

/** @typedef {import("./parts.js").Ui} Ui */
/** @typedef {{cart: () => void, privacy: () => void, help: () => void, enter: (mode: "immersive-vr" | "immersive-ar") => void}} Doors */

/**
 * @param {Ui} ui
 * @param {Doors} doors
 * @param {string[]} sections of the catalogue
 * @param {{vr: boolean, ar: boolean}} xr what the browser supports
 */
export function topbar(ui, doors, sections, xr) {
  const bar = h("header", { class: "topbar" });
  const draw = () => fill(bar, brand(ui), walk(ui, sections), tools(ui, doors, xr));
  ui.store.on(["lang", "connection", "cart", "section"], draw);
  draw();
  return bar;
}

/** @param {Ui} ui */
const brand = ({ i18n, store }) => h("div", { class: "brand" },
  h("h1", {}, i18n.t("name")),
  h("p", { class: `line ${store.get().connection}`, role: "status" }, i18n.t(`connection.${store.get().connection}`)));

/** @param {Ui} ui @param {string[]} sections */
function walk(ui, sections) {
  const { i18n, store } = ui;
  const go = (/** @type {string} */ section) => {
    if (section) act(ui, "nav.go", "", { section });
    else act(ui, "rec.personal", "");
    store.set({ section, detail: null });
  };
  return h("nav", { class: "sections", "aria-label": i18n.t("sections") },
    ["", ...sections].map((section) => h("button", {
      type: "button", "data-key": `section-${section}`, onclick: () => go(section),
      "aria-current": store.get().section === section ? "page" : false,
    }, i18n.t(section ? `section.${section}` : "section.all"))));
}

/** @param {Ui} ui @param {Doors} doors @param {{vr: boolean, ar: boolean}} xr */
const tools = (ui, doors, xr) => h("div", { class: "tools" },
  xr.vr && enter("headset", ui.i18n.t("enter.vr"), () => doors.enter("immersive-vr"), "enter-vr"),
  xr.ar && enter("cube", ui.i18n.t("enter.ar"), () => doors.enter("immersive-ar"), "enter-ar"),
  languages(ui),
  iconButton("help", ui.i18n.t("help.title"), doors.help, { id: "help-open", "data-key": "help", class: "quiet" }),
  iconButton("shield", ui.i18n.t("privacy.title"), doors.privacy, { id: "privacy-open", "data-key": "privacy" }),
  bag(ui, doors));

/** @param {Parameters<typeof icon>[0]} name @param {string} label @param {() => void} onclick @param {string} id */
const enter = (name, label, onclick, id) =>
  h("button", { type: "button", class: "button small", id, "data-key": id, onclick }, icon(name), h("span", {}, label));

/** @param {Ui} ui */
function languages(ui) {
  const names = { "zh-CN": "中文", en: "EN" };
  const pick = (/** @type {import("../types.js").Lang} */ lang) => {
    ui.store.set({ lang });
    act(ui, "set_lang", "", { lang });
  };
  return h("div", { class: "languages", role: "group", "aria-label": ui.i18n.t("language") },
    LANGUAGES.map((lang) => h("button", {
      type: "button", lang, id: `lang-${lang}`, "data-key": `lang-${lang}`, onclick: () => pick(lang),
      "aria-pressed": String(ui.store.get().lang === lang),
    }, names[lang])));
}

/** @param {Ui} ui @param {Doors} doors */
function bag({ i18n, store }, doors) {
  const count = store.get().cart.reduce((sum, line) => sum + line.count, 0);
  const open = iconButton("bag", i18n.t("cart.open", { count }), doors.cart, { id: "cart-open", "data-key": "cart" });
  if (count) open.append(h("span", { class: "badge", "aria-hidden": "true" }, count));
  return open;
}
