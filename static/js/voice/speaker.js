/**
 * The guide's words aloud, by the browser's own voice.
 * @module voice/speaker
 */

/** @typedef {import("../types.js").Lang} Lang */

/** @param {string} text */
const units = (text) => text.toLowerCase().match(/[a-z']+|\d+|[\u3400-\u9fff]/g) ?? [];

export class Speaker {
  #saying = "";

  /** @param {SpeechSynthesis | undefined} voice @param {(text: string) => SpeechSynthesisUtterance} utter */
  constructor(voice = globalThis.speechSynthesis, utter = (text) => new SpeechSynthesisUtterance(text)) {
    this.voice = voice;
    this.utter = utter;
  }

  /** @param {string} text @param {Lang} lang */
  say(text, lang) {
    if (!this.voice) return;
    this.hush();
    const utterance = this.utter(text);
    utterance.lang = lang;
    utterance.onend = () => { if (this.#saying === text) this.#saying = ""; };
    utterance.onerror = utterance.onend;
    this.#saying = text;
    this.voice.speak(utterance);
  }

  /** Fall silent: the shopper speaks. */
  hush() {
    if (this.#saying) this.voice?.cancel();
    this.#saying = "";
  }

  /**
   * Whether a microphone that hears these words hears the guide itself.
   * @param {string} heard
   */
  echoes(heard) {
    const said = new Set(units(this.#saying));
    const words = units(heard);
    return words.length > 0 && words.every((word) => said.has(word));
  }
}
