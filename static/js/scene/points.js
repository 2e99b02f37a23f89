/**
 * Where the points of a figure or of cloth lie, and how tight it is: `FIT1` bytes, as the server's
 * `assets_pipeline/drape/stream.py` writes them.
 * @module scene/points
 */

import * as THREE from "three";

const MAGIC = 0x31544946; // "FIT1", little-endian
const HEAD = 32;

/** @typedef {{places: Float32Array, tight: Uint8Array}} Points positions in metres; 128 is not tight */

/**
 * @param {ArrayBuffer} bytes
 * @returns {Points}
 * @throws {Error} they are not points
 */
export function read(bytes) {
  const view = new DataView(bytes);
  if (bytes.byteLength < HEAD || view.getUint32(0, true) !== MAGIC) throw new Error("not points");
  const count = view.getUint32(4, true);
  if (bytes.byteLength !== HEAD + 7 * count) throw new Error("points of another length");
  const number = (/** @type {number} */ at) => view.getFloat32(8 + 4 * at, true);
  const places = new Float32Array(3 * count);
  for (let i = 0; i < places.length; i += 1) places[i] = number(i % 3) + number(3 + (i % 3)) * view.getUint16(HEAD + 2 * i, true);
  return { places, tight: new Uint8Array(bytes, HEAD + 6 * count, count) };
}

/**
 * Unit normals of the points, by the area of the faces about each: smooth over seams, where several
 * vertices stand for one point.
 * @param {Float32Array} places
 * @param {ArrayLike<number>} faces of points, three each
 */
export function normals(places, faces) {
  const found = new Float32Array(places.length);
  const [a, b, c, out] = [0, 0, 0, 0].map(() => new THREE.Vector3());
  for (let at = 0; at < faces.length; at += 3) {
    const [i, j, k] = [faces[at] * 3, faces[at + 1] * 3, faces[at + 2] * 3];
    a.fromArray(places, i);
    out.crossVectors(b.fromArray(places, j).sub(a), c.fromArray(places, k).sub(a));
    for (const corner of [i, j, k]) for (let axis = 0; axis < 3; axis += 1) found[corner + axis] += out.getComponent(axis);
  }
  for (let at = 0; at < found.length; at += 3) a.fromArray(found, at).normalize().toArray(found, at);
  return found;
}

/**
 * Colour of a strain: cool where cloth is slack, its own where it lies easy, warm where it pulls.
 * @param {number} tight 0..255
 * @returns {[number, number, number]} linear
 */
export function heat(tight) {
  const pull = Math.max(-1, Math.min(1, (tight - 128) / 64)); // a tenth longer is wholly red
  return pull > 0 ? [1, 1 - 0.85 * pull, 1 - 0.9 * pull] : [1 + 0.6 * pull, 1 + 0.25 * pull, 1];
}

/**
 * Put every mesh under `root` that has points where they lie. Its geometry is its own from then on.
 * @param {THREE.Object3D} root @param {Points} points @param {boolean} shown whether tightness is
 */
export function place(root, { places, tight }, shown) {
  root.traverse((node) => {
    if (!(node instanceof THREE.Mesh)) return;
    const source = node.geometry.getAttribute("_source");
    if (!source) return;
    if (!node.userData.own) own(node);
    const { geometry } = node;
    const count = source.count;
    const index = geometry.index?.array ?? [];
    const out = normals(places, Array.from(index, (corner) => source.getX(corner)));
    const [position, normal, color] = [new Float32Array(3 * count), new Float32Array(3 * count), new Float32Array(3 * count)];
    for (let i = 0; i < count; i += 1) {
      const at = source.getX(i) * 3;
      position.set(places.subarray(at, at + 3), 3 * i);
      normal.set(out.subarray(at, at + 3), 3 * i);
      color.set(shown ? heat(tight[at / 3]) : [1, 1, 1], 3 * i);
    }
    geometry.setAttribute("position", new THREE.BufferAttribute(position, 3));
    geometry.setAttribute("normal", new THREE.BufferAttribute(normal, 3));
    geometry.setAttribute("color", new THREE.BufferAttribute(color, 3));
    geometry.computeBoundingSphere();
    geometry.computeBoundingBox();
  });
}

/** @param {THREE.Mesh} mesh */
function own(mesh) {
  mesh.geometry = mesh.geometry.clone();
  const materials = [mesh.material].flat().map((each) => Object.assign(each.clone(), { vertexColors: true }));
  mesh.material = Array.isArray(mesh.material) ? materials : materials[0];
  mesh.userData.own = true;
}
