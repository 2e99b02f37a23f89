/**
 * From 25 joints to a pose, as pure functions. Joints are in the order of the WebXR Hand Input
 * specification (wrist, thumb 4, then four fingers of 5), metres in any one frame with +Y up.
 *
 * The curl of a finger is |tip - proximal| / (sum of its bones): about .95 straight, .55 curled
 * (measured on the emulator's poses).
 * @module input/hands
 */

import { distance, minus, unit } from "./vectors.js";

/** @typedef {import("./vectors.js").Vec} Vec */
/** @typedef {"fist" | "point" | "thumbs_up" | "thumbs_down" | "open" | "none"} Pose */
/** @typedef {{pinch: number, thumb: number, thumbUp: number, curls: number[]}} Features */

export const JOINTS = 25;
const [THUMB_BASE, THUMB_TIP, INDEX_TIP] = [2, 4, 9];
const FINGERS = [6, 11, 16, 21]; // proximal joints of index, middle, ring, little finger

export const CURL = { curled: 0.7, extended: 0.9, up: 0.7 };

/** @param {Vec[]} joints @param {number} from @param {number} bones */
function straightness(joints, from, bones) {
  let along = 0;
  for (let i = from; i < from + bones; i++) along += distance(joints[i], joints[i + 1]);
  return along ? distance(joints[from], joints[from + bones]) / along : 0;
}

/**
 * @param {(Vec | null)[]} joints
 * @returns {Features | null} null when a joint is not tracked
 */
export function features(joints) {
  if (joints.length !== JOINTS || joints.some((joint) => !joint)) return null;
  const all = /** @type {Vec[]} */ (joints);
  return {
    pinch: distance(all[THUMB_TIP], all[INDEX_TIP]),
    thumb: straightness(all, THUMB_BASE - 1, 3),
    thumbUp: unit(minus(all[THUMB_TIP], all[THUMB_BASE]))[1],
    curls: FINGERS.map((joint) => straightness(all, joint, 3)),
  };
}

/** @param {Features | null} hand @returns {Pose} */
export function pose(hand, limits = CURL) {
  if (!hand) return "none";
  const curled = hand.curls.map((curl) => curl < limits.curled);
  const thumb = hand.thumb > limits.extended;
  if (curled.every(Boolean)) {
    if (thumb && hand.thumbUp > limits.up) return "thumbs_up";
    if (thumb && hand.thumbUp < -limits.up) return "thumbs_down";
    return "fist";
  }
  if (hand.curls[0] > limits.extended && curled.slice(1).every(Boolean)) return "point";
  return hand.curls.every((curl) => curl > limits.extended) ? "open" : "none";
}

/** @typedef {{pose: Pose, candidate: Pose, since: number}} Held */

export const SETTLE = { ms: 120, thumb: 350 };

/**
 * A pose counts once it has been held; a thumb longer, because it is a verdict.
 * @param {Held | null} state
 * @param {{t: number, pose: Pose}} sample
 * @returns {[Held, Pose | null]} the newly settled pose, else null
 */
export function settle(state, { t, pose: seen }, limits = SETTLE) {
  const now = state ?? { pose: "none", candidate: "none", since: t };
  if (seen !== now.candidate) return [{ ...now, candidate: seen, since: t }, null];
  const wait = seen.startsWith("thumbs") ? limits.thumb : limits.ms;
  if (seen === now.pose || t - now.since < wait) return [now, null];
  return [{ ...now, pose: seen }, seen];
}
