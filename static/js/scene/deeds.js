/**
 * What happens to products when they are picked, let go, put down, turned or held.
 * @module scene/deeds
 */

import * as THREE from "three";

import { THROW } from "../input/gestures.js";
import { Item } from "./item.js";
import { FRONT, ROOM } from "./layout.js";

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("../types.js").Store} Store */
/** @typedef {import("../types.js").Gesture} Gesture */
/** @typedef {import("./world.js").World} World */

const LOW = 0.35; // metres above the floor below which letting go means putting down

export class Deeds {
  /** @param {{world: World, store: Store, tell: (gesture: Gesture) => void, now: () => number, products: Map<string, Product>}} parts */
  constructor({ world, store, tell, now, products }) {
    this.world = world;
    this.store = store;
    this.tell = tell;
    this.now = now;
    this.products = products;
    /** @type {(ray: THREE.Ray) => import("../input/handling.js").Surface | null} */
    this.surface = () => null;
    /** A press at nothing. @type {(pointer: import("../input/handling.js").Pointer) => void} */
    this.empty = () => undefined;
    /** Whether things can only be put down inside the showroom. */
    this.bounded = true;
    /** Where the shopper points on the floor, if anywhere. @type {() => THREE.Vector3 | null} */
    this.floor = () => null;
  }

  /** @param {Item} item */
  pick = (item) => {
    if (item.role !== "showcase") this.store.set({ detail: item.id });
  };

  /** @param {Item} item @param {number} speed metres per second at which it left the hand */
  drop = (item, speed) => {
    const at = item.group.getWorldPosition(new THREE.Vector3());
    if (speed > THROW.speed) {
      this.tell({ kind: "discard", product: item.id, variant: item.variant, magnitude: speed });
      return;
    }
    if (item.role === "placed" && !this.bounded) {
      item.goal.position.copy(at); // in a real room a thing stays where it was put, on a table too
      return;
    }
    const inside = at.x > ROOM.x[0] && at.x < ROOM.x[1] && at.z > ROOM.z[0] && at.z < ROOM.z[1];
    if (speed >= 0 && inside && at.y < LOW && item.role !== "showcase" && item.goal.position.distanceTo(at) > 0.3)
      this.set(item.product, [at.x, 0, at.z], item);
  };

  /**
   * Puts a product down in its true size and tells of it.
   * @param {Product} product @param {[number, number, number]} at @param {Item} [from] where it comes from
   * @param {NonNullable<Gesture["hand"]>} [hand]
   */
  set(product, at, from, hand = "none") {
    const before = [...this.world.items].find((i) => i.id === product.id && i.role === "placed");
    const item = before ?? new Item(product, "placed");
    if (!before) this.world.add(item);
    const yaw = from ? new THREE.Euler().setFromQuaternion(from.group.quaternion, "YXZ").y : item.spot?.yaw ?? 0;
    if (from) item.variant = from.variant;
    item.stand({ at, yaw, room: Infinity }, !before);
    this.tell({ kind: "place", product: product.id, variant: item.variant, hand, at });
  }

  /** @param {string} id @param {[number, number, number] | null} at */
  place = (id, at) => {
    const product = this.products.get(id);
    if (!product) return;
    const pointed = this.floor();
    this.set(product, at ?? (pointed ? [pointed.x, pointed.y, pointed.z] : FRONT), this.world.best(id));
  };

  /** @param {string} id @param {{angle?: number, factor?: number}} change degrees about +Y, and scale */
  turn = (id, { angle = 0, factor = 1 }) => {
    const item = this.world.best(id);
    if (!item) return;
    const turn = new THREE.Quaternion().setFromAxisAngle(new THREE.Vector3(0, 1, 0), THREE.MathUtils.degToRad(angle));
    item.goal.turn.premultiply(turn);
    item.goal.scale *= THREE.MathUtils.clamp(factor, 0.2, 5);
  };

  /** @param {string | null} id taken up to be looked at; `null`: back to its place */
  hold = (id) => this.store.set({ detail: id });
}
