/**
 * The browser's own speech recognition, where it has one and the server has none.
 *
 * Browsers may send the sound to their maker; the page says so before the first use.
 * @module voice/browser
 */

/**
 * What we use of the (still vendor-prefixed) Web Speech API.
 * @typedef {object} Recogniser
 * @property {string} lang
 * @property {boolean} interimResults
 * @property {boolean} continuous
 * @property {() => void} start
 * @property {() => void} stop
 * @property {((event: {resultIndex: number, results: ArrayLike<ArrayLike<{transcript: string}> & {isFinal: boolean}>}) => void) | null} onresult
 * @property {((event: {error: string}) => void) | null} onerror
 * @property {(() => void) | null} onend
 */

/** @returns {(new () => Recogniser) | undefined} */
const maker = () =>
  /** @type {{webkitSpeechRecognition?: new () => Recogniser}} */ (/** @type {unknown} */ (globalThis)).webkitSpeechRecognition;

export const hasRecogniser = () => Boolean(maker());

/**
 * @param {{lang: string, push: boolean, partial: (text: string) => void, final: (text: string) => void, failed: () => void, ended: () => void}} wishes
 * @returns {() => void} what ends it
 */
export function recognise({ lang, push, partial, final, failed, ended }) {
  const Maker = /** @type {new () => Recogniser} */ (maker());
  const ears = new Maker();
  ears.lang = lang;
  ears.interimResults = true;
  ears.continuous = push;
  ears.onresult = ({ results, resultIndex }) => {
    const newest = Array.from(results).slice(resultIndex);
    const done = newest.filter((result) => result.isFinal).map((result) => result[0].transcript).join("");
    if (done) final(done);
    else partial(newest.map((result) => result[0].transcript).join(""));
  };
  ears.onerror = ({ error }) => { if (error !== "aborted" && error !== "no-speech") failed(); };
  ears.onend = ended;
  ears.start();
  return () => ears.stop();
}
