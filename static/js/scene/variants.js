/**
 * Colourways by `KHR_materials_variants`, as a function over one copy of a GLB.
 * @module scene/variants
 */

import * as THREE from "three";

/** @typedef {import("three/addons/loaders/GLTFLoader.js").GLTF} GLTF */
/** @typedef {{material: number, variants: number[]}} Mapping */

/** @param {THREE.Object3D} node @returns {Mapping[]} */
const mappings = (node) => node.userData.gltfExtensions?.KHR_materials_variants?.mappings ?? [];

/**
 * @param {GLTF} gltf the original, whose parser makes materials
 * @param {THREE.Object3D} root the copy to paint
 * @returns {(index: number | null) => Promise<void>} `null`: as the file came
 */
export function variantPainter(gltf, root) {
  /** @type {Map<THREE.Mesh, THREE.Material | THREE.Material[]>} */
  const original = new Map();
  root.traverse((node) => {
    if (node instanceof THREE.Mesh && mappings(node).length) original.set(node, node.material);
  });
  let latest = 0;
  return async (index) => {
    const turn = ++latest;
    const chosen = await Promise.all(
      [...original].map(async ([mesh, usual]) => {
        const mapping = index === null ? undefined : mappings(mesh).find((m) => m.variants.includes(index));
        return { mesh, material: mapping ? await finished(gltf, mesh, mapping.material) : usual };
      }),
    );
    if (turn !== latest) return; // a newer choice has overtaken this one
    for (const { mesh, material } of chosen) mesh.material = material;
  };
}

/** @param {GLTF} gltf @param {THREE.Mesh} mesh @param {number} index */
async function finished(gltf, mesh, index) {
  const before = mesh.material;
  mesh.material = await gltf.parser.getDependency("material", index);
  gltf.parser.assignFinalMaterial(mesh); // vertex colours, tangents, flat shading as the mesh needs
  const material = mesh.material;
  mesh.material = before;
  return material;
}
