/**
 * Products that are still on their way: soft boxes of their true size with a ring that fills.
 * All of them together are two draw calls.
 * @module scene/ghosts
 */

import * as THREE from "three";
import { RoundedBoxGeometry } from "three/addons/geometries/RoundedBoxGeometry.js";

import { surface } from "./matt.js";

/** @typedef {import("./item.js").Item} Item */

const MOST = 256;

const RING = {
  vertexShader: `
    attribute float progress;
    varying vec2 at; varying float part;
    void main() {
      at = uv * 2.0 - 1.0; part = progress;
      vec4 middle = modelViewMatrix * instanceMatrix * vec4(0.0, 0.0, 0.0, 1.0);
      float size = length(instanceMatrix[0].xyz);
      gl_Position = projectionMatrix * (middle + vec4(position.xy * size, 0.02, 0.0));
    }`,
  fragmentShader: `
    varying vec2 at; varying float part;
    void main() {
      float r = length(at);
      float band = smoothstep(.98, .92, r) * smoothstep(.74, .8, r);
      float turn = atan(at.x, at.y) / 6.2831853;
      float filled = step(fract(turn + 1.0), part);
      if (band < .02 || part < 0.0) discard;
      gl_FragColor = vec4(mix(vec3(.86, .82, .76), vec3(.62, .40, .28), filled), band * mix(.5, .95, filled));
      #include <colorspace_fragment>
    }`,
};

export class Ghosts {
  /** @param {THREE.Object3D} parent @param {import("./quality.js").Quality} quality */
  constructor(parent, quality) {
    const soft = surface(quality, {
      color: 0xf3ece2, roughness: 1, transparent: true, opacity: 0.34, depthWrite: false,
    });
    this.boxes = new THREE.InstancedMesh(new RoundedBoxGeometry(1, 1, 1, 2, 0.06), soft, MOST);
    const ring = new THREE.PlaneGeometry(1, 1);
    this.progress = new THREE.InstancedBufferAttribute(new Float32Array(MOST), 1);
    ring.setAttribute("progress", this.progress);
    const shader = new THREE.ShaderMaterial({ ...RING, transparent: true, depthWrite: false });
    this.rings = new THREE.InstancedMesh(ring, shader, MOST);
    for (const mesh of [this.boxes, this.rings]) {
      mesh.frustumCulled = false;
      mesh.count = 0;
      parent.add(mesh);
    }
    this.boxes.renderOrder = 5; // over the showcase's backdrop, which covers the rest of the room
    this.rings.renderOrder = 6;
  }

  /** @param {Iterable<Item>} items those without a mesh */
  update(items) {
    let count = 0;
    const [matrix, size, middle, turn] = [new THREE.Matrix4(), new THREE.Vector3(), new THREE.Vector3(), new THREE.Quaternion()];
    for (const item of items) {
      if (item.level >= 0 || !item.group.visible || count >= MOST) continue;
      item.middle(middle);
      size.copy(item.size).multiplyScalar(item.group.scale.x).clampScalar(0.02, 20);
      item.group.getWorldQuaternion(turn);
      this.boxes.setMatrixAt(count, matrix.compose(middle, turn, size));
      const ring = Math.min(0.16, Math.max(0.05, item.radius * 0.5));
      this.rings.setMatrixAt(count, matrix.compose(middle, turn.identity(), size.setScalar(ring)));
      this.progress.setX(count, item.failed ? -1 : item.progress);
      count++;
    }
    for (const mesh of [this.boxes, this.rings]) {
      mesh.count = count;
      mesh.visible = count > 0;
      mesh.instanceMatrix.needsUpdate = true;
    }
    this.progress.needsUpdate = true;
  }

  dispose() {
    for (const mesh of [this.boxes, this.rings]) {
      mesh.geometry.dispose();
      /** @type {THREE.Material} */ (mesh.material).dispose();
      mesh.dispose();
    }
  }
}
