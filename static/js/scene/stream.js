/**
 * Has the meshes fetched that the plan wants, and swaps finer models in.
 * @module scene/stream
 */

import * as THREE from "three";

import { order, targets } from "./plan.js";
import { texelSize } from "./texel.js";

/** @typedef {import("../types.js").Blobs} Blobs */
/** @typedef {import("../types.js").Lod} Lod */
/** @typedef {import("./item.js").Item} Item */
/** @typedef {import("./library.js").Library} Library */
/** @typedef {import("./plan.js").Showing} Showing */
/** @typedef {import("./plan.js").Budget} Budget */
/** @typedef {{stop: AbortController, items: Set<Item>, got: number, total: number}} Pull one mesh on its way */

const AT_ONCE = 24;

export class Stream {
  /**
   * @param {Library} library @param {Blobs} blobs
   * @param {(root: THREE.Object3D) => Promise<unknown>} prepare what the card must do before it can draw it
   * @param {Budget} budget
   */
  constructor(library, blobs, prepare, budget) {
    this.library = library;
    this.blobs = blobs;
    this.prepare = prepare;
    this.budget = budget;
    /** @type {Map<string, Pull>} */
    this.pulls = new Map();
    /** @type {Map<string, number>} metres a texel covers, of meshes that were seen */
    this.texels = new Map();
    /** Whether the last round changed any model. */
    this.changed = false;
  }

  /** How many meshes are on their way. */
  get under() {
    return this.pulls.size;
  }

  /**
   * @param {Item[]} items
   * @param {{camera: THREE.PerspectiveCamera, height: number, focus: Set<string>, shows: (item: Item) => boolean}} look
   *   `height`: pixels of the picture; `focus`: products pointed at, gazed at or shown in detail
   */
  update(items, look) {
    const showings = showingsOf(items, look);
    const view = {
      focal: (look.height / 2) * look.camera.projectionMatrix.elements[5],
      budget: this.budget,
      texel: (/** @type {string} */ sha256) => this.texels.get(sha256) ?? 0,
      left: (/** @type {string} */ sha256, /** @type {number} */ bytes) =>
        this.library.has(sha256) ? 0 : Math.max(0, bytes - this.blobs.has(sha256)),
    };
    const levels = targets(showings, view);
    items.forEach((item, i) => (item.wanted = levels[i]));
    const wishes = order(showings, levels, view);
    this.#drop(new Set(wishes.map(({ sha256 }) => sha256)));
    this.blobs.prioritise(wishes.map(({ sha256 }) => sha256));
    for (const wish of wishes) this.#pull(wish, items);
    for (const item of items) if (item.level < 0) item.progress = this.#progress(item);
  }

  /** What is no longer wanted does not come; what has come of it is kept for later. @param {Set<string>} wanted */
  #drop(wanted) {
    for (const [sha256, pull] of this.pulls) if (!wanted.has(sha256)) pull.stop.abort();
  }

  /** @param {import("./plan.js").Wish} wish @param {Item[]} items */
  #pull({ sha256, bytes, items: places }, items) {
    let pull = this.pulls.get(sha256);
    if (!pull) {
      if (this.pulls.size >= AT_ONCE) return;
      pull = { stop: new AbortController(), items: new Set(), got: 0, total: bytes };
      this.pulls.set(sha256, pull);
    }
    if (pull.stop.signal.aborted) return; // it is about to end, and may begin again
    for (const { place, level } of places) {
      if (pull.items.has(items[place])) continue;
      pull.items.add(items[place]);
      void this.#fetch(items[place], level, pull);
    }
  }

  /** @param {Item} item */
  #progress(item) {
    const pull = item.product.lods?.map(({ sha256 }) => this.pulls.get(sha256)).find((each) => each?.items.has(item));
    return pull?.total ? pull.got / pull.total : 0;
  }

  /** @param {Item} item @param {number} level @param {Pull} pull */
  async #fetch(item, level, pull) {
    const { sha256, bytes } = /** @type {Lod[]} */ (item.product.lods)[level];
    const { signal } = pull.stop;
    const progress = (/** @type {number} */ got, /** @type {number} */ total) => Object.assign(pull, { got, total });
    let copy = null;
    try {
      copy = await this.library.copy(sha256, () => this.blobs.get(sha256, { bytes, priority: level ? 0 : 1, progress, signal }));
      if (!this.texels.has(sha256)) this.texels.set(sha256, texelSize(copy.root));
      await this.prepare(copy.root); // else the frame that shows it first would wait for it
      if (!fits(item, level)) return;
      item.wear(copy, level);
      copy = null;
      this.changed = true;
    } catch {
      // The bytes did not come or do not read: the quiet box stays, the others are not disturbed.
      if (!signal.aborted) refuse(item, level);
    } finally {
      copy?.release();
      pull.items.delete(item);
      if (!pull.items.size) this.pulls.delete(sha256);
    }
  }
}

/** Whether a mesh that has come is still of use. @param {Item} item @param {number} level */
const fits = (item, level) => !item.leaving && (level > item.level ? level <= item.wanted : level === item.wanted && level < item.level);

/** @param {Item} item @param {number} level */
function refuse(item, level) {
  item.refused.add(level);
  if (item.level < 0) item.failed = item.refused.size === item.product.lods?.length;
}

/**
 * @param {Item[]} items
 * @param {{camera: THREE.PerspectiveCamera, focus: Set<string>, shows: (item: Item) => boolean}} look
 * @returns {Showing[]}
 */
function showingsOf(items, { camera, focus, shows }) {
  const inverse = camera.matrixWorld.clone().invert();
  const frustum = new THREE.Frustum().setFromProjectionMatrix(inverse.premultiply(camera.projectionMatrix));
  const eye = new THREE.Vector3().setFromMatrixPosition(camera.matrixWorld);
  const ahead = camera.getWorldDirection(new THREE.Vector3());
  const [way, sphere] = [new THREE.Vector3(), new THREE.Sphere()];
  return items.map((item) => {
    const { radius, level, refused, held, product, group } = item;
    item.failed ||= !product.lods?.length;
    const inView = group.visible && frustum.intersectsSphere(sphere.set(item.middle(way), radius));
    const far = way.sub(eye).length();
    const angle = Math.max(0, way.angleTo(ahead) - Math.asin(Math.min(1, radius / Math.max(far, 1e-6))));
    const first = shows(item) && (focus.has(item.id) || item.role === "showcase" || item.role === "worn");
    return {
      lods: product.lods ?? [], refused, level, distance: far - radius, radius, scale: group.scale.x, angle, inView, held, focus: first,
    };
  });
}
