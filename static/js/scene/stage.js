/**
 * The figure on the round stage, and what it wears.
 * @module scene/stage
 */

import * as THREE from "three";

import { Fitted } from "./fitted.js";
import { Item } from "./item.js";
import { STAGE } from "./layout.js";

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("../types.js").WornItem} WornItem */
/** @typedef {import("../types.js").Fitting} Fitting */
/** @typedef {import("../types.js").Blob} Blob */
/** @typedef {import("./world.js").World} World */
/** @typedef {{library: import("./library.js").Library, blobs: import("../types.js").Blobs, prepare: (root: THREE.Object3D) => Promise<unknown>}} Road */

/** Heights in metres for what does not say where it sits on the figure. @type {Record<string, number>} */
const SEAT = { head: 1.62, face: 1.6, torso: 0.98, full: 0.35, legs: 0.05, feet: 0, hand: 0.55 };

/** @param {Blob | null} body @returns {Product} */
const figure = (body) => ({
  id: "\u0000figure",
  name: {},
  source: "",
  category: "",
  lods: body ? [{ ...body, triangles: 0, error_m: 0 }] : [],
  bounds_m: [[-0.3, 0, -0.2], [0.3, 1.7, 0.2]],
});

export class Stage {
  /** @param {World} world @param {Map<string, Product>} products @param {Blob | null | undefined} body @param {Road} road */
  constructor(world, products, body, road) {
    this.world = world;
    this.products = products;
    this.road = road;
    /** @type {Map<string, Item>} */
    this.worn = new Map();
    /** @type {Map<string, Fitted>} garments that lie as they were fitted, by product */
    this.fits = new Map();
    /** @type {{fitted: Fitted, item: Item} | null} */
    this.shape = null;
    this.heat = false;
    this.group = new THREE.Group();
    this.group.position.set(STAGE.x, STAGE.height, STAGE.z);
    world.root.add(this.group);
    this.body = body ? new Item(figure(body), "body") : null;
    if (this.body) world.add(this.body, this.group);
  }

  /** @param {WornItem[]} items */
  wear(items) {
    const wanted = new Map(items.filter((i) => i.fit !== "unavailable").map((i) => [i.product, i]));
    for (const [id, item] of this.worn)
      if (!wanted.has(id)) {
        this.world.remove(item);
        this.worn.delete(id);
        this.fits.delete(id);
      }
    for (const [id, { variant }] of wanted) {
      const product = this.products.get(id);
      if (!product) continue;
      const item = this.worn.get(id) ?? this.#hang(new Item(product, "worn"));
      if (variant) item.paint(variant);
    }
  }

  /** @param {Item} item */
  #hang(item) {
    item.goal.position.y = SEAT[item.product.wear ?? ""] ?? 0;
    item.jump();
    this.worn.set(item.id, item);
    this.world.add(item, this.group);
    return item;
  }

  /**
   * A garment was fitted; the first one brings the shopper's figure along.
   * @param {Fitting} fitting
   */
  async fit({ product, figure: shape, mesh, sits }) {
    const known = this.products.get(product);
    if (!known || !this.worn.has(product) || !sits?.fit) return;
    await Promise.all([this.#shape(shape, sits.body), this.#dress(known, mesh, sits.fit)]);
    this.world.dirty = true;
  }

  /** @param {Product} product @param {string} mesh @param {string} points */
  async #dress(product, mesh, points) {
    const fitted = this.fits.get(product.id) ?? this.#fitted();
    this.fits.set(product.id, fitted);
    const copy = await fitted.show(mesh, points);
    if (!copy || this.fits.get(product.id) !== fitted) return;
    const old = this.worn.get(product.id);
    if (!old) return copy.release();
    this.world.remove(old);
    const item = new Item({ ...product, lods: [] }, "worn");
    item.jump();
    item.wear({ ...copy, animations: [], paint: async () => {} }, 0);
    this.worn.set(product.id, item);
    this.world.add(item, this.group);
  }

  /** @param {string} mesh @param {string} points */
  async #shape(mesh, points) {
    this.shape ??= { fitted: this.#fitted(), item: new Item(figure(null), "body") };
    const { fitted, item } = this.shape;
    const copy = await fitted.show(mesh, points);
    if (!copy) return;
    if (this.body) this.world.remove(this.body);
    this.body = null;
    item.jump();
    item.wear(copy, 0);
    this.world.add(item, this.group);
  }

  #fitted() {
    const fitted = new Fitted(this.road.library, this.road.blobs, this.road.prepare);
    fitted.tell(this.heat);
    return fitted;
  }

  /** Whether a product is worn as it was fitted. @param {string} product */
  dressed(product) {
    return this.worn.has(product) && Boolean(this.fits.get(product)?.copy);
  }

  /** Show where cloth pulls, or no longer. @param {boolean} shown */
  tell(shown) {
    this.heat = shown;
    for (const fitted of this.fits.values()) fitted.tell(shown);
    this.world.dirty = true;
  }

  /** Garments that know their place on the figure are put there as soon as their mesh has come. */
  update() {
    for (const [id, item] of this.worn) {
      if (this.fits.get(id)?.copy) continue;
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
