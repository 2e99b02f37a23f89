/**
 * What the shopper sees: for "that one on the left", and for tests that need to click on it.
 * @module scene/view
 */

import * as THREE from "three";

/** @typedef {import("../types.js").Seen} Seen */
/** @typedef {import("./world.js").World} World */

const [MOST, FAR] = [64, 12];
const CONE = { pointed: 12, gazed: 25 }; // degrees from the ray at which the weight is 0

/** 1 in the centre of the ray, 0 from `cone` degrees on. @param {number} degrees @param {number} cone */
export const weight = (degrees, cone) => Math.max(0, Math.min(1, 1 - degrees / cone));

/** @param {number} value */
const mm = (value) => Math.round(value * 1000) / 1000;

/**
 * @param {World} world @param {THREE.Camera} camera
 * @param {THREE.Ray[]} rays of pointers in use
 * @returns {Seen[]} nearest to attention first, each product once
 */
export function visible(world, camera, rays) {
  const frustum = new THREE.Frustum().setFromProjectionMatrix(
    new THREE.Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse),
  );
  const [middle, way, sphere] = [new THREE.Vector3(), new THREE.Vector3(), new THREE.Sphere()];
  /** @type {Map<string, Seen & {sum: number}>} */
  const seen = new Map();
  const degrees = (/** @type {THREE.Vector3} */ a, /** @type {THREE.Vector3} */ b) => THREE.MathUtils.radToDeg(a.angleTo(b));
  for (const item of world.items) {
    if (!world.shows(item)) continue;
    item.middle(middle);
    if (!frustum.intersectsSphere(sphere.set(middle, item.radius * 0.5))) continue;
    const local = middle.clone().applyMatrix4(camera.matrixWorldInverse);
    if (local.length() > FAR) continue;
    const gazed = weight(degrees(local, new THREE.Vector3(0, 0, -1)), CONE.gazed);
    const on = [...world.pointed.values()].includes(item.id);
    const angles = rays.map((ray) => degrees(way.subVectors(middle, ray.origin), ray.direction));
    const pointed = on ? 1 : Math.min(0.95, weight(Math.min(180, ...angles), CONE.pointed));
    const sum = gazed + pointed;
    const before = seen.get(item.id);
    if (before && before.sum >= sum) continue;
    seen.set(item.id, { product: item.id, position: [mm(local.x), mm(local.y), mm(local.z)], pointed: mm(pointed), gazed: mm(gazed), sum });
  }
  const sorted = [...seen.values()].sort((a, b) => b.sum - a.sum).slice(0, MOST);
  return sorted.map(({ product, position, pointed, gazed }) => ({ product, position, pointed, gazed }));
}

/**
 * Where a product is on the page.
 * @param {World} world @param {THREE.Camera} camera @param {HTMLCanvasElement} canvas @param {string} id
 * @returns {{x: number, y: number} | null} CSS pixels; null when it is not shown or not in view
 */
export function project(world, camera, canvas, id) {
  const item = world.best(id);
  if (!item) return null;
  const at = item.middle(new THREE.Vector3()).project(camera);
  if (Math.abs(at.x) > 1 || Math.abs(at.y) > 1 || at.z > 1) return null;
  const box = canvas.getBoundingClientRect();
  return { x: box.left + ((at.x + 1) / 2) * box.width, y: box.top + ((1 - at.y) / 2) * box.height };
}
