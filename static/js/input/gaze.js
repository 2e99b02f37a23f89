/**
 * What the head is turned to, long enough to mean it.
 * @module input/gaze
 */

import * as THREE from "three";

import { DWELL, dwell } from "./gestures.js";

/** @typedef {import("../scene/world.js").World} World */

const FAR = 6; // metres; beyond, the head alone does not say what is looked at

export class Gaze {
  /** @param {World} world @param {(gesture: import("../types.js").Gesture) => void} tell */
  constructor(world, tell) {
    this.world = world;
    this.tell = tell;
    /** @type {import("./gestures.js").Dwell | null} */
    this.state = null;
    this.ray = new THREE.Ray();
  }

  /** @param {number} t @param {THREE.Camera} camera */
  update(t, camera) {
    this.ray.origin.setFromMatrixPosition(camera.matrixWorld);
    camera.getWorldDirection(this.ray.direction);
    const hit = this.world.pick(this.ray, FAR);
    const { x, y, z } = this.ray.direction;
    const [state, event] = dwell(this.state, { t, direction: [x, y, z], target: hit?.item.id ?? "" });
    this.state = state;
    if (!event || !hit) return;
    this.tell({ kind: "gaze_dwell", product: hit.item.id, variant: hit.item.variant, hand: "head", ms: DWELL.ms, magnitude: 1 });
  }
}
