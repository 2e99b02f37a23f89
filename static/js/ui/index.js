/**
 * Puts the panels into the page.
 * @module ui/index
 */

import { card } from "./card.js";
import { cartDrawer } from "./cart.js";
import { compareTray, compareView } from "./compare.js";
import { h } from "./dom.js";
import { helpSheet } from "./help.js";
import { measuresSheet } from "./measures.js";
import { banner, loadingLine } from "./notices.js";
import { consentSheet, privacyPanel } from "./privacy.js";
import { seeing } from "./seeing.js";
import { shelf } from "./shelf.js";
import { captions, composer } from "./talk.js";
import { topbar } from "./topbar.js";

/** @typedef {import("./parts.js").Ui} Ui */

const ORDER = ["clothes", "shoes", "bags", "glasses", "furniture", "other"];

/**
 * @param {HTMLElement} root
 * @param {Ui} ui
 * @param {{
 *   data: import("./privacy.js").Data,
 *   connect: () => void,
 *   enter: (mode: "immersive-vr" | "immersive-ar") => void,
 *   xr: {vr: boolean, ar: boolean},
 *   products: import("../types.js").Product[],
 *   toasts: HTMLElement,
 * }} world
 */
export function mount(root, ui, { data, connect, enter, xr, products, toasts }) {
  const cart = cartDrawer(ui);
  const privacy = privacyPanel(ui, data);
  const help = helpSheet(ui);
  const measures = measuresSheet(ui);
  const consent = consentSheet(ui, data, () => privacy.showModal());
  const doors = { cart: () => cart.showModal(), privacy: () => privacy.showModal(), help: () => help.showModal(), enter };
  const sold = new Set(products.map((product) => product.section ?? "other"));
  const bar = topbar(ui, doors, ORDER.filter((section) => sold.has(section)), xr);
  const [strip, sheet] = [shelf(ui), card(ui, () => measures.showModal())];
  const dock = h("div", { class: "dock" }, compareTray(ui), captions(ui), composer(ui, seeing(ui, data).button), strip);
  root.replaceChildren(bar, banner(ui, connect), sheet, dock, toasts, loadingLine(ui), cart, compareView(ui), privacy, help, measures, consent);
  leaveRoom(bar, strip, sheet);
  keys(ui, doors);
  holdToTalk(ui);
  if (!ui.store.get().asked) consent.showModal();
}

/**
 * Keep the room's canvas to what the panels leave of the window.
 * @param {HTMLElement} above
 * @param {HTMLElement} below
 * @param {HTMLElement} card on a narrow screen it covers the lower part, too
 */
function leaveRoom(above, below, card) {
  const narrow = matchMedia("(max-width: 760px)");
  const measure = () => {
    const covered = narrow.matches ? card.offsetHeight : 0;
    document.documentElement.style.setProperty("--above", `${above.offsetHeight}px`);
    document.documentElement.style.setProperty("--below", `${Math.max(below.offsetHeight, covered)}px`);
  };
  measure(); // now, so that the room begins at its size
  const observer = new ResizeObserver(measure);
  [above, below, card].forEach((panel) => observer.observe(panel));
}

/**
 * While `V` is held, the shop listens; a key that is lost (the window was left) is let go, too.
 * @param {Ui} ui
 */
function holdToTalk({ store, voice }) {
  const typing = (/** @type {Event} */ { target }) => target instanceof HTMLInputElement && target.type === "text";
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyV" || event.repeat || event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
    if (voice.road && !document.querySelector("dialog[open]")) voice.start(true);
  });
  const release = () => { if (store.get().ears === "push") voice.stop(); };
  document.addEventListener("keyup", (event) => { if (event.code === "KeyV") release(); });
  window.addEventListener("blur", release);
}

/**
 * `/` goes to the text box, `?` opens help; neither while typing.
 * @param {Ui} ui
 * @param {{help: () => void}} doors
 */
function keys({ store }, { help }) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "/") document.getElementById("say")?.focus();
    else if (event.key === "?") help();
    else if (event.key === "Escape") store.set({ detail: null });
    else return;
    event.preventDefault();
  });
}
