/**
 * A product in the hand: carried by one grip, turned and scaled by two, turned in its place by the
 * mouse or a finger.
 * @module input/grip
 */

import * as THREE from "three";

import { releaseSpeed, twoGrips } from "./gestures.js";
import { clamp } from "./vectors.js";

/** @typedef {import("./vectors.js").Vec} Vec */
/** @typedef {import("../types.js").Gesture} Gesture */
/** @typedef {import("../scene/item.js").Item} Item */
/** @typedef {import("./handling.js").Pointer} Pointer */
/** @typedef {{pointer: Pointer, since: number, from: Vec, offset: THREE.Matrix4, path: {t: number, at: Vec}[]}} Hold */

const UP = new THREE.Vector3(0, 1, 0);
const PER_PIXEL = 0.011; // radians
const SCALE = [0.2, 5];

/** @param {Pointer} pointer @returns {Vec} metres, or pixels for mouse and finger */
function place(pointer) {
  const { grip, at } = pointer;
  return grip ? [grip.elements[12], grip.elements[13], grip.elements[14]] : (at ?? [0, 0, 0]);
}

export class Grip {
  /** @param {Item} item */
  constructor(item) {
    this.item = item;
    /** @type {Map<string, Hold>} */
    this.holds = new Map();
    this.home = { scale: item.group.scale.x, position: item.group.position.clone() };
    this.turned = 0;
    /** @type {{pair: import("./gestures.js").Pair, matrix: THREE.Matrix4, scale: number} | null} */
    this.two = null;
  }

  get empty() {
    return this.holds.size === 0;
  }

  /** @param {string} id */
  has(id) {
    return this.holds.has(id);
  }

  /** @param {Pointer} pointer @param {number} now */
  join(pointer, now) {
    const { group } = this.item;
    group.updateWorldMatrix(true, false);
    const offset = pointer.grip ? pointer.grip.clone().invert().multiply(group.matrixWorld) : new THREE.Matrix4();
    this.holds.set(pointer.id, { pointer, since: now, from: place(pointer), offset, path: [] });
    // In its place a thing is turned with its goal, so that it still glides; in the hand it is free.
    if (pointer.grip) this.item.held = true;
    this.#pairUp();
  }

  #pairUp() {
    const [a, b] = [...this.holds.values()];
    this.two = b
      ? { pair: { a: place(a.pointer), b: place(b.pointer) }, matrix: this.item.group.matrix.clone(), scale: this.item.group.scale.x }
      : null;
  }

  /** @param {Pointer} pointer @param {number} now */
  update(pointer, now) {
    const hold = this.holds.get(pointer.id);
    if (!hold) return;
    const at = place(pointer);
    const last = hold.path.at(-1)?.at ?? hold.from;
    hold.path = [...hold.path.slice(-15), { t: now, at }];
    if (this.two) this.#withTwo();
    else if (pointer.grip) this.#carry(pointer.grip, hold);
    else this.turn((at[0] - last[0]) * PER_PIXEL);
  }

  /** @param {THREE.Matrix4} grip @param {Hold} hold */
  #carry(grip, hold) {
    const { group } = this.item;
    const matrix = new THREE.Matrix4().multiplyMatrices(grip, hold.offset);
    const parent = group.parent ? new THREE.Matrix4().copy(group.parent.matrixWorld).invert() : new THREE.Matrix4();
    const before = group.quaternion.clone();
    matrix.premultiply(parent).decompose(group.position, group.quaternion, group.scale);
    this.turned += before.angleTo(group.quaternion);
  }

  #withTwo() {
    const [a, b] = [...this.holds.values()];
    if (!this.two || !b) return;
    const { pair, matrix, scale } = this.two;
    const { factor, angle, move } = twoGrips(pair, { a: place(a.pointer), b: place(b.pointer) });
    const { group, goal } = this.item;
    const size = clamp(scale * factor, SCALE[0] * this.home.scale, SCALE[1] * this.home.scale);
    const turn = new THREE.Quaternion().setFromAxisAngle(UP, angle);
    const was = new THREE.Quaternion().setFromRotationMatrix(new THREE.Matrix4().extractRotation(matrix));
    this.turned = Math.max(this.turned, Math.abs(angle));
    if (!this.item.held) {
      goal.scale = size;
      goal.turn.copy(was).premultiply(turn);
      return;
    }
    group.position.setFromMatrixPosition(matrix).add(new THREE.Vector3(...move));
    group.quaternion.copy(was).premultiply(turn);
    group.scale.setScalar(size);
  }

  /** @param {number} radians about +Y */
  turn(radians) {
    this.turned += Math.abs(radians);
    this.item.goal.turn.premultiply(new THREE.Quaternion().setFromAxisAngle(UP, radians));
  }

  /**
   * Ends one hold and says what was done with it.
   * @param {string} id @param {number} now
   * @returns {{gestures: Gesture[], speed: number}} `speed` in metres per second
   */
  leave(id, now) {
    const hold = this.holds.get(id);
    if (!hold) return { gestures: [], speed: 0 };
    this.holds.delete(id);
    const { item, home } = this;
    const common = { product: item.id, variant: item.variant, hand: hold.pointer.hand, ms: now - hold.since };
    /** @type {Gesture[]} */
    const gestures = [];
    if (!this.holds.size) {
      const scale = item.held ? item.group.scale.x : item.goal.scale;
      const way = item.held ? item.group.position.distanceTo(home.position) : 0;
      const { x, y, z } = item.group.position;
      if (this.turned > 0.15) gestures.push({ kind: "rotate", ...common, magnitude: this.turned });
      if (Math.abs(scale / home.scale - 1) > 0.04) gestures.push({ kind: "scale", ...common, magnitude: scale / home.scale });
      if (way > 0.15) gestures.push({ kind: "move", ...common, magnitude: way, at: [x, y, z] });
      item.held = false;
      gestures.push({ kind: "release", ...common, magnitude: 1 });
    } else this.#rejoin(now);
    return { gestures, speed: hold.pointer.grip ? releaseSpeed(hold.path) : 0 };
  }

  /** One hand of two let go: the other carries on from where the product is now. @param {number} now */
  #rejoin(now) {
    for (const hold of [...this.holds.values()]) {
      const since = hold.since;
      this.join(hold.pointer, now);
      const again = this.holds.get(hold.pointer.id);
      if (again) again.since = since;
    }
  }
}
