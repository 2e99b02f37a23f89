/**
 * What lies under the products: contact shadows, and rings around those that are meant.
 * @module scene/marks
 */

import * as THREE from "three";

import { painted, softSpot } from "./textures.js";

/** @typedef {import("./world.js").World} World */

const [MOST, RINGS] = [256, 24];

/** @param {THREE.Texture} map @param {number} color @param {number} count */
function decals(map, color, count) {
  const material = new THREE.MeshBasicMaterial({
    map, color, transparent: true, depthWrite: false, polygonOffset: true, polygonOffsetFactor: -2, toneMapped: false,
  });
  const mesh = new THREE.InstancedMesh(new THREE.PlaneGeometry(1, 1).rotateX(-Math.PI / 2), material, count);
  mesh.frustumCulled = false;
  mesh.count = 0;
  mesh.renderOrder = 1;
  return mesh;
}

const ring = () =>
  painted(256, 256, (pen) => {
    pen.strokeStyle = "rgb(255 255 255 / .95)";
    pen.lineWidth = 7;
    pen.shadowColor = "#fff";
    pen.shadowBlur = 16;
    pen.beginPath();
    pen.arc(128, 128, 104, 0, 7);
    pen.stroke();
  });

export class Marks {
  /** @param {THREE.Object3D} parent */
  constructor(parent) {
    this.shadows = decals(softSpot(), 0x2a1e14, MOST);
    /** @type {THREE.MeshBasicMaterial} */ (this.shadows.material).opacity = 0.5;
    this.rings = decals(ring(), 0xc4683c, RINGS);
    parent.add(this.shadows, this.rings);
  }

  /** @param {World} world */
  update(world) {
    const [matrix, at, size, turn] = [new THREE.Matrix4(), new THREE.Vector3(), new THREE.Vector3(), new THREE.Quaternion()];
    const meant = new Set([...world.highlighted, ...world.pointed.values()]);
    let [shadows, rings] = [0, 0];
    for (const item of world.items) {
      if (!item.group.visible) continue;
      const scale = item.group.scale.x;
      at.set(item.centre.x, item.bounds.min.y + 0.004 / scale, item.centre.z).applyMatrix4(item.group.matrixWorld);
      turn.setFromEuler(new THREE.Euler(0, new THREE.Euler().setFromQuaternion(item.group.quaternion, "YXZ").y, 0));
      const floats = item.held || item.spot?.hang || item.role === "showcase" || item.role === "worn";
      if (!floats && shadows < MOST) {
        size.set(item.size.x * scale * 1.35 + 0.03, 1, item.size.z * scale * 1.35 + 0.03);
        this.shadows.setMatrixAt(shadows++, matrix.compose(at, turn, size));
      }
      if (!meant.has(item.id) || item.role === "worn" || item.role === "showcase" || rings >= RINGS) continue;
      const wide = Math.max(0.12, Math.hypot(item.size.x, item.size.z) * scale * 1.12);
      this.rings.setMatrixAt(rings++, matrix.compose(at, turn, size.set(wide, 1, wide)));
    }
    for (const [mesh, count] of /** @type {[THREE.InstancedMesh, number][]} */ ([[this.shadows, shadows], [this.rings, rings]])) {
      mesh.count = count;
      mesh.visible = count > 0;
      mesh.instanceMatrix.needsUpdate = true;
    }
  }
}
