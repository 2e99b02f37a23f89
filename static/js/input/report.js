/**
 * Gathers the gestures of one frame, drops doubles, and sends them together.
 * @module input/report
 */

import { once } from "./gestures.js";

/** @typedef {import("../types.js").Gesture} Gesture */
/** @typedef {(gesture: Gesture) => void} Tell */

const MOST = 32;

export class Report {
  /** @param {(items: Gesture[]) => void} send @param {() => number} now milliseconds */
  constructor(send, now) {
    this.send = send;
    this.now = now;
    /** @type {Gesture[]} */
    this.queue = [];
    /** @type {import("./gestures.js").Recent} */
    this.recent = [];
  }

  /** @type {Tell} */
  tell = (gesture) => {
    const { kind, product = "", hand = "none" } = gesture;
    const [recent, fresh] = once(this.recent, { kind, product, hand, t: this.now() });
    this.recent = recent;
    if (fresh) this.queue.push(gesture);
  };

  flush() {
    if (!this.queue.length) return;
    this.send(this.queue.splice(0, MOST));
  }
}
