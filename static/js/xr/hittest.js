/**
 * Where a ray meets the real floor, table or wall, and the ring that shows it.
 * @module xr/hittest
 */

import * as THREE from "three";

export class HitTest {
  /** @param {XRSession} session @param {THREE.Object3D} parent */
  constructor(session, parent) {
    this.session = session;
    /** @type {XRHitTestSource | null} */
    this.source = null;
    /** @type {XRInputSource | "viewer" | null} */
    this.aimedBy = null;
    /** The place in the room. @type {THREE.Vector3 | null} */
    this.at = null;
    const shape = new THREE.RingGeometry(0.085, 0.105, 48).rotateX(-Math.PI / 2);
    this.ring = new THREE.Mesh(shape, new THREE.MeshBasicMaterial({ color: 0xfff6ea, toneMapped: false, transparent: true, opacity: 0.9 }));
    this.ring.matrixAutoUpdate = false;
    this.ring.visible = false;
    parent.add(this.ring);
  }

  /** The hand that points aims; on a phone, or with gaze alone, the middle of the view. */
  #aim() {
    const hand = [...this.session.inputSources].find((input) => input.targetRayMode === "tracked-pointer");
    const by = hand ?? "viewer";
    if (by === this.aimedBy) return;
    this.aimedBy = by;
    this.source?.cancel();
    this.source = null;
    void this.#open(by);
  }

  /** @param {XRInputSource | "viewer"} by */
  async #open(by) {
    try {
      const space = by === "viewer" ? await this.session.requestReferenceSpace("viewer") : by.targetRaySpace;
      const source = await this.session.requestHitTestSource?.({ space });
      if (this.aimedBy === by) this.source = source ?? null;
      else source?.cancel();
    } catch {
      // No hit test on this device, or the session has ended: products are placed at one's feet.
      this.source = null;
    }
  }

  /** @param {XRFrame} frame @param {XRReferenceSpace} space @param {THREE.Matrix4} rig @param {boolean} wanted show the ring */
  update(frame, space, rig, wanted) {
    this.#aim();
    const hit = this.source ? frame.getHitTestResults(this.source)[0]?.getPose(space) : undefined;
    this.ring.visible = Boolean(hit) && wanted;
    this.at = null;
    if (!hit) return;
    this.ring.matrix.fromArray(hit.transform.matrix).premultiply(rig);
    this.at = new THREE.Vector3().setFromMatrixPosition(this.ring.matrix);
  }

  dispose() {
    this.source?.cancel();
    this.ring.removeFromParent();
    this.ring.geometry.dispose();
  }
}
