import assert from "node:assert/strict";
import test from "node:test";

import * as THREE from "../../static/node_modules/three/build/three.module.js";

import { heat, normals, place, read } from "../../static/js/scene/points.js";

/** @param {number[][]} places as u16 steps of a millimetre from (1, 2, 3) @param {number[]} tight */
function bytes(places, tight) {
  const view = new DataView(new ArrayBuffer(32 + 7 * places.length));
  view.setUint32(0, 0x31544946, true);
  view.setUint32(4, places.length, true);
  [1, 2, 3, 0.001, 0.001, 0.001].forEach((value, i) => view.setFloat32(8 + 4 * i, value, true));
  places.flat().forEach((value, i) => view.setUint16(32 + 2 * i, value, true));
  tight.forEach((value, i) => view.setUint8(32 + 6 * places.length + i, value));
  return view.buffer;
}

const near = (/** @type {ArrayLike<number>} */ found, /** @type {number[]} */ wanted) =>
  wanted.forEach((value, i) => assert.ok(Math.abs(found[i] - value) < 1e-5, `${i}: ${found[i]} is not ${value}`));

test("points are read in metres, and how tight each is", () => {
  const points = read(bytes([[0, 0, 0], [1000, 0, 65535]], [128, 255]));
  near(points.places, [1, 2, 3, 2, 2, 68.535]);
  assert.deepEqual([...points.tight], [128, 255]);
});

test("other bytes are refused", () => {
  const good = bytes([[0, 0, 0]], [1]);
  for (const bad of [new ArrayBuffer(0), new ArrayBuffer(64), good.slice(0, 38), good.slice(1)]) assert.throws(() => read(bad));
});

test("normals are smooth over a seam", () => {
  const square = new Float32Array([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0]);
  near(normals(square, [0, 1, 2, 0, 2, 3]), [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1]);
});

test("a mesh moves to its points; the one it was cloned from stays", () => {
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.BufferAttribute(new Float32Array(12), 3));
  geometry.setAttribute("_source", new THREE.BufferAttribute(new Float32Array([0, 1, 2, 0]), 1)); // one point twice: a seam
  geometry.setIndex([0, 1, 2, 3, 1, 2]);
  const mesh = new THREE.Mesh(geometry, new THREE.MeshStandardMaterial());
  const root = new THREE.Group().add(mesh);
  place(root, read(bytes([[0, 0, 0], [1000, 0, 0], [0, 1000, 0]], [128, 192, 64])), true);
  near(mesh.geometry.getAttribute("position").array, [1, 2, 3, 2, 2, 3, 1, 3, 3, 1, 2, 3]);
  near(mesh.geometry.getAttribute("normal").array, [0, 0, 1]);
  near(mesh.geometry.getAttribute("color").array, [1, 1, 1, ...heat(192)]);
  assert.equal(geometry.getAttribute("position").array[0], 0);
  place(root, read(bytes([[5, 0, 0], [1000, 0, 0], [0, 1000, 0]], [128, 192, 64])), false);
  near(mesh.geometry.getAttribute("color").array, [1, 1, 1, 1, 1, 1]);
});

test("what pulls is warm, what is slack is cool", () => {
  assert.deepEqual(heat(128), [1, 1, 1]);
  const [tight, loose] = [heat(255), heat(0)];
  assert.ok(tight[0] > tight[2] && loose[2] > loose[0]);
});
