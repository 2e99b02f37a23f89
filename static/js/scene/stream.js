/**
 * Decides which bytes are wanted next from what the shopper looks at, and swaps finer models in.
 * @module scene/stream
 */

import * as THREE from "three";

/** @typedef {import("../types.js").Blobs} Blobs */
/** @typedef {import("./item.js").Item} Item */
/** @typedef {import("./library.js").Library} Library */

export const NEAR = { fine: 2.6, coarse: 3.6 }; // metres; the gap keeps the border from flickering
const AT_ONCE = 24;

/**
 * How much one wants to see a thing: 0 for what is far behind, above 1 for what is in the hand.
 * @param {{distance: number, cosine: number, radius: number, held: boolean, focus: boolean}} view
 */
export function interest({ distance, cosine, radius, held, focus }) {
  if (held) return 4;
  if (focus) return 3;
  const ahead = 0.25 + 0.75 * Math.max(0, cosine) ** 2;
  return (ahead * Math.min(1, 0.35 + radius)) / (1 + distance * 0.45);
}

export class Stream {
  /**
   * @param {Library} library @param {Blobs} blobs
   * @param {(root: THREE.Object3D) => Promise<unknown>} prepare what the card must do before it can draw it
   */
  constructor(library, blobs, prepare) {
    this.library = library;
    this.blobs = blobs;
    this.prepare = prepare;
    this.order = "";
    this.under = 0;
    /** @type {Map<string, number>} part of each blob that has come */
    this.got = new Map();
    /** Whether the last round changed any model. */
    this.changed = false;
  }

  /**
   * @param {Item[]} items @param {THREE.Camera} camera @param {Set<string>} focus products pointed
   *   at, gazed at or shown in detail
   */
  update(items, camera, focus) {
    const eye = new THREE.Vector3().setFromMatrixPosition(camera.matrixWorld);
    const ahead = camera.getWorldDirection(new THREE.Vector3());
    const way = new THREE.Vector3();
    const wishes = items.map((item) => {
      item.middle(way).sub(eye);
      const distance = Math.max(0, way.length() - item.radius);
      const cosine = way.normalize().dot(ahead);
      const worth = interest({ distance, cosine, radius: item.radius, held: item.held, focus: focus.has(item.id) });
      item.wanted = this.#level(item, distance, cosine, focus.has(item.id));
      return { item, worth };
    });
    wishes.sort((a, b) => b.worth - a.worth);
    for (const { item } of wishes)
      if (item.level < 0) item.progress = this.got.get(item.product.lods?.[item.wanted]?.sha256 ?? "") ?? 0;
    this.#ask(wishes.map((wish) => wish.item).filter((item) => item.level !== item.wanted));
  }

  /** @param {Item} item @param {number} distance @param {number} cosine @param {boolean} focus */
  #level(item, distance, cosine, focus) {
    const finest = (item.product.lods?.length ?? 0) - 1;
    if (finest < 1) return finest;
    // The first look is the coarsest: something to see at once.
    if (item.level < 0) return 0;
    if (item.held || item.role === "showcase" || item.role === "worn") return finest;
    if (item.level === finest && distance < NEAR.coarse) return finest;
    return (focus || distance < NEAR.fine) && cosine > 0.3 ? finest : Math.max(0, finest > 1 && distance < 6 ? 1 : 0);
  }

  /** @param {Item[]} wanting most wanted first */
  #ask(wanting) {
    const hashes = wanting.map((item) => item.product.lods?.[item.wanted]?.sha256).filter((s) => s !== undefined);
    const order = hashes.slice(0, 64).join();
    if (order !== this.order) this.blobs.prioritise([...new Set(hashes.slice(0, 64))]);
    this.order = order;
    for (const item of wanting) {
      if (this.under >= AT_ONCE) return;
      if (item.asking === item.wanted || item.failed || item.refused.has(item.wanted)) continue;
      void this.#fetch(item, item.wanted);
    }
  }

  /** @param {Item} item @param {number} level */
  async #fetch(item, level) {
    const lod = item.product.lods?.[level];
    if (!lod) {
      item.failed = true;
      return;
    }
    item.asking = level;
    this.under += 1;
    const progress = (/** @type {number} */ got, /** @type {number} */ total) => {
      this.got.set(lod.sha256, total ? got / total : 0);
    };
    try {
      const copy = await this.library.copy(lod.sha256, () =>
        this.blobs.get(lod.sha256, { bytes: lod.bytes, priority: level ? 0 : 1, progress }),
      );
      await this.prepare(copy.root); // else the frame that shows it first would wait for it
      if (item.asking !== level || item.leaving) copy.release();
      else item.wear(copy, level);
      this.changed = true;
    } catch {
      // The bytes did not come or do not read: the quiet box stays, the others are not disturbed.
      item.refused.add(level);
      if (item.level < 0) item.failed = true;
    } finally {
      this.got.delete(lod.sha256);
      this.under -= 1;
      if (item.asking === level && item.level !== level) item.asking = -1;
    }
  }
}
