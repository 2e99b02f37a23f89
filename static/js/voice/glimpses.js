/**
 * What the shopper saw and pointed at lately: words come later than the gesture they go with.
 * @module voice/glimpses
 */

/** @typedef {import("../types.js").Seen} Seen */

/** A gesture belongs to words that begin so much after it, or end so much before it. */
const BEFORE_MS = 1000;
const AFTER_MS = 500;
const KEPT_MS = 20_000;
const MOST = 64;

export class Glimpses {
  /** @type {{at: number, seen: Seen[]}[]} */
  #kept = [];

  /** @param {number} at ms @param {Seen[]} seen */
  add(at, seen) {
    this.#kept.push({ at, seen });
    while (this.#kept[0].at < at - KEPT_MS) this.#kept.shift();
  }

  /**
   * Everything that was in view while words were said: where it stood last, how well it was pointed
   * at once, and how it was looked at on average.
   * @param {number} from ms, of the first word
   * @param {number} to of the last
   * @returns {Seen[]}
   */
  during(from, to) {
    const some = this.#kept.filter(({ at }) => at >= from - BEFORE_MS && at <= to + AFTER_MS);
    /** @type {Map<string, Required<Seen>>} */
    const all = new Map();
    for (const { seen } of some) {
      for (const { product, position, pointed = 0, gazed = 0 } of seen) {
        const known = all.get(product);
        all.set(product, {
          product,
          position,
          pointed: Math.max(pointed, known?.pointed ?? 0),
          gazed: (known?.gazed ?? 0) + gazed / some.length,
        });
      }
    }
    const best = [...all.values()].sort((a, b) => b.pointed + b.gazed - a.pointed - a.gazed);
    return best.slice(0, MOST).map((each) => ({ ...each, gazed: Math.min(1, each.gazed) }));
  }
}
