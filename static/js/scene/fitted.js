/**
 * Garments and the figure as they were fitted to the shopper: GLBs that everybody shares, and the
 * places of their points for this one.
 * @module scene/fitted
 */

import { place, read } from "./points.js";

/** @typedef {import("../types.js").Blobs} Blobs */
/** @typedef {import("./library.js").Library} Library */
/** @typedef {import("./library.js").Copy} Copy */
/** @typedef {import("./points.js").Points} Points */
/** @typedef {import("three").Object3D} Object3D */

/** One thing that is fitted again and again: its mesh is kept, its points change. */
export class Fitted {
  /** @param {Library} library @param {Blobs} blobs @param {(root: Object3D) => Promise<unknown>} prepare */
  constructor(library, blobs, prepare) {
    this.library = library;
    this.blobs = blobs;
    this.prepare = prepare;
    this.mesh = "";
    this.wanted = "";
    /** @type {Copy | null} */
    this.copy = null;
    /** @type {Points | null} */
    this.points = null;
    this.heat = false;
  }

  /**
   * Show the mesh with these points, once both have come.
   * @param {string} mesh hash @param {string} points hash
   * @returns {Promise<Copy | null>} a copy that is new; `null` where the old one was moved, or a
   *   newer fit has overtaken this one
   */
  async show(mesh, points) {
    this.wanted = `${mesh} ${points}`;
    const bytes = this.blobs.get(points, { priority: 2, own: true });
    const fresh = mesh === this.mesh ? null : await this.library.copy(mesh, () => this.blobs.get(mesh, { priority: 2 }));
    const known = read(await bytes);
    if (this.wanted !== `${mesh} ${points}`) {
      fresh?.release();
      return null;
    }
    this.points = known;
    if (fresh) {
      this.mesh = mesh;
      this.copy = fresh;
    }
    this.#place();
    if (fresh) await this.prepare(fresh.root);
    return fresh;
  }

  /** @param {boolean} heat whether tightness is shown */
  tell(heat) {
    if (heat === this.heat) return;
    this.heat = heat;
    this.#place();
  }

  #place() {
    if (this.copy && this.points) place(this.copy.root, this.points, this.heat);
  }
}
