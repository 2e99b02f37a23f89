/**
 * Talking with the guide: by the server's ears where it has some, else by the browser's.
 *
 * The sound goes over the socket and is never kept; final words come back, and are said with what
 * the shopper saw and pointed at while speaking them.
 * @module voice
 */

import { hasRecogniser, recognise } from "./browser.js";
import { Glimpses } from "./glimpses.js";
import { hasMicrophone, openMicrophone } from "./microphone.js";
import { Speaker } from "./speaker.js";

/** @typedef {Extract<import("../types.js").Frame, {type: "heard"}>} Heard */
/** @typedef {Extract<import("../types.js").Frame, {type: "said"}>} Said */

const GLIMPSE_MS = 100;

/**
 * @typedef {object} Parts
 * @property {{tell: (message: {type: string} & Record<string, any>) => void}} connection
 * @property {import("../types.js").Store} store
 * @property {import("../types.js").Send} send
 * @property {import("../types.js").I18n} i18n
 * @property {(words: string) => void} toast
 * @property {() => import("../types.js").Seen[]} visible
 * @property {() => number} now ms
 * @property {Speaker} [speaker]
 * @property {typeof openMicrophone} [microphone]
 */

export class Voice {
  #talk = 0;
  #close = () => {};
  #glimpses = new Glimpses();
  /** When the sound of this talk began. */
  #began = 0;
  /** Whether the newest words were spoken: then the answer is, too. */
  #spoke = false;

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    this.speaker = parts.speaker ?? new Speaker();
  }

  /** How the shopper can be heard now. @returns {"server" | "browser" | ""} */
  get road() {
    const { lang, listens } = this.parts.store.get();
    if (listens.includes(lang) && (this.parts.microphone || hasMicrophone())) return "server";
    return hasRecogniser() ? "browser" : "";
  }

  /**
   * Listen, until `stop`. @param {boolean} push a button is held while speaking
   */
  start(push) {
    this.stop(true);
    this.speaker.hush();
    this.parts.store.set({ ears: push ? "push" : "open" });
    if (this.road === "server") void this.#listen(push);
    else this.#recognise(push);
  }

  /** @param {boolean} [cancel] what was being said is not wanted */
  stop(cancel = false) {
    if (!this.parts.store.get().ears) return;
    this.parts.store.set({ ears: "", ...(cancel && { partial: "" }) });
    this.parts.connection.tell({ type: "hush", talk: this.#talk, cancel });
    this.#close();
    this.#close = () => {};
  }

  /** @param {import("../types.js").Frame} frame */
  frame(frame) {
    if (frame.type === "heard" && frame.talk === this.#talk) this.#heard(frame);
    else if (frame.type === "said" && this.#spoke) this.speaker.say(frame.text, frame.lang);
    else if (frame.type === "welcome") this.stop(true); // the line was lost, and the talk with it
  }

  /** @param {boolean} push */
  async #listen(push) {
    const { connection, store, i18n, toast, now, visible, microphone = openMicrophone } = this.parts;
    const talk = ++this.#talk;
    this.#began = 0;
    connection.tell({ type: "listen", talk, lang: store.get().lang, push });
    const hear = (/** @type {Uint8Array} */ pcm) => {
      this.#began ||= now() - (pcm.length / 32);
      connection.tell({ type: "audio", talk, pcm });
    };
    try {
      const close = await microphone(hear);
      const looking = setInterval(() => this.#glimpses.add(now(), visible()), GLIMPSE_MS);
      const end = () => { clearInterval(looking); close(); };
      if (talk === this.#talk && store.get().ears) this.#close = end;
      else end();
    } catch {
      toast(i18n.t("mic.failed"));
      this.stop(true);
    }
  }

  /** @param {boolean} push */
  #recognise(push) {
    const { store, i18n, toast } = this.parts;
    this.#close = recognise({
      lang: store.get().lang,
      push,
      partial: (text) => store.set({ partial: text }),
      final: (text) => this.#say(text),
      failed: () => toast(i18n.t("mic.failed")),
      ended: () => store.set({ ears: "", partial: "" }),
    });
  }

  /** @param {Heard} frame */
  #heard({ state, text, start_ms, end_ms }) {
    const { store, i18n, toast } = this.parts;
    if (text && this.speaker.echoes(text)) return;
    if (text) this.speaker.hush();
    if (state === "partial") store.set({ partial: text });
    else if (state === "final") this.#say(text, this.#glimpses.during(this.#began + start_ms, this.#began + end_ms));
    else if (state === "nothing" || state === "closed") store.set({ partial: "" });
    else if (state === "failed") {
      toast(i18n.t("mic.lost"));
      this.stop(true);
    }
  }

  /** @param {string} text @param {import("../types.js").Seen[]} [scene] */
  #say(text, scene) {
    this.#spoke = true;
    this.parts.send.say(text, "voice", scene?.length ? scene : undefined);
  }

  /** The shopper typed: the answer is read, not heard. */
  typed() {
    this.#spoke = false;
    this.speaker.hush();
  }
}
