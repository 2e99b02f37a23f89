/**
 * The figure on the round stage, and what it wears.
 * @module scene/stage
 */

import * as THREE from "three";

import { Item } from "./item.js";
import { STAGE } from "./layout.js";

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("../types.js").WornItem} WornItem */
/** @typedef {import("../types.js").Blob} Blob */
/** @typedef {import("./world.js").World} World */

/** Heights in metres for what does not say where it sits on the figure. @type {Record<string, number>} */
const SEAT = { head: 1.62, face: 1.6, torso: 0.98, full: 0.35, legs: 0.05, feet: 0, hand: 0.55 };

/** @param {Blob} body @returns {Product} */
const figure = (body) => ({
  id: "\u0000figure",
  name: {},
  source: "",
  category: "",
  lods: [{ ...body, triangles: 0, error_m: 0 }],
  bounds_m: [[-0.3, 0, -0.2], [0.3, 1.7, 0.2]],
});

export class Stage {
  /** @param {World} world @param {Map<string, Product>} products @param {Blob | null | undefined} body */
  constructor(world, products, body) {
    this.world = world;
    this.products = products;
    /** @type {Map<string, Item>} */
    this.worn = new Map();
    this.group = new THREE.Group();
    this.group.position.set(STAGE.x, STAGE.height, STAGE.z);
    world.root.add(this.group);
    if (body) world.add(new Item(figure(body), "body"), this.group);
  }

  /** @param {WornItem[]} items */
  wear(items) {
    const wanted = new Map(items.filter((i) => i.fit !== "unavailable").map((i) => [i.product, i]));
    for (const [id, item] of this.worn)
      if (!wanted.has(id)) {
        this.world.remove(item);
        this.worn.delete(id);
      }
    for (const [id, { variant }] of wanted) {
      const product = this.products.get(id);
      if (!product) continue;
      const item = this.worn.get(id) ?? new Item(product, "worn");
      if (!this.worn.has(id)) {
        item.goal.position.y = SEAT[product.wear ?? ""] ?? 0;
        item.jump();
        this.worn.set(id, item);
        this.world.add(item, this.group);
      }
      if (variant) item.paint(variant);
    }
  }

  /** Garments that know their place on the figure are put there as soon as their mesh has come. */
  update() {
    for (const item of this.worn.values()) {
      /** @type {unknown} */
      let offset;
      item.copy?.root.traverse((node) => (offset ??= node.userData.wear_offset));
      if (!Array.isArray(offset) || offset.length !== 3) continue;
      const [x, y, z] = offset.map(Number);
      if (item.goal.position.distanceToSquared(new THREE.Vector3(x, y, z)) < 1e-9) continue;
      item.goal.position.set(x, y, z);
      item.jump();
    }
  }
}
