/**
 * What went wrong and what to do next: toasts, the banner over a lost line, the loading line.
 * @module ui/notices
 */

import { fill, h } from "./dom.js";
import { button } from "./parts.js";

/** @typedef {import("../types.js").I18n} I18n */
/** @typedef {import("../types.js").Store} Store */

const SHOWN_MS = 8000;

/** @returns {{element: HTMLElement, toast: (words: string) => void}} */
export function toasts() {
  const element = h("div", { class: "toasts", id: "toasts", role: "status", "aria-live": "polite" });
  const toast = (/** @type {string} */ words) => {
    if ([...element.children].some((shown) => shown.textContent === words)) return;
    const note = h("p", { class: "toast" }, words);
    element.append(note);
    setTimeout(() => note.remove(), SHOWN_MS);
  };
  return { element, toast };
}

/**
 * @param {{store: Store, i18n: I18n}} parts
 * @param {() => void} connect come back at once
 */
export function banner({ store, i18n }, connect) {
  const bar = h("div", { class: "banner", id: "banner", role: "status", hidden: true });
  let wait = 0;
  const hide = () => {
    clearTimeout(wait);
    wait = 0;
    bar.hidden = true;
  };
  const draw = () => {
    const { connection } = store.get();
    if (connection === "open") hide();
    if (connection === "open" || connection === "connecting") return; // a try is no news yet
    // A blink of the line heals itself before anyone needs to read about it.
    wait ||= window.setTimeout(() => { bar.hidden = false; }, connection === "lost" ? 1200 : 0);
    fill(bar, h("p", {}, i18n.t(`banner.${connection}`)),
      button(i18n.t(`banner.${connection}.act`), connection === "refused" ? () => location.reload() : connect, { class: "small", "data-key": "again" }));
  };
  store.on(["connection", "lang"], draw);
  draw();
  return bar;
}

/** @param {{store: Store, i18n: I18n}} parts */
export function loadingLine({ store, i18n }) {
  const line = h("div", { class: "loading", id: "loading", role: "progressbar", hidden: true });
  const draw = () => {
    const { pending, got, total } = store.get().loading;
    line.hidden = pending === 0;
    line.setAttribute("aria-label", i18n.t("loading"));
    line.setAttribute("aria-valuenow", String(total ? Math.round((got / total) * 100) : 0));
    line.style.setProperty("--done", String(total ? got / total : 0));
  };
  store.on(["loading", "lang"], draw);
  return line;
}
