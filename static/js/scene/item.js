/**
 * One showing of a product: a ghost at first, then ever finer, gliding to where it should be.
 * @module scene/item
 */

import * as THREE from "three";

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("./library.js").Copy} Copy */
/** @typedef {import("./layout.js").Spot} Spot */
/** @typedef {"section" | "shelf" | "showcase" | "placed" | "worn" | "body"} Role */

const GLIDE = 0.16; // seconds to cover 63 % of the way

/** @param {Product} product */
export function boundsOf(product) {
  const [low, high] = product.bounds_m ?? [[0, 0, 0], [0, 0, 0]];
  const box = new THREE.Box3(new THREE.Vector3(...low), new THREE.Vector3(...high));
  const size = box.getSize(new THREE.Vector3());
  if (Math.max(size.x, size.y, size.z) > 1e-4) return box;
  return new THREE.Box3(new THREE.Vector3(-0.15, 0, -0.15), new THREE.Vector3(0.15, 0.3, 0.15));
}

export class Item {
  /** @param {Product} product @param {Role} role */
  constructor(product, role) {
    this.product = product;
    this.role = role;
    this.bounds = boundsOf(product);
    this.size = this.bounds.getSize(new THREE.Vector3());
    this.centre = this.bounds.getCenter(new THREE.Vector3());
    this.group = new THREE.Group();
    this.group.name = `${role}:${product.id}`;
    this.group.userData.item = this;
    this.goal = { position: new THREE.Vector3(), turn: new THREE.Quaternion(), scale: 1 };
    /** @type {Spot | null} */
    this.spot = null;
    /** @type {Copy | null} */
    this.copy = null;
    this.level = -1;
    this.wanted = 0;
    this.progress = 0;
    this.failed = false;
    /** @type {Set<number>} levels that did not come or did not read */
    this.refused = new Set();
    this.held = false;
    this.leaving = false;
    this.variant = "";
    /** @type {THREE.AnimationMixer | null} */
    this.mixer = null;
    this.moving = true;
  }

  get id() {
    return this.product.id;
  }

  /** The scale at which the product fits a place for things of `room` metres; never enlarged. @param {number} room */
  fit(room) {
    return Math.min(1, room / Math.max(this.size.x, this.size.y, this.size.z));
  }

  /** @param {Spot} spot @param {boolean} [jump] at once, without gliding */
  stand(spot, jump = false) {
    this.spot = spot;
    const scale = this.fit(spot.room);
    const drop = spot.hang ? this.bounds.max.y * scale : this.bounds.min.y * scale;
    this.goal.position.set(spot.at[0], spot.at[1] - drop, spot.at[2]);
    this.goal.turn.setFromAxisAngle(new THREE.Vector3(0, 1, 0), spot.yaw);
    this.goal.scale = scale;
    if (jump) this.jump();
  }

  jump() {
    this.group.position.copy(this.goal.position);
    this.group.quaternion.copy(this.goal.turn);
    this.group.scale.setScalar(this.goal.scale);
    this.moving = true;
  }

  /** @param {Copy} copy @param {number} level */
  wear(copy, level) {
    this.bare();
    this.copy = copy;
    this.level = level;
    this.group.add(copy.root);
    void copy.paint(this.#variantIndex());
    if (copy.animations.length && this.role !== "worn") {
      this.mixer = new THREE.AnimationMixer(copy.root);
      const action = this.mixer.clipAction(copy.animations[0]);
      action.timeScale = 0.6;
      action.play();
    }
    this.moving = true;
  }

  bare() {
    this.mixer?.stopAllAction();
    this.mixer = null;
    this.copy?.root.removeFromParent();
    this.copy?.release();
    this.copy = null;
    this.level = -1;
  }

  #variantIndex() {
    return this.product.variants?.find((v) => v.id === this.variant)?.index ?? null;
  }

  /** @param {string} id */
  paint(id) {
    if (this.variant === id) return;
    this.variant = id;
    void this.copy?.paint(this.#variantIndex());
  }

  /**
   * One frame. @param {number} dt seconds
   * @returns {boolean} whether it is still on its way
   */
  update(dt) {
    this.mixer?.update(dt);
    if (this.held) return (this.moving = true);
    const part = 1 - Math.exp(-dt / GLIDE);
    const { position, quaternion, scale } = this.group;
    position.lerp(this.goal.position, part);
    quaternion.slerp(this.goal.turn, part);
    scale.setScalar(scale.x + (this.goal.scale - scale.x) * part);
    const was = this.moving;
    this.moving =
      position.distanceToSquared(this.goal.position) > 1e-6 ||
      quaternion.angleTo(this.goal.turn) > 2e-3 ||
      Math.abs(scale.x - this.goal.scale) > 1e-3;
    return this.moving || was;
  }

  /** @param {THREE.Vector3} target @returns {THREE.Vector3} the middle of the product, in the room */
  middle(target) {
    return target.copy(this.centre).applyMatrix4(this.group.matrixWorld);
  }

  /** Metres from the middle to the furthest corner. */
  get radius() {
    return (this.size.length() / 2) * this.group.scale.x;
  }
}
