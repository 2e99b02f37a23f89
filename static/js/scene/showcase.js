/**
 * One product held up to be looked at, or several side by side in their true proportions.
 * @module scene/showcase
 */

import * as THREE from "three";

import { Item } from "./item.js";
import { painted } from "./textures.js";

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("./world.js").World} World */

const LAMP = 2.2;
const BACK = 240; // milliseconds an item takes to go back where it came from

export class Showcase {
  /** @param {World} world @param {Map<string, Product>} products @param {THREE.Object3D} parent */
  constructor(world, products, parent) {
    this.world = world;
    this.products = products;
    /** @type {Item[]} */
    this.items = [];
    /** @type {{item: Item, until: number}[]} */
    this.going = [];
    this.spin = 0;
    this.touched = 0;
    const material = new THREE.MeshBasicMaterial({
      map: veil(), transparent: true, depthWrite: false, toneMapped: false, opacity: 0,
    });
    this.veil = new THREE.Mesh(new THREE.PlaneGeometry(1, 1), material);
    this.veil.visible = false;
    this.veil.renderOrder = 4;
    // A lamp of its own, always there: one that came and went would recompile every material.
    this.lamp = new THREE.DirectionalLight(0xfff6ea, 0);
    parent.add(this.veil, this.lamp, this.lamp.target);
  }

  /** @param {string[]} ids @param {THREE.PerspectiveCamera} camera @param {{immersive: boolean, aside: number}} view
   *    `aside`: part of the screen's width that a card covers at the right */
  show(ids, camera, view) {
    if (ids.join() === this.items.map((item) => item.id).join()) return;
    for (const item of this.items) this.#sendBack(item);
    this.items = ids.flatMap((id) => {
      const product = this.products.get(id);
      return product ? [this.#take(product)] : [];
    });
    this.spin = this.touched = 0;
    if (this.items.length) this.arrange(camera, view);
    this.world.front = this.items.length > 0;
  }

  /** @param {Product} product */
  #take(product) {
    const from = this.world.best(product.id);
    const item = new Item(product, "showcase");
    if (from) {
      item.variant = from.variant;
      from.group.matrixWorld.decompose(item.goal.position, item.goal.turn, new THREE.Vector3());
      item.goal.scale = from.group.scale.x;
      item.jump();
    }
    this.world.add(item);
    return item;
  }

  /** @param {Item} item */
  #sendBack(item) {
    const home = [...this.world.items].find((other) => other.id === item.id && other.role !== "showcase");
    if (home) {
      item.goal.position.copy(home.goal.position);
      item.goal.turn.copy(home.goal.turn);
      item.goal.scale = home.goal.scale;
    } else item.goal.scale = 0.01;
    item.leaving = true;
    this.going.push({ item, until: performance.now() + BACK });
  }

  /** @param {THREE.PerspectiveCamera} camera @param {{immersive: boolean, aside: number}} view */
  arrange(camera, { immersive, aside }) {
    const count = this.items.length;
    const eye = new THREE.Vector3().setFromMatrixPosition(camera.matrixWorld);
    const ahead = camera.getWorldDirection(new THREE.Vector3()).setY(0).normalize();
    const right = new THREE.Vector3(-ahead.z, 0, ahead.x);
    const tan = immersive ? 0.55 : Math.tan(THREE.MathUtils.degToRad(camera.fov / 2));
    const aspect = immersive ? 1.1 : camera.aspect;
    const tall = Math.max(...this.items.map((item) => item.size.y));
    const wide = Math.max(...this.items.map((item) => Math.hypot(item.size.x, item.size.z)));
    const across = 2 * tan * aspect * (1 - aside);
    // In a headset in true size where it fits. On a screen near and small looks the same as far and
    // large, and near is in front of the furniture.
    // The half that comes towards the eye is added, or a sofa's near arm would fill the view.
    const need = Math.max(tall / (2 * tan * 0.5), (wide * count * 1.08) / (across * 0.92)) + wide * 0.4;
    const distance = THREE.MathUtils.clamp(need, immersive ? 0.75 : 0.45, immersive ? 1.7 : 0.8);
    const scale = Math.min(1, distance / need);
    const yaw = Math.atan2(-ahead.x, -ahead.z);
    for (const [i, item] of this.items.entries()) {
      const offset = (i - (count - 1) / 2) * wide * scale * 1.08 - aside * tan * aspect * distance;
      const at = eye.clone().addScaledVector(ahead, distance).addScaledVector(right, offset);
      at.y = eye.y - (immersive ? 0.25 : distance * 0.1) - item.centre.y * scale; // seen a little from above
      item.goal.position.copy(at);
      item.goal.scale = scale;
      item.goal.turn.setFromAxisAngle(new THREE.Vector3(0, 1, 0), yaw + (count > 1 ? 0.3 : 0.45));
    }
    this.veil.position.copy(eye).addScaledVector(ahead, distance + wide * scale * 0.75 + 0.1);
    this.veil.lookAt(eye);
    const far = this.veil.position.distanceTo(eye);
    this.veil.scale.set(far * tan * aspect * 3.4, far * tan * 3.4, 1);
    this.veil.visible = !immersive;
    this.lamp.target.position.copy(eye).addScaledVector(ahead, distance);
    this.lamp.position.copy(eye).addScaledVector(right, -0.9).add(new THREE.Vector3(0, 1.1, 0));
  }

  /** @param {number} now @param {number} dt seconds @param {boolean} still no motion of its own */
  update(now, dt, still) {
    const material = /** @type {THREE.MeshBasicMaterial} */ (this.veil.material);
    const goal = this.items.length ? 1 : 0;
    material.opacity += (goal - material.opacity) * (1 - Math.exp(-dt / 0.12));
    this.lamp.intensity = material.opacity * LAMP;
    if (!goal && material.opacity < 0.01) this.veil.visible = false;
    this.going = this.going.filter(({ item, until }) => {
      if (now < until) return true;
      this.world.remove(item);
      return false;
    });
    if (still || now - this.touched < 2500 || this.items.length !== 1) return;
    this.spin += dt;
    const sway = Math.cos(this.spin * 0.55) * 0.55 * 0.4 * dt; // to and fro: the front stays in sight
    this.items[0].goal.turn.premultiply(new THREE.Quaternion().setFromAxisAngle(new THREE.Vector3(0, 1, 0), sway));
  }

  get busy() {
    return this.items.length > 0 || this.going.length > 0 || this.veil.visible;
  }
}

/** A studio backdrop of warm white, clear at the edges. */
function veil() {
  return painted(256, 256, (pen) => {
    const fade = pen.createRadialGradient(128, 128, 8, 128, 128, 128);
    for (const [stop, alpha] of [[0, 0.97], [0.5, 0.93], [0.8, 0.8], [1, 0.7]])
      fade.addColorStop(stop, `rgb(246 240 231 / ${alpha})`);
    pen.fillStyle = fade;
    pen.fillRect(0, 0, 256, 256);
  });
}
