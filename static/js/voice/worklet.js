/**
 * Runs on the browser's audio thread: hands pieces of the microphone's sound to the page.
 * @module voice/worklet
 */

import { Pieces } from "./pcm.js";

/** What an audio thread has, beside the language. @type {any} */
const thread = globalThis;

class Tap extends thread.AudioWorkletProcessor {
  pieces = new Pieces(thread.sampleRate);

  /** @param {Float32Array[][]} inputs */
  process([[samples]]) {
    if (samples) this.pieces.take(samples, (pcm) => this.port.postMessage(pcm, [pcm.buffer]));
    return true;
  }
}

thread.registerProcessor("tap", Tap);
