/**
 * Keeps the frame within its draw calls: what is large in view is drawn as it is, the rest together
 * in one call, flattened.
 * @module scene/crowd
 */

import * as THREE from "three";

import { flatten, measure } from "./flatten.js";
import { surface } from "./matt.js";

/** @typedef {import("./item.js").Item} Item */
/** @typedef {import("./library.js").Copy} Copy */
/** @typedef {{copy: Copy, variant: string, geometry: number, instance: number}} Seat */

/** Draw calls for products, of 200 in a frame; a headset draws each twice. */
const CALLS = { screen: 110, headset: 50 };
const LARGEST = 12_000; // vertices of one product in the crowd
const [INSTANCES, VERTICES, INDICES] = [160, 400_000, 1_200_000];

export class Crowd {
  /** @param {THREE.Object3D} parent @param {import("./quality.js").Quality} quality */
  constructor(parent, quality) {
    const material = surface(quality, { vertexColors: true, roughness: 0.75, side: THREE.DoubleSide });
    this.mesh = new THREE.BatchedMesh(INSTANCES, VERTICES, INDICES, material);
    this.mesh.castShadow = this.mesh.receiveShadow = true;
    this.mesh.sortObjects = false;
    this.mesh.frustumCulled = false;
    parent.add(this.mesh);
    /** @type {Map<Item, Seat>} */
    this.seats = new Map();
    /** @type {WeakMap<Copy, ReturnType<typeof measure>>} */
    this.measures = new WeakMap();
  }

  /** @param {Item[]} items @param {THREE.Camera} camera @param {keyof typeof CALLS} view */
  update(items, camera, view) {
    const eye = new THREE.Vector3().setFromMatrixPosition(camera.matrixWorld);
    const ahead = camera.getWorldDirection(new THREE.Vector3());
    const way = new THREE.Vector3();
    const ranked = items.flatMap((item) => {
      if (!item.copy || !item.group.visible) return [];
      item.middle(way).sub(eye);
      const distance = way.length();
      // Behind one's back nothing is drawn either way: those keep what they have.
      const front = way.dot(ahead) > -item.radius;
      const own = item.held || item.role === "showcase" || item.role === "worn" || item.role === "body";
      return [{ item, own, size: own ? Infinity : (item.radius / Math.max(distance, 0.1)) * (front ? 1 : 0.01) }];
    });
    ranked.sort((a, b) => b.size - a.size);
    let left = CALLS[view];
    for (const { item, own } of ranked) {
      const { calls, vertices, still } = this.#measure(item);
      if (own || !still || vertices > LARGEST || calls <= left) {
        left -= calls;
        this.#alone(item);
      } else this.#join(item);
    }
    for (const item of this.seats.keys()) if (!item.copy || item.leaving || !item.group.visible) this.#alone(item);
  }

  /** @param {Item} item */
  #measure(item) {
    const copy = /** @type {Copy} */ (item.copy);
    const known = this.measures.get(copy) ?? measure(copy.root);
    this.measures.set(copy, known);
    return known;
  }

  /** @param {Item} item */
  #join(item) {
    const seat = this.seats.get(item);
    const copy = /** @type {Copy} */ (item.copy);
    if (seat && seat.copy === copy && seat.variant === item.variant) return;
    if (seat) this.#alone(item);
    const geometry = flatten(copy.root);
    try {
      const id = this.mesh.addGeometry(geometry);
      const instance = this.mesh.addInstance(id);
      this.seats.set(item, { copy, variant: item.variant, geometry: id, instance });
      copy.root.visible = false;
      this.mesh.setMatrixAt(instance, item.group.matrixWorld);
    } catch {
      // The batch is full: this one is drawn alone until there is room again.
      copy.root.visible = true;
      this.mesh.optimize();
    } finally {
      geometry.dispose();
    }
  }

  /** @param {Item} item */
  #alone(item) {
    const seat = this.seats.get(item);
    if (item.copy) item.copy.root.visible = true;
    if (!seat) return;
    this.mesh.deleteGeometry(seat.geometry); // and its instance
    this.seats.delete(item);
  }

  /** Follows those that move. */
  follow() {
    for (const [item, { instance }] of this.seats)
      if (item.moving) this.mesh.setMatrixAt(instance, item.group.matrixWorld);
  }

  dispose() {
    this.mesh.dispose();
  }
}
