/**
 * Surfaces without gloss, for machines that draw on the processor: a glossy one is compiled and
 * drawn several times slower there, and metal with nothing to reflect would be black.
 * @module scene/matt
 */

import * as THREE from "three";

/** @typedef {import("three/addons/loaders/GLTFLoader.js").GLTFParser} GLTFParser */

const PLAIN = { pbrMetallicRoughness: { baseColorFactor: [0.5, 0.5, 0.5, 1] } };
const CLEAR = 0.35; // opacity of what light passes through

/**
 * A material of the room.
 * @param {import("./quality.js").Quality} quality @param {THREE.MeshStandardMaterialParameters} look
 */
export function surface({ matt }, look) {
  if (!matt) return new THREE.MeshStandardMaterial(look);
  const { roughness: _r, metalness: _m, ...rest } = look;
  return new THREE.MeshLambertMaterial(rest);
}

/** A plugin of GLTFLoader: here, since colourways bring materials of their own later. */
export class Matt {
  name = "showroom_matt";

  /** @param {GLTFParser} parser */
  constructor(parser) {
    this.parser = parser;
  }

  async beforeRoot() {
    const { json } = this.parser;
    json.materials ??= [];
    for (const material of json.materials) dull(material);
    // What has none would get one of the loader's own, all metal.
    const bare = (json.meshes ?? []).flatMap(bareOf);
    for (const primitive of bare) primitive.material = json.materials.length;
    if (bare.length) json.materials.push(PLAIN);
  }

  getMaterialType() {
    return THREE.MeshLambertMaterial;
  }

  /** @param {number} _index @param {THREE.MeshStandardMaterialParameters} params */
  async extendMaterialParams(_index, params) {
    delete params.metalness;
    delete params.roughness;
  }
}

/** @param {{primitives: {material?: number}[]}} mesh of the file's JSON */
const bareOf = ({ primitives }) => primitives.filter(({ material }) => material === undefined);

/** @param {any} material of the file's JSON */
function dull(material) {
  const { KHR_materials_unlit: unlit, KHR_materials_transmission: clear } = material.extensions ?? {};
  if (unlit) return;
  delete material.extensions;
  const base = material.pbrMetallicRoughness;
  delete base?.metallicRoughnessTexture;
  if (!clear?.transmissionFactor) return;
  const [r, g, b, a] = base?.baseColorFactor ?? [1, 1, 1, 1];
  material.pbrMetallicRoughness = { ...base, baseColorFactor: [r, g, b, a * CLEAR] };
  material.alphaMode = "BLEND";
}
