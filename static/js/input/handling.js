/**
 * What pointers do to products, the same for mouse, finger, controller and hand.
 *
 * Adapters keep a `Pointer` up to date and call `update` once per frame; presses are told apart by
 * the pure recognisers of `gestures.js`.
 * @module input/handling
 */

import * as THREE from "three";

import { PRESS, press } from "./gestures.js";
import { Grip } from "./grip.js";

/** @typedef {import("./vectors.js").Vec} Vec */
/** @typedef {import("../types.js").Gesture} Gesture */
/** @typedef {import("../scene/item.js").Item} Item */
/** @typedef {import("../scene/world.js").World} World */
/** @typedef {{distance: number, tap: () => void, hover: () => void}} Surface something other than a
 *    product that a ray meets: a panel */

/**
 * @typedef {object} Pointer
 * @property {string} id
 * @property {NonNullable<Gesture["hand"]>} hand
 * @property {"mouse" | "touch" | "ray"} kind
 * @property {boolean} bare a hand without a controller: its press is a pinch
 * @property {THREE.Ray} ray in the room
 * @property {Vec | null} at where it is: pixels of the page, or metres; null when tracking is lost
 * @property {boolean} down
 * @property {THREE.Matrix4 | null} grip pose of the hand that can carry; null for mouse and finger
 */

/**
 * @typedef {object} Deeds what the scene does when something is picked
 * @property {World} world
 * @property {(gesture: Gesture) => void} tell
 * @property {(item: Item) => void} pick
 * @property {(item: Item, speed: number) => void} drop
 * @property {(ray: THREE.Ray) => Surface | null} surface
 * @property {(pointer: Pointer) => void} empty a press at nothing
 * @property {() => number} now milliseconds
 */

/** @typedef {{press: import("./gestures.js").Press | null, over: string, since: number, told: boolean, target: Item | null, onSurface: boolean, full: boolean}} Track
 *    `full`: the hand held something when it was pressed */

const REACH = 0.09; // metres at which a hand holds instead of pointing
const TELL = { mouse: 300, touch: Infinity, ray: 400 }; // ms over a product before it is worth telling

export class Handling {
  /** @param {Deeds} deeds */
  constructor(deeds) {
    this.deeds = deeds;
    /** @type {Map<string, Track>} */
    this.tracks = new Map();
    /** @type {Map<string, Grip>} grip by product item, shared by both hands */
    this.grips = new Map();
  }

  /** @param {Pointer} pointer */
  update(pointer) {
    const { deeds } = this;
    const track = this.tracks.get(pointer.id) ?? {
      press: null, over: "", since: 0, told: false, target: null, onSurface: false, full: false,
    };
    this.tracks.set(pointer.id, track);
    const grip = this.held(pointer.id);
    const surface = grip || pointer.at === null ? null : deeds.surface(pointer.ray);
    const item = grip || pointer.at === null ? null : this.#under(pointer, surface);
    surface?.hover();
    if (!grip) this.#hover(pointer, track, item);
    if (pointer.down && !track.press) {
      track.target = item;
      track.onSurface = surface !== null && item === null;
      track.full = grip !== undefined;
    }
    const [state, event] = press(track.press, { t: deeds.now(), down: pointer.down, at: pointer.at }, PRESS[pointer.kind]);
    const ms = track.press ? deeds.now() - track.press.at : 0;
    track.press = state;
    // A button takes also a slow press; what was pressed elsewhere does not let go on it.
    if (event === "tap" || (event === "release" && track.onSurface)) this.#tap(pointer, track, surface, ms);
    else if (event === "hold" && track.target && !track.onSurface) this.grab(pointer, track.target);
    else if (event === "release") this.release(pointer.id);
    else if (event === "cancel" || (pointer.at === null && this.held(pointer.id))) this.release(pointer.id, true);
    this.held(pointer.id)?.update(pointer, deeds.now());
  }

  /** Lets go of everything that pointer did. @param {string} id */
  drop(id) {
    this.release(id, true);
    this.tracks.delete(id);
    this.deeds.world.pointed.delete(id);
  }

  /** @param {string} id @returns {Grip | undefined} */
  held(id) {
    return [...this.grips.values()].find((grip) => grip.has(id));
  }

  /** @param {Pointer} pointer @param {Surface | null} surface */
  #under(pointer, surface) {
    const { world } = this.deeds;
    if (pointer.grip) {
      const near = world.touch(new THREE.Vector3().setFromMatrixPosition(pointer.grip), REACH);
      if (near) return near;
    }
    const hit = world.pick(pointer.ray);
    return hit && (!surface || hit.distance < surface.distance) ? hit.item : null;
  }

  /** @param {Pointer} pointer @param {Track} track @param {Item | null} item */
  #hover(pointer, track, item) {
    const { world, now, tell } = this.deeds;
    const id = item?.id ?? "";
    if (id !== track.over) Object.assign(track, { over: id, since: now(), told: false });
    if (id) world.pointed.set(pointer.id, id);
    else world.pointed.delete(pointer.id);
    const ms = now() - track.since;
    if (!id || track.told || ms < TELL[pointer.kind]) return;
    track.told = true;
    const kind = pointer.kind === "ray" ? "point" : "hover";
    tell({ kind, product: id, variant: item?.variant ?? "", hand: pointer.hand, ms, magnitude: 1 });
  }

  /** @param {Pointer} pointer @param {Track} track @param {Surface | null} surface @param {number} ms */
  #tap(pointer, track, surface, ms) {
    if (track.onSurface) surface?.tap();
    else if (!track.target && !track.full) this.deeds.empty(pointer);
    if (track.onSurface || !track.target) return;
    const { id, variant } = track.target;
    this.deeds.tell({ kind: pointer.bare ? "pinch" : "select", product: id, variant, hand: pointer.hand, ms, magnitude: 1 });
    this.deeds.pick(track.target);
  }

  /** @param {Pointer} pointer @param {Item} item */
  grab(pointer, item) {
    const key = item.group.uuid;
    const grip = this.grips.get(key) ?? new Grip(item);
    if (grip.has(pointer.id)) return;
    this.grips.set(key, grip);
    grip.join(pointer, this.deeds.now());
    this.deeds.tell({ kind: "grab", product: item.id, variant: item.variant, hand: pointer.hand, magnitude: 1 });
  }

  /** Grabs what the pointer is over (squeeze, fist). @param {Pointer} pointer */
  grabUnder(pointer) {
    if (this.held(pointer.id) || pointer.at === null) return;
    const item = this.#under(pointer, this.deeds.surface(pointer.ray)) ?? this.#other(pointer);
    if (item) this.grab(pointer, item);
  }

  /** What the other hand holds, if this hand is at it: the second grip. @param {Pointer} pointer */
  #other(pointer) {
    const hand = pointer.grip && new THREE.Vector3().setFromMatrixPosition(pointer.grip);
    const grip = hand && [...this.grips.values()].find((g) => g.item.middle(new THREE.Vector3()).distanceTo(hand) < g.item.radius + 0.35);
    return grip ? grip.item : null;
  }

  /** @param {string} id @param {boolean} [cancelled] tracking was lost: nothing is thrown or placed */
  release(id, cancelled = false) {
    const grip = this.held(id);
    if (!grip) return;
    const { gestures, speed } = grip.leave(id, this.deeds.now());
    for (const gesture of gestures) this.deeds.tell(gesture);
    if (!grip.empty) return;
    this.grips.delete(grip.item.group.uuid);
    this.deeds.drop(grip.item, cancelled ? 0 : speed);
  }
}
