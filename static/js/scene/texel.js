/**
 * How much of a mesh one texel covers: what says when a texture looks blurred.
 * @module scene/texel
 */

import * as THREE from "three";

/** @param {THREE.Vector2} a @param {THREE.Vector2} b @param {THREE.Vector2} c @returns {number} */
const flatArea = (a, b, c) => Math.abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;

/** Colour maps alone are counted: they are what one reads. @param {THREE.Mesh} mesh @returns {THREE.Texture | null} */
const colours = (mesh) => [mesh.material].flat().map((material) => Reflect.get(material, "map")).find(Boolean) ?? null;

/** @param {THREE.BufferGeometry} geometry @returns {{metres: number, uv: number}} area of all triangles, in the room and in the texture */
function areas({ index, attributes: { position, uv } }) {
  const [a, b, c] = [new THREE.Vector3(), new THREE.Vector3(), new THREE.Vector3()];
  const [u, v, w] = [new THREE.Vector2(), new THREE.Vector2(), new THREE.Vector2()];
  const sum = { metres: 0, uv: 0 };
  const count = index ? index.count : position.count;
  for (let i = 0; i + 2 < count; i += 3) {
    const [p, q, r] = [i, i + 1, i + 2].map((at) => (index ? index.getX(at) : at));
    a.fromBufferAttribute(position, p);
    b.fromBufferAttribute(position, q).sub(a);
    c.fromBufferAttribute(position, r).sub(a);
    sum.metres += b.cross(c).length() / 2;
    if (!uv) continue;
    sum.uv += flatArea(u.set(uv.getX(p), uv.getY(p)), v.set(uv.getX(q), uv.getY(q)), w.set(uv.getX(r), uv.getY(r)));
  }
  return sum;
}

/**
 * @param {THREE.Object3D} root with its matrices
 * @returns {number} metres that a texel of the coarsest colour map covers, on the mean; 0 without any
 */
export function texelSize(root) {
  let coarsest = 0;
  const stretch = new THREE.Vector3();
  root.updateWorldMatrix(false, true);
  root.traverse((node) => {
    const map = node instanceof THREE.Mesh ? colours(node) : null;
    const image = /** @type {{width?: number, height?: number} | undefined} */ (map?.image);
    if (!map || !image?.width || !image.height || !(node instanceof THREE.Mesh)) return;
    const { metres, uv } = areas(node.geometry);
    const texels = uv * Math.abs(map.repeat.x * map.repeat.y) * image.width * image.height;
    const scale = Math.cbrt(Math.abs(stretch.setFromMatrixScale(node.matrixWorld).x * stretch.y * stretch.z));
    if (texels > 0) coarsest = Math.max(coarsest, scale * Math.sqrt(metres / texels));
  });
  return coarsest;
}
