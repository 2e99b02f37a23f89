/**
 * Controllers and hands as they are seen, from our own profiles folder, and their rays.
 * @module xr/models
 */

import * as THREE from "three";
import { XRControllerModelFactory } from "three/addons/webxr/XRControllerModelFactory.js";
import { XRHandMeshModel } from "three/addons/webxr/XRHandMeshModel.js";

/** @typedef {import("./sources.js").Source} Source */

const PROFILES = "/vendor/profiles";

/** @param {THREE.WebGLRenderer} renderer @param {THREE.Group} rig */
export function addModels(renderer, rig) {
  const controllers = new XRControllerModelFactory().setPath(PROFILES);
  /** @type {THREE.Object3D[]} */
  const added = [];
  for (const index of [0, 1]) {
    const grip = renderer.xr.getControllerGrip(index);
    grip.add(controllers.createControllerModel(grip));
    const hand = renderer.xr.getHand(index);
    const shape = new THREE.Group();
    hand.add(shape);
    hand.addEventListener("connected", ({ data }) => {
      if (!data.hand || shape.children.length) return;
      const mesh = new XRHandMeshModel(/** @type {any} */ (shape), hand, `${PROFILES}/generic-hand/`, data.handedness);
      shape.userData.mesh = mesh;
    });
    added.push(grip, hand);
  }
  rig.add(...added);
  return {
    /** Bones follow the joints. */
    update: () => {
      for (const object of added)
        for (const child of object.children) /** @type {XRHandMeshModel | undefined} */ (child.userData.mesh)?.updateMesh();
    },
  };
}

/** One line per pointer, fading towards its end. */
export class Rays {
  /** @param {THREE.Object3D} parent */
  constructor(parent) {
    const geometry = new THREE.CylinderGeometry(0.0022, 0.0012, 1, 6, 1, true).rotateX(Math.PI / 2).translate(0, 0, -0.5);
    const material = new THREE.MeshBasicMaterial({ color: 0xfff6ea, transparent: true, opacity: 0.55, toneMapped: false, depthWrite: false });
    this.lines = new THREE.InstancedMesh(geometry, material, 4);
    const dot = new THREE.MeshBasicMaterial({ color: 0xc4683c, toneMapped: false });
    this.dots = new THREE.InstancedMesh(new THREE.SphereGeometry(1, 12, 8), dot, 4);
    for (const mesh of [this.lines, this.dots]) {
      mesh.frustumCulled = false;
      mesh.count = 0;
      parent.add(mesh);
    }
  }

  /** @param {Source[]} sources @param {(ray: THREE.Ray) => number | null} distance to what is met */
  update(sources, distance) {
    const [matrix, turn, size, at] = [new THREE.Matrix4(), new THREE.Quaternion(), new THREE.Vector3(), new THREE.Vector3()];
    let count = 0;
    for (const { pointer, input } of sources) {
      if (!pointer.at || input.targetRayMode !== "tracked-pointer" || count >= 4) continue;
      const met = distance(pointer.ray);
      turn.setFromUnitVectors(new THREE.Vector3(0, 0, -1), pointer.ray.direction);
      this.lines.setMatrixAt(count, matrix.compose(pointer.ray.origin, turn, size.set(1, 1, met ?? 1.2)));
      pointer.ray.at(met ?? 0, at);
      this.dots.setMatrixAt(count, matrix.compose(at, turn, size.setScalar(met === null ? 0 : 0.007)));
      count++;
    }
    for (const mesh of [this.lines, this.dots]) {
      mesh.count = count;
      mesh.instanceMatrix.needsUpdate = true;
    }
  }
}
