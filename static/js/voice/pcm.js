/**
 * Samples of any rate -> what the server hears: mono PCM, 16 kHz, 16 bit little-endian.
 * @module voice/pcm
 */

export const RATE = 16_000;

/** Each piece lasts 100 ms. */
export const PIECE = RATE / 10;

/** Takes samples as they come and gives pieces of `PIECE` samples. */
export class Pieces {
  /** @param {number} rate of what comes, at least `RATE` */
  constructor(rate) {
    this.step = rate / RATE;
    this.piece = new Int16Array(PIECE);
    this.filled = 0;
    /** Of the output sample under way: sum, weight so far. */
    this.sum = 0;
    this.weight = 0;
  }

  /**
   * Each output sample is the mean of what falls into its time: that also keeps out most of what
   * is too high for 16 kHz.
   * @param {Float32Array} samples -1..1
   * @param {(pcm: Uint8Array) => void} give
   */
  take(samples, give) {
    for (const sample of samples) {
      const part = Math.min(1, this.step - this.weight);
      this.sum += sample * part;
      this.weight += part;
      if (this.weight < this.step - 1e-9) continue;
      this.#put(this.sum / this.weight, give);
      this.weight = 1 - part;
      this.sum = sample * this.weight;
    }
  }

  /** @param {number} value @param {(pcm: Uint8Array) => void} give */
  #put(value, give) {
    this.piece[this.filled++] = Math.round(Math.max(-1, Math.min(1, value)) * 32767);
    if (this.filled < PIECE) return;
    this.filled = 0;
    give(new Uint8Array(this.piece.slice().buffer));
  }
}
