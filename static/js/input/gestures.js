/**
 * Recognisers as pure functions: `recogniser(state, sample) -> [state, event | null]`.
 *
 * Every pointer (mouse, finger, controller, hand, head) feeds the same few functions, so a gesture
 * means the same everywhere. Times are milliseconds, lengths metres unless a limit says otherwise,
 * directions unit vectors. `null` as a measurement means that tracking was lost: what was under way
 * is cancelled, never completed.
 * @module input/gestures
 */

import { clamp, degreesBetween, distance, minus, wrap } from "./vectors.js";

/** @typedef {import("./vectors.js").Vec} Vec */

/** @typedef {{target: string, anchor: Vec, since: number, fired: boolean}} Dwell */

export const DWELL = { ms: 800, degrees: 3.5 };

/**
 * Looking at one product long enough. Fires once, and again only after the look has left it.
 * @param {Dwell | null} state
 * @param {{t: number, direction: Vec, target: string}} sample `target` empty: at nothing
 * @returns {[Dwell | null, "dwell" | null]}
 */
export function dwell(state, { t, direction, target }, limits = DWELL) {
  if (!target) return [null, null];
  if (state?.target !== target) return [{ target, anchor: direction, since: t, fired: false }, null];
  if (state.fired) return [state, null];
  if (degreesBetween(state.anchor, direction) > limits.degrees)
    return [{ ...state, anchor: direction, since: t }, null];
  if (t - state.since < limits.ms) return [state, null];
  return [{ ...state, fired: true }, "dwell"];
}

/** @typedef {{down: boolean, at: number}} Pinch */

export const PINCH = { on: 0.02, off: 0.035, debounce: 80 };

/**
 * Thumb and index tip meeting. Two thresholds and a short deaf time keep a trembling hand from
 * stuttering; the first contact is taken at once.
 * @param {Pinch | null} state
 * @param {{t: number, distance: number | null}} sample between the two finger tips
 * @returns {[Pinch | null, "start" | "end" | "cancel" | null]}
 */
export function pinch(state, { t, distance: gap }, limits = PINCH) {
  if (gap === null) return [null, state?.down ? "cancel" : null];
  const before = state ?? { down: false, at: -Infinity };
  const down = before.down ? gap <= limits.off : gap < limits.on;
  if (down === before.down || t - before.at < limits.debounce) return [before, null];
  return [{ down, at: t }, down ? "start" : "end"];
}

/** @typedef {{at: number, from: Vec, held: boolean, seen: number}} Press */

export const PRESS = {
  mouse: { slop: 5, hold: Infinity, seen: 0 }, // pixels
  touch: { slop: 10, hold: 450, seen: 0 }, // pixels
  ray: { slop: 0.04, hold: 900, seen: 12 }, // metres; a trigger is often held down while one makes up one's mind
};

/**
 * Tells a tap from a hold: a press that moved or lasted is a hold. Where frames are few, `seen`
 * samples must have come as well: half a second between two frames says nothing of the hand.
 * @param {Press | null} state
 * @param {{t: number, down: boolean, at: Vec | null}} sample `at`: where the pointer is
 * @param {{slop: number, hold: number, seen: number}} limits
 * @returns {[Press | null, "tap" | "hold" | "release" | "cancel" | null]}
 */
export function press(state, { t, down, at }, limits) {
  if (at === null) return [null, state?.held ? "cancel" : null];
  if (!state) return [down ? { at: t, from: at, held: false, seen: 1 } : null, null];
  if (!down) return [null, state.held ? "release" : "tap"];
  if (state.held) return [state, null];
  const seen = state.seen + 1;
  const held = distance(at, state.from) > limits.slop || (t - state.at >= limits.hold && seen >= limits.seen);
  return [{ ...state, held, seen }, held ? "hold" : null];
}

/** @typedef {{path: {t: number, direction: Vec}[], deaf: number}} Swipe */

export const SWIPE = { samples: 5, least: 150, most: 400, degrees: 28, speed: 110, straight: 2, deaf: 600 };

/** @type {(direction: Vec) => [number, number]} yaw to the right and pitch up, radians */
const angles = (d) => [Math.atan2(d[0], -d[2]), Math.asin(clamp(d[1], -1, 1))];

/**
 * A quick, straight sweep of a pointing direction (in the viewer's frame): 150 to 400 ms.
 * @param {Swipe | null} state
 * @param {{t: number, direction: Vec | null}} sample
 * @returns {[Swipe | null, {to: "left" | "right" | "up" | "down", degrees: number, ms: number} | null]}
 */
export function swipe(state, { t, direction }, limits = SWIPE) {
  if (!direction) return [null, null];
  const deaf = state?.deaf ?? -Infinity;
  const path = [...(state?.path ?? []).filter((s) => t - s.t <= limits.most), { t, direction }];
  const next = { path, deaf };
  if (t < deaf || path.length < limits.samples || t - path[0].t < limits.least) return [next, null];
  const [yaw0, pitch0] = angles(path[0].direction);
  const [yaw1, pitch1] = angles(direction);
  const across = (wrap(yaw1 - yaw0) * 180) / Math.PI;
  const up = ((pitch1 - pitch0) * 180) / Math.PI;
  const [long, short] = [Math.abs(across), Math.abs(up)].sort((a, b) => b - a);
  const ms = t - path[0].t;
  if (long < limits.degrees || (long / ms) * 1000 < limits.speed) return [next, null];
  if (long < short * limits.straight) return [next, null];
  const to = long === Math.abs(across) ? (across > 0 ? "right" : "left") : up > 0 ? "up" : "down";
  return [{ path: [], deaf: t + limits.deaf }, { to, degrees: long, ms }];
}

/** @typedef {{a: Vec, b: Vec}} Pair */

/**
 * What two grips do to the thing between them.
 * @param {Pair} start where the grips were
 * @param {Pair} now
 * @returns {{factor: number, angle: number, move: [number, number, number]}} scale, radians about
 *   +Y, and the way of the midpoint
 */
export function twoGrips(start, now) {
  const [before, after] = [minus(start.b, start.a), minus(now.b, now.a)];
  const flat = Math.min(Math.hypot(before[0], before[2]), Math.hypot(after[0], after[2]));
  // Grips above each other have no direction on the floor: a tiny tremble would spin the product.
  const angle = flat < 0.03 ? 0 : wrap(Math.atan2(after[0], after[2]) - Math.atan2(before[0], before[2]));
  const factor = clamp(Math.hypot(...after) / Math.max(Math.hypot(...before), 0.02), 0.1, 10);
  const middle = (/** @type {Pair} */ p, /** @type {0 | 1 | 2} */ i) => (p.a[i] + p.b[i]) / 2;
  const way = (/** @type {0 | 1 | 2} */ i) => middle(now, i) - middle(start, i);
  return { factor, angle, move: [way(0), way(1), way(2)] };
}

/** @typedef {{kind: string, product: string, hand: string, t: number}[]} Recent */

export const TWICE = { same: 100, pinchThenGrab: 400 };

/**
 * Whether a recognised gesture is new: the same one twice within a blink, or the grab that a fist
 * makes of the pinch just seen, is one deed of the hand, not two.
 * @param {Recent} state
 * @param {{kind: string, product: string, hand: string, t: number}} gesture
 * @returns {[Recent, boolean]}
 */
export function once(state, gesture, limits = TWICE) {
  const recent = state.filter((g) => gesture.t - g.t < limits.pinchThenGrab);
  const twin = recent.some(
    (g) =>
      g.hand === gesture.hand &&
      g.product === gesture.product &&
      ((g.kind === gesture.kind && gesture.t - g.t < limits.same) ||
        (g.kind === "pinch" && gesture.kind === "grab")),
  );
  return twin ? [recent, false] : [[...recent, gesture], true];
}

export const THROW = { ms: 120, speed: 1.6 };

/**
 * Metres per second of the last moments before letting go; above `THROW.speed` it was thrown away.
 * @param {{t: number, at: Vec}[]} path
 */
export function releaseSpeed(path, limits = THROW) {
  const last = path.at(-1);
  const first = last && path.find((s) => last.t - s.t <= limits.ms);
  if (!last || !first || last.t === first.t) return 0;
  return (distance(first.at, last.at) / (last.t - first.t)) * 1000;
}
