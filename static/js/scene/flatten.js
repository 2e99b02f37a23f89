/**
 * A product as one mesh with its colours in the vertices: how it is shown from afar.
 * @module scene/flatten
 */

import * as THREE from "three";

/** @type {WeakMap<object, THREE.Color>} mean colour by image, linear */
const means = new WeakMap();

/** @param {THREE.Texture | null} texture */
function meanColor(texture) {
  const image = /** @type {any} */ (texture?.image);
  if (!texture || !image?.width || "isCompressedTexture" in texture) return new THREE.Color(1, 1, 1);
  const known = means.get(image);
  if (known) return known;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, 0, 0, 8, 8);
  const { data } = pen.getImageData(0, 0, 8, 8);
  const sum = new THREE.Color(0, 0, 0);
  const pixel = new THREE.Color();
  let opaque = 0;
  for (let i = 0; i < data.length; i += 4) {
    pixel.setRGB(data[i] / 255, data[i + 1] / 255, data[i + 2] / 255, THREE.SRGBColorSpace);
    sum.add(pixel.multiplyScalar(data[i + 3]));
    opaque += data[i + 3];
  }
  const mean = opaque ? sum.multiplyScalar(1 / opaque) : sum.setRGB(1, 1, 1);
  means.set(image, mean);
  return mean;
}

/** Draw calls of an object, and whether it can be flattened. @param {THREE.Object3D} root */
export function measure(root) {
  let [calls, vertices, still] = [0, 0, true];
  root.traverse((node) => {
    if (!(node instanceof THREE.Mesh)) return;
    calls += Array.isArray(node.material) ? node.material.length : 1;
    vertices += node.geometry.getAttribute("position")?.count ?? 0;
    // What bends, or can be seen through, is not the same as a plain coloured shape.
    if (node instanceof THREE.SkinnedMesh || node.morphTargetInfluences?.length) still = false;
    if ([node.material].flat().some((material) => material.transparent || material.transmission > 0)) still = false;
  });
  return { calls, vertices, still };
}

/**
 * @param {THREE.Object3D} root with its matrices up to date
 * @returns {THREE.BufferGeometry} position, normal, color and index, in the frame of `root`'s parent
 */
export function flatten(root) {
  root.updateWorldMatrix(true, true);
  const back = root.parent ? root.parent.matrixWorld.clone().invert() : new THREE.Matrix4();
  /** @type {{positions: number[], normals: number[], colors: number[], index: number[]}} */
  const out = { positions: [], normals: [], colors: [], index: [] };
  root.traverse((node) => {
    if (node instanceof THREE.Mesh && node.visible) append(out, node, back);
  });
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.Float32BufferAttribute(out.positions, 3));
  geometry.setAttribute("normal", new THREE.Float32BufferAttribute(out.normals, 3));
  geometry.setAttribute("color", new THREE.Float32BufferAttribute(out.colors, 3));
  geometry.setIndex(out.index);
  return geometry;
}

/** @param {{positions: number[], normals: number[], colors: number[], index: number[]}} out @param {THREE.Mesh} mesh @param {THREE.Matrix4} back */
function append(out, mesh, back) {
  const { position, normal, color } = mesh.geometry.attributes;
  const material = /** @type {THREE.MeshStandardMaterial} */ ([mesh.material].flat()[0]);
  const base = (material.color ?? new THREE.Color(1, 1, 1)).clone().multiply(meanColor(material.map ?? null));
  const matrix = new THREE.Matrix4().multiplyMatrices(back, mesh.matrixWorld);
  const turn = new THREE.Matrix3().getNormalMatrix(matrix);
  const [first, at, up, tint] = [out.positions.length / 3, new THREE.Vector3(), new THREE.Vector3(), new THREE.Color()];
  for (let i = 0; i < position.count; i++) {
    at.fromBufferAttribute(position, i).applyMatrix4(matrix);
    if (normal) up.fromBufferAttribute(normal, i).applyMatrix3(turn).normalize();
    else up.set(0, 1, 0);
    tint.copy(base);
    if (color && material.vertexColors) tint.multiply(new THREE.Color().fromBufferAttribute(color, i));
    out.positions.push(at.x, at.y, at.z);
    out.normals.push(up.x, up.y, up.z);
    out.colors.push(tint.r, tint.g, tint.b);
  }
  const { index } = mesh.geometry;
  const count = index ? index.count : position.count;
  const mirrored = matrix.determinant() < 0;
  for (let i = 0; i + 2 < count; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => first + (index ? index.getX(i + k) : i + k));
    out.index.push(a, mirrored ? c : b, mirrored ? b : c);
  }
}
