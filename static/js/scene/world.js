/**
 * All items that are shown, and what a ray meets among them.
 * @module scene/world
 */

import * as THREE from "three";

/** @typedef {import("./item.js").Item} Item */
/** @typedef {{item: Item, distance: number, point: THREE.Vector3}} Hit */

const SLACK = 0.035; // metres around small things, so that glasses can be pointed at

export class World {
  /** @param {THREE.Object3D} parent */
  constructor(parent) {
    this.root = new THREE.Group();
    parent.add(this.root);
    /** @type {Set<Item>} */
    this.items = new Set();
    /** @type {Map<string, string>} product by pointer, and by `gaze` */
    this.pointed = new Map();
    /** @type {Set<string>} */
    this.highlighted = new Set();
    this.dirty = true;
    /** When set, only items of this role can be met (the showcase in front of the room). */
    this.front = false;
    /** The roles that are shown; `null`: all. @type {Set<string> | null} */
    this.only = null;
  }

  /** @param {Item} item @param {THREE.Object3D} [parent] */
  add(item, parent = this.root) {
    this.items.add(item);
    parent.add(item.group);
    item.group.updateWorldMatrix(true, false);
    this.dirty = true;
  }

  /** @param {Item} item */
  remove(item) {
    item.leaving = true;
    item.bare();
    item.group.removeFromParent();
    this.items.delete(item);
    this.dirty = true;
  }

  /** @param {Item} item whether it is there for the shopper just now */
  shows(item) {
    if (item.leaving || item.role === "body" || (this.only && !this.only.has(item.role))) return false;
    return !this.front || item.role === "showcase";
  }

  /** The showing of a product one most likely means. @param {string} id @returns {Item | undefined} */
  best(id) {
    const rank = ["showcase", "placed", "shelf", "section", "worn", "body"];
    const mine = [...this.items].filter((item) => item.id === id);
    return mine.sort((a, b) => rank.indexOf(a.role) - rank.indexOf(b.role))[0];
  }

  /** @param {THREE.Ray} ray in the room @param {number} [far] metres @returns {Hit | null} */
  pick(ray, far = 14) {
    const [local, back, point, box] = [new THREE.Ray(), new THREE.Matrix4(), new THREE.Vector3(), new THREE.Box3()];
    /** @type {Hit | null} */
    let nearest = null;
    for (const item of this.items) {
      if (item.held || !this.shows(item)) continue;
      const slack = SLACK / item.group.scale.x;
      box.copy(item.bounds).expandByScalar(Math.max(0, slack - Math.min(item.size.x, item.size.y, item.size.z) / 2));
      local.copy(ray).applyMatrix4(back.copy(item.group.matrixWorld).invert());
      if (!local.intersectBox(box, point)) continue;
      point.applyMatrix4(item.group.matrixWorld);
      const distance = point.distanceTo(ray.origin);
      if (distance < far && (!nearest || distance < nearest.distance)) nearest = { item, distance, point: point.clone() };
    }
    return nearest;
  }

  /** The item whose box is within `reach` metres of a hand. @param {THREE.Vector3} hand @param {number} reach */
  touch(hand, reach) {
    const [local, back] = [new THREE.Vector3(), new THREE.Matrix4()];
    /** @type {{item: Item, distance: number} | null} */
    let nearest = null;
    for (const item of this.items) {
      if (!this.shows(item)) continue;
      local.copy(hand).applyMatrix4(back.copy(item.group.matrixWorld).invert());
      const distance = item.bounds.distanceToPoint(local) * item.group.scale.x;
      if (distance < reach && (!nearest || distance < nearest.distance)) nearest = { item, distance };
    }
    return nearest?.item ?? null;
  }

  /** @param {number} dt seconds @returns {boolean} whether anything that casts a shadow moved */
  update(dt) {
    let moved = this.dirty;
    this.dirty = false;
    for (const item of this.items) {
      item.group.visible = !this.only || this.only.has(item.role);
      if (item.update(dt)) moved = true;
    }
    return moved;
  }
}
