/**
 * Where one stands, as a pure function: used by keys, fingers and thumbsticks alike.
 * @module input/walk
 */

import { clamp } from "./vectors.js";

/** @typedef {{x: number, z: number, yaw: number, pitch: number}} Stand */
/** @typedef {{forward: number, right: number, turn: number, look: number}} Intent */
/** @typedef {{x: number, z: number, w: number, d: number}} Block centre and full size on the floor */
/** @typedef {{walls: {x: [number, number], z: [number, number]}, blocks: Block[]}} Ground */

export const PACE = { walk: 2.4, turn: 1.9, body: 0.3, pitch: 1.2 }; // m/s, rad/s, m, rad

/** @param {number} x @param {number} z @param {Ground} ground */
export function free(x, z, ground) {
  const { walls, blocks } = ground;
  if (x < walls.x[0] + PACE.body || x > walls.x[1] - PACE.body) return false;
  if (z < walls.z[0] + PACE.body || z > walls.z[1] - PACE.body) return false;
  return !blocks.some(
    (b) => Math.abs(x - b.x) < b.w / 2 + PACE.body && Math.abs(z - b.z) < b.d / 2 + PACE.body,
  );
}

/**
 * One step of `dt` seconds. Walks along what is in the way instead of stopping at it.
 * @param {Stand} stand @param {Intent} intent @param {number} dt @param {Ground} ground
 * @returns {Stand}
 */
export function walk(stand, intent, dt, ground) {
  const yaw = stand.yaw + intent.turn * PACE.turn * dt;
  const pitch = clamp(stand.pitch + intent.look * PACE.turn * dt, -PACE.pitch, PACE.pitch);
  const size = Math.max(1, Math.hypot(intent.forward, intent.right));
  const ahead = (intent.forward / size) * PACE.walk * dt;
  const aside = (intent.right / size) * PACE.walk * dt;
  const dx = -Math.sin(yaw) * ahead + Math.cos(yaw) * aside;
  const dz = -Math.cos(yaw) * ahead - Math.sin(yaw) * aside;
  // Whoever was put inside a block (a new shelf, a teleport) may always walk out.
  const stuck = !free(stand.x, stand.z, ground);
  const x = stuck || free(stand.x + dx, stand.z, ground) ? stand.x + dx : stand.x;
  const z = stuck || free(x, stand.z + dz, ground) ? stand.z + dz : stand.z;
  return {
    x: clamp(x, ground.walls.x[0] + PACE.body, ground.walls.x[1] - PACE.body),
    z: clamp(z, ground.walls.z[0] + PACE.body, ground.walls.z[1] - PACE.body),
    yaw,
    pitch,
  };
}
