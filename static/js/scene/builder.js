/**
 * Collects shapes by material and makes one mesh of each: a room in a dozen draw calls.
 * @module scene/builder
 */

import * as THREE from "three";
import { RoundedBoxGeometry } from "three/addons/geometries/RoundedBoxGeometry.js";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";

/** @typedef {[number, number, number]} Vec */

export class Builder {
  constructor() {
    /** @type {Map<THREE.Material, THREE.BufferGeometry[]>} */
    this.parts = new Map();
  }

  /**
   * @param {THREE.Material} material @param {THREE.BufferGeometry} geometry
   * @param {Vec} [at] @param {Vec} [turn] radians about x, y, z
   */
  add(material, geometry, at = [0, 0, 0], turn = [0, 0, 0]) {
    const place = new THREE.Matrix4().makeRotationFromEuler(new THREE.Euler(...turn)).setPosition(...at);
    const plain = geometry.index ? geometry.toNonIndexed() : geometry;
    plain.applyMatrix4(place);
    for (const name of Object.keys(plain.attributes))
      if (!["position", "normal", "uv"].includes(name)) plain.deleteAttribute(name);
    this.parts.set(material, [...(this.parts.get(material) ?? []), plain]);
  }

  /** A box standing on `at`. @param {THREE.Material} material @param {Vec} size @param {Vec} at @param {number} [yaw] */
  box(material, size, at, yaw = 0, radius = 0.012) {
    const round = Math.min(radius, Math.min(...size) / 2.01);
    const geometry = radius ? new RoundedBoxGeometry(...size, 2, round) : new THREE.BoxGeometry(...size);
    worldUv(geometry, size);
    this.add(material, geometry, [at[0], at[1] + size[1] / 2, at[2]], [0, yaw, 0]);
  }

  /** A round thing standing on `at`. @param {THREE.Material} material @param {number} radius @param {number} height @param {Vec} at */
  drum(material, radius, height, at, sides = 64) {
    const bevel = Math.min(0.02, height / 3);
    const outline = [
      [0, 0], [radius, 0], [radius, height - bevel], [radius - bevel * 0.3, height - bevel * 0.3],
      [radius - bevel, height], [0, height],
    ].map(([x, y]) => new THREE.Vector2(x, y));
    const geometry = new THREE.LatheGeometry(outline, sides);
    this.add(material, geometry.toNonIndexed(), at);
    const last = this.parts.get(material)?.at(-1);
    last?.computeVertexNormals();
  }

  /** A rod between two points. @param {THREE.Material} material @param {Vec} from @param {Vec} to @param {number} [radius] */
  rod(material, from, to, radius = 0.012) {
    const [a, b] = [new THREE.Vector3(...from), new THREE.Vector3(...to)];
    const geometry = new THREE.CylinderGeometry(radius, radius, a.distanceTo(b), 12);
    const turn = new THREE.Quaternion().setFromUnitVectors(new THREE.Vector3(0, 1, 0), b.clone().sub(a).normalize());
    geometry.applyQuaternion(turn);
    const middle = a.add(b).multiplyScalar(0.5);
    this.add(material, geometry, [middle.x, middle.y, middle.z]);
  }

  /** @param {THREE.Object3D} parent */
  build(parent, { cast = true, receive = true } = {}) {
    for (const [material, geometries] of this.parts) {
      const mesh = new THREE.Mesh(mergeGeometries(geometries), material);
      mesh.castShadow = cast && !(material instanceof THREE.MeshBasicMaterial);
      mesh.receiveShadow = receive;
      mesh.matrixAutoUpdate = false;
      parent.add(mesh);
    }
  }
}

/** One texture repeat per metre on every face. @param {THREE.BufferGeometry} geometry @param {Vec} size */
function worldUv(geometry, size) {
  const [position, normal, uv] = ["position", "normal", "uv"].map((name) => geometry.getAttribute(name));
  for (let i = 0; i < position.count; i++) {
    const [nx, ny] = [Math.abs(normal.getX(i)), Math.abs(normal.getY(i))];
    const [x, y, z] = [position.getX(i), position.getY(i), position.getZ(i)];
    // Wood grain runs along the longest side of what it is made of.
    const along = size[2] > size[0];
    if (ny > 0.6) uv.setXY(i, along ? z : x, along ? x : z);
    else if (nx > 0.6) uv.setXY(i, z, y);
    else uv.setXY(i, x, y);
  }
}
