/**
 * The browser's own speech recognition, where it has one.
 *
 * Browsers may send the sound to their maker; the page says so before the first use.
 * @module ui/speech
 */

/** @typedef {import("./parts.js").Ui} Ui */

/**
 * What we use of the (still vendor-prefixed) Web Speech API.
 * @typedef {object} Recogniser
 * @property {string} lang
 * @property {boolean} interimResults
 * @property {() => void} start
 * @property {() => void} stop
 * @property {((event: {resultIndex: number, results: ArrayLike<ArrayLike<{transcript: string}> & {isFinal: boolean}>}) => void) | null} onresult
 * @property {((event: {error: string}) => void) | null} onerror
 * @property {(() => void) | null} onend
 */

/**
 * @param {Ui} ui
 * @returns {{on: () => boolean, toggle: () => void, changed: (run: () => void) => void} | null}
 *   `null` where the browser cannot listen
 */
export function listener(ui) {
  const Maker = /** @type {{webkitSpeechRecognition?: new () => Recogniser}} */ (/** @type {unknown} */ (globalThis)).webkitSpeechRecognition;
  if (!Maker) return null;
  /** @type {Recogniser | null} */
  let ears = null;
  let redraw = () => {};
  const stop = () => {
    ears = null;
    ui.store.set({ partial: "" });
    redraw();
  };
  const start = () => {
    ears = new Maker();
    ears.lang = ui.store.get().lang;
    ears.interimResults = true;
    ears.onresult = (event) => heard(ui, event);
    ears.onerror = ({ error }) => { if (error !== "aborted" && error !== "no-speech") ui.toast(ui.i18n.t("mic.failed")); };
    ears.onend = stop;
    ears.start();
    redraw();
  };
  return {
    on: () => ears !== null,
    toggle: () => (ears ? ears.stop() : start()),
    changed: (run) => { redraw = run; },
  };
}

/**
 * @param {Ui} ui
 * @param {Parameters<NonNullable<Recogniser["onresult"]>>[0]} event
 */
function heard(ui, { results, resultIndex }) {
  const newest = Array.from(results).slice(resultIndex);
  const final = newest.filter((result) => result.isFinal).map((result) => result[0].transcript).join("");
  if (final) ui.send.say(final, "voice");
  else ui.store.set({ partial: newest.map((result) => result[0].transcript).join("") });
}
