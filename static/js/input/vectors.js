/**
 * The little arithmetic the recognisers need, on plain `[x, y, z]`, so that they run without three.
 * @module input/vectors
 */

/** @typedef {readonly [number, number, number]} Vec */

/** @type {(a: Vec, b: Vec) => [number, number, number]} */
export const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/** @type {(a: Vec, b: Vec) => number} */
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** @type {(a: Vec) => number} */
export const length = (a) => Math.hypot(a[0], a[1], a[2]);

/** @type {(a: Vec, b: Vec) => number} */
export const distance = (a, b) => length(minus(a, b));

/** Unit vector; the zero vector stays zero. @type {(a: Vec) => [number, number, number]} */
export const unit = (a) => {
  const size = length(a) || 1;
  return [a[0] / size, a[1] / size, a[2] / size];
};

/** Degrees between two unit vectors. @type {(a: Vec, b: Vec) => number} */
export const degreesBetween = (a, b) =>
  (Math.acos(Math.min(1, Math.max(-1, dot(a, b)))) * 180) / Math.PI;

/** The shortest signed way round, in (-pi, pi]. @type {(radians: number) => number} */
export const wrap = (radians) => Math.atan2(Math.sin(radians), Math.cos(radians));

/** @type {(value: number, low: number, high: number) => number} */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
