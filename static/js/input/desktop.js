/**
 * Mouse, fingers and keys as pointers and steps.
 *
 * Mouse: click picks, dragging a product turns it, the wheel scales it meanwhile; dragging the room
 * looks around, dragging with the right button walks. Finger: the same with one; two fingers on a
 * product pinch and turn it, two elsewhere walk.
 * @module input/desktop
 */

import * as THREE from "three";

import { clamp } from "./vectors.js";

/** @typedef {import("./handling.js").Pointer} Pointer */
/** @typedef {import("./handling.js").Handling} Handling */
/**
 * @typedef {object} Body the one who looks
 * @property {THREE.PerspectiveCamera} camera
 * @property {(yaw: number, pitch: number) => void} look radians
 * @property {(forward: number, right: number) => void} step metres
 */
/** @typedef {{pointer: Pointer, button: number, x: number, y: number}} Finger */

const [LOOK, STEP] = [0.0034, 0.009]; // radians, metres per pixel

export class Desktop {
  /** @param {HTMLCanvasElement} canvas @param {Handling} handling @param {Body} body */
  constructor(canvas, handling, body) {
    this.canvas = canvas;
    this.handling = handling;
    this.body = body;
    /** @type {Map<number, Finger>} */
    this.fingers = new Map();
    this.enabled = true;
    this.stop = new AbortController();
    const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) =>
      canvas.addEventListener(name, act, { signal: this.stop.signal, passive: false });
    on("pointerdown", (event) => this.#down(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#up(event));
    on("pointercancel", (event) => this.#lost(event));
    on("pointerleave", (event) => event.pointerType === "mouse" && !event.buttons && this.#lost(event));
    on("wheel", (event) => this.#wheel(event));
    on("contextmenu", (event) => event.preventDefault());
  }

  /** @param {PointerEvent} event */
  #finger(event) {
    const known = this.fingers.get(event.pointerId);
    if (known) return known;
    const kind = event.pointerType === "mouse" ? /** @type {const} */ ("mouse") : /** @type {const} */ ("touch");
    /** @type {Pointer} */
    const pointer = {
      id: `${kind}-${event.pointerId}`, hand: "none", kind, bare: false, ray: new THREE.Ray(), at: null, down: false, grip: null,
    };
    const finger = { pointer, button: 0, x: event.clientX, y: event.clientY };
    this.fingers.set(event.pointerId, finger);
    return finger;
  }

  /** @param {PointerEvent} event @param {Finger} finger */
  #aim(event, finger) {
    const box = this.canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 2 - 1;
    const y = 1 - ((event.clientY - box.top) / box.height) * 2;
    const caster = new THREE.Raycaster();
    caster.setFromCamera(new THREE.Vector2(x, y), this.body.camera);
    finger.pointer.ray.copy(caster.ray);
    finger.pointer.at = [event.clientX, event.clientY, 0];
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (!this.enabled) return;
    const finger = this.#finger(event);
    Object.assign(finger, { button: event.button, x: event.clientX, y: event.clientY });
    this.#aim(event, finger);
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.focus({ preventScroll: true });
    finger.pointer.down = event.button === 0;
    this.handling.update(finger.pointer);
    this.#join(finger);
  }

  /** A second finger takes the product that the first one is on. @param {Finger} finger */
  #join(finger) {
    const touching = [...this.fingers.values()].filter((f) => f.pointer.kind === "touch" && f.pointer.down);
    if (touching.length !== 2) return;
    const [first] = touching.filter((f) => f !== finger);
    const target = this.handling.held(first.pointer.id)?.item ?? this.handling.tracks.get(first.pointer.id)?.target;
    if (!target) return;
    for (const { pointer } of touching) this.handling.grab(pointer, target);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.enabled) return;
    const finger = this.#finger(event);
    this.#aim(event, finger);
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    Object.assign(finger, { x: event.clientX, y: event.clientY });
    this.handling.update(finger.pointer);
    const track = this.handling.tracks.get(finger.pointer.id);
    if (!event.buttons || track?.target || track?.onSurface) return;
    const walking = finger.button === 2 || [...this.fingers.values()].filter((f) => f.pointer.down).length > 1;
    if (walking) this.body.step(-dy * STEP, dx * STEP);
    else this.body.look(dx * LOOK, dy * LOOK);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const finger = this.#finger(event);
    this.#aim(event, finger);
    finger.pointer.down = false;
    this.handling.update(finger.pointer);
    const track = this.handling.tracks.get(finger.pointer.id);
    if (track) Object.assign(track, { target: null, onSurface: false });
    if (finger.pointer.kind === "touch") this.#lost(event);
  }

  /** @param {PointerEvent} event */
  #lost(event) {
    const finger = this.fingers.get(event.pointerId);
    if (!finger) return;
    this.handling.drop(finger.pointer.id);
    this.fingers.delete(event.pointerId);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (!this.enabled) return;
    event.preventDefault();
    const notch = clamp(event.deltaY / 100, -2, 2);
    const held = [...this.fingers.values()].map((f) => this.handling.held(f.pointer.id)).find(Boolean);
    if (!held) {
      this.body.step(-notch * 0.35, 0);
      return;
    }
    const { goal } = held.item;
    goal.scale = clamp(goal.scale * 1.1 ** -notch, 0.2 * held.home.scale, 5 * held.home.scale);
  }

  /** The pointers stay where they are while the room moves under them: hover follows. */
  update() {
    for (const { pointer } of this.fingers.values()) if (this.enabled) this.handling.update(pointer);
  }

  /** @returns {THREE.Ray[]} */
  rays() {
    return [...this.fingers.values()].filter((f) => f.pointer.at).map((f) => f.pointer.ray);
  }

  dispose() {
    this.stop.abort();
  }
}
