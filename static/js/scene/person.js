/**
 * Where the shopper stands and looks. In XR the device moves the head; the rig carries it.
 * @module scene/person
 */

import * as THREE from "three";

import { PACE, walk } from "../input/walk.js";
import { clamp } from "../input/vectors.js";
import { BLOCKS, HOME, ROOM } from "./layout.js";

const EYE = 1.6; // metres
const GROUND = {
  walls: { x: /** @type {[number, number]} */ ([ROOM.x[0], ROOM.x[1]]), z: /** @type {[number, number]} */ ([ROOM.z[0], ROOM.z[1]]) },
  blocks: BLOCKS,
};

export class Person {
  /** @param {number} aspect */
  constructor(aspect) {
    this.camera = new THREE.PerspectiveCamera(52, aspect, 0.05, 60);
    this.rig = new THREE.Group();
    this.rig.add(this.camera);
    this.stand = { ...HOME };
    /** @type {{x: number, z: number, yaw: number, pitch: number} | null} */
    this.going = null;
    this.immersive = false;
    this.#apply();
  }

  /** @param {number} yaw @param {number} pitch radians */
  look = (yaw, pitch) => {
    this.going = null;
    this.stand.yaw += yaw;
    this.stand.pitch = clamp(this.stand.pitch + pitch, -PACE.pitch, PACE.pitch);
  };

  /** @param {number} forward @param {number} right metres, with respect for the furniture */
  step = (forward, right) => {
    const far = Math.hypot(forward, right);
    if (far > 1e-6) this.walk({ forward: forward / far, right: right / far, turn: 0, look: 0 }, far / PACE.walk);
  };

  /** @param {import("../input/walk.js").Intent} intent @param {number} dt seconds @param {number} [yaw] where ahead is, if not where the rig faces */
  walk(intent, dt, yaw) {
    if (!intent.forward && !intent.right && !intent.turn && !intent.look) return;
    this.going = null;
    const facing = yaw ?? this.stand.yaw;
    const next = walk({ ...this.stand, yaw: facing }, intent, dt, GROUND);
    this.stand = { ...next, yaw: this.stand.yaw + (next.yaw - facing) };
  }

  /** Walks there by itself. @param {number} x @param {number} z @param {number} yaw @param {number} [pitch] */
  goTo(x, z, yaw, pitch = -0.08) {
    const turn = Math.atan2(Math.sin(yaw - this.stand.yaw), Math.cos(yaw - this.stand.yaw));
    this.going = { x, z, yaw: this.stand.yaw + turn, pitch };
    if (this.immersive) this.#arrive(); // being moved without moving makes people ill
  }

  #arrive() {
    if (this.going) this.stand = this.going;
    this.going = null;
  }

  home() {
    this.goTo(HOME.x, HOME.z, HOME.yaw, HOME.pitch);
  }

  /** @param {number} dt seconds @param {boolean} still jumps instead of gliding */
  update(dt, still) {
    if (this.going && still) this.#arrive();
    if (this.going) {
      const part = 1 - Math.exp(-dt / 0.32);
      const [from, to] = [this.stand, this.going];
      for (const key of /** @type {const} */ (["x", "z", "yaw", "pitch"])) from[key] += (to[key] - from[key]) * part;
      if (Math.hypot(to.x - from.x, to.z - from.z) < 0.01 && Math.abs(to.yaw - from.yaw) < 0.004) this.#arrive();
    }
    this.#apply();
  }

  #apply() {
    const { x, z, yaw, pitch } = this.stand;
    this.rig.position.set(x, 0, z);
    this.rig.rotation.set(0, yaw, 0);
    if (this.immersive) return;
    this.camera.position.set(0, EYE, 0);
    this.camera.rotation.set(pitch, 0, 0);
  }
}
