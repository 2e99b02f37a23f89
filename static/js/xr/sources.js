/**
 * Controllers, hands, gaze-and-pinch and screen taps as pointers.
 *
 * Presses come from `selectstart`/`selectend` and `squeezestart`/`squeezeend` alone: `select` comes
 * at other moments on other devices. A hand whose device sends no select events is read by its
 * finger tips instead.
 * @module xr/sources
 */

import * as THREE from "three";

import { pinch, swipe } from "../input/gestures.js";
import { JOINTS, features, pose, settle } from "../input/hands.js";

/** @typedef {import("../input/handling.js").Pointer} Pointer */
/** @typedef {import("../input/vectors.js").Vec} Vec */
/** @typedef {import("../input/hands.js").Pose} Pose */
/**
 * @typedef {object} Source
 * @property {XRInputSource} input
 * @property {Pointer} pointer
 * @property {boolean} selecting
 * @property {boolean} eventful it has sent a select event: finger tips are no longer asked
 * @property {import("../input/gestures.js").Pinch | null} pinch
 * @property {import("../input/gestures.js").Swipe | null} swipe
 * @property {import("../input/hands.js").Held | null} held
 * @property {boolean} snapped the thumbstick has not come back since the last snap turn
 */
/**
 * @typedef {object} Deeds
 * @property {(source: Source) => void} press it was pressed or let go, between two frames
 * @property {(source: Source) => void} grab
 * @property {(source: Source) => void} release
 * @property {(source: Source) => void} gone
 * @property {(source: Source, up: boolean) => void} thumb
 * @property {(source: Source, swipe: {to: "left" | "right" | "up" | "down", degrees: number, ms: number}) => void} swiped
 */

let made = 0;

/** @param {XRInputSource} input @returns {Source} */
function open(input) {
  /** @type {Pointer} */
  const pointer = {
    id: `xr-${++made}`,
    hand: input.handedness,
    kind: "ray",
    bare: Boolean(input.hand) || input.targetRayMode === "transient-pointer",
    ray: new THREE.Ray(),
    at: null,
    down: false,
    grip: null,
  };
  return { input, pointer, selecting: false, eventful: false, pinch: null, swipe: null, held: null, snapped: false };
}

export class Sources {
  /**
   * @param {XRSession} session @param {Deeds} deeds
   * @param {() => {space: XRReferenceSpace | null, rig: THREE.Matrix4}} where the tracked space, and
   *   where it stands in the room
   */
  constructor(session, deeds, where) {
    this.where = where;
    this.session = session;
    this.deeds = deeds;
    /** @type {Map<XRInputSource, Source>} */
    this.known = new Map();
    this.stop = new AbortController();
    const on = (/** @type {string} */ name, /** @type {(source: Source, event: XRInputSourceEvent) => void} */ act) =>
      session.addEventListener(
        /** @type {"selectstart"} */ (name), // all four carry an XRInputSourceEvent
        (event) => act(this.#of(event.inputSource), event),
        { signal: this.stop.signal },
      );
    on("selectstart", (source, event) => this.#select(source, event, true));
    on("selectend", (source, event) => this.#select(source, event, false));
    on("squeezestart", (source) => deeds.grab(source));
    on("squeezeend", (source) => deeds.release(source));
  }

  /**
   * Told at once: a transient pointer may be gone, and a quick click over, before the next frame.
   * @param {Source} source @param {XRInputSourceEvent} event @param {boolean} down
   */
  #select(source, event, down) {
    Object.assign(source, { selecting: down, eventful: true });
    const { space, rig } = this.where();
    if (space && event.frame) aim(source, event.frame, space, rig);
    source.pointer.down = down;
    this.deeds.press(source);
  }

  /** @param {XRInputSource} input */
  #of(input) {
    const source = this.known.get(input) ?? open(input);
    this.known.set(input, source);
    return source;
  }

  /** @returns {Source[]} */
  get all() {
    return [...this.known.values()];
  }

  /**
   * @param {number} t @param {XRFrame} frame @param {THREE.Matrix4} head the head in the room
   */
  update(t, frame, head) {
    const { space, rig } = this.where();
    if (!space) return;
    const present = new Set(this.session.inputSources);
    for (const [input, source] of this.known)
      if (!present.has(input)) {
        this.known.delete(input);
        this.deeds.gone(source);
      }
    for (const input of present) {
      const source = this.#of(input);
      aim(source, frame, space, rig);
      if (input.hand) this.#hand(t, source, input.hand, frame, space);
      source.pointer.down = source.selecting;
      this.#swipe(t, source, head);
    }
  }

  /** @param {number} t @param {Source} source @param {XRHand} hand @param {XRFrame} frame @param {XRReferenceSpace} space */
  #hand(t, source, hand, frame, space) {
    const seen = features(joints(hand, frame, space));
    const [state, event] = pinch(source.pinch, { t, distance: seen?.pinch ?? null });
    source.pinch = state;
    if (!source.eventful && event) source.selecting = event === "start";
    if (event === "cancel") source.selecting = false;
    const [held, settled] = settle(source.held, { t, pose: pose(seen) });
    const before = source.held?.pose ?? "none";
    source.held = held;
    if (settled === "fist") this.deeds.grab(source);
    else if (settled && before === "fist") this.deeds.release(source);
    if (settled === "thumbs_up" || settled === "thumbs_down") this.deeds.thumb(source, settled === "thumbs_up");
  }

  /** @param {number} t @param {Source} source @param {THREE.Matrix4} head */
  #swipe(t, source, head) {
    const { ray, at } = source.pointer;
    // Gaze rays sweep whenever the eyes do: only what a hand points with can swipe.
    if (source.input.targetRayMode !== "tracked-pointer") return;
    const back = head.clone().invert();
    const { x, y, z } = ray.direction.clone().transformDirection(back);
    const [state, event] = swipe(source.swipe, { t, direction: at && !source.selecting ? [x, y, z] : null });
    source.swipe = state;
    if (event) this.deeds.swiped(source, event);
  }

  dispose() {
    this.stop.abort();
    for (const source of this.known.values()) this.deeds.gone(source);
    this.known.clear();
  }
}

/** @param {Source} source @param {XRFrame} frame @param {XRReferenceSpace} space @param {THREE.Matrix4} rig */
function aim({ input, pointer }, frame, space, rig) {
  const ray = frame.getPose(input.targetRaySpace, space);
  const grip = input.gripSpace ? frame.getPose(input.gripSpace, space) : undefined;
  pointer.at = null;
  if (!ray) return;
  const matrix = new THREE.Matrix4().fromArray(ray.transform.matrix).premultiply(rig);
  pointer.ray.origin.setFromMatrixPosition(matrix);
  pointer.ray.direction.set(0, 0, -1).transformDirection(matrix);
  const { x, y, z } = pointer.ray.origin;
  pointer.at = [x, y, z];
  // Without a grip (gaze and pinch) the ray itself carries.
  pointer.grip = grip ? new THREE.Matrix4().fromArray(grip.transform.matrix).premultiply(rig) : matrix;
}

/** @param {XRHand} hand @param {XRFrame} frame @param {XRReferenceSpace} space @returns {(Vec | null)[]} */
function joints(hand, frame, space) {
  /** @type {(Vec | null)[]} */
  const list = [];
  for (const joint of hand.values()) {
    const at = frame.getJointPose?.(joint, space)?.transform.position;
    list.push(at ? [at.x, at.y, at.z] : null);
  }
  return list.slice(0, JOINTS);
}
