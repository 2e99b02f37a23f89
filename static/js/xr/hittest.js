/**
 * Where a ray meets the real floor, table or wall, and the ring that shows it.
 * @module xr/hittest
 */

import * as THREE from "three";

/** @typedef {XRInputSource | "viewer"} Aim what a ray comes from: a hand that points, or the middle of the view */

export class HitTest {
  /** @param {XRSession} session @param {THREE.Object3D} parent */
  constructor(session, parent) {
    this.session = session;
    /** Both hands aim at once. A ray that cannot be followed has no source. @type {Map<Aim, XRHitTestSource | null>} */
    this.sources = new Map();
    /** Where each meets the real room, in metres of the showroom. @type {Map<Aim, THREE.Matrix4>} */
    this.places = new Map();
    /** The hand that pressed last: the ring is where its ray ends. @type {XRInputSource | null} */
    this.leading = null;
    const shape = new THREE.RingGeometry(0.085, 0.105, 48).rotateX(-Math.PI / 2);
    this.ring = new THREE.Mesh(shape, new THREE.MeshBasicMaterial({ color: 0xfff6ea, toneMapped: false, transparent: true, opacity: 0.9 }));
    this.ring.matrixAutoUpdate = false;
    this.ring.visible = false;
    parent.add(this.ring);
  }

  /** The place of the leading hand, else of the right one, else of any. @returns {THREE.Vector3 | null} */
  get at() {
    const place = this.#place();
    return place ? new THREE.Vector3().setFromMatrixPosition(place) : null;
  }

  #place() {
    if (this.leading && this.sources.has(this.leading)) return this.places.get(this.leading);
    const right = [...this.places.keys()].find((aim) => aim !== "viewer" && aim.handedness === "right");
    return right ? this.places.get(right) : [...this.places.values()][0];
  }

  /** Hands that point aim; on a phone, or with gaze alone, the middle of the view does. */
  #aim() {
    /** @type {Aim[]} */
    const hands = [...this.session.inputSources].filter((input) => input.targetRayMode === "tracked-pointer");
    const wanted = new Set(hands.length ? hands : [/** @type {Aim} */ ("viewer")]);
    for (const [aim, source] of this.sources)
      if (!wanted.has(aim)) {
        source?.cancel();
        this.sources.delete(aim);
      }
    for (const aim of wanted) if (!this.sources.has(aim)) void this.#open(aim);
  }

  /** @param {Aim} aim */
  async #open(aim) {
    this.sources.set(aim, null);
    try {
      const space = aim === "viewer" ? await this.session.requestReferenceSpace("viewer") : aim.targetRaySpace;
      const source = (await this.session.requestHitTestSource?.({ space })) ?? null;
      if (this.sources.has(aim)) this.sources.set(aim, source);
      else source?.cancel();
    } catch {
      // No hit test on this device, or the session has ended: products are placed at one's feet.
    }
  }

  /** @param {XRFrame} frame @param {XRReferenceSpace} space @param {THREE.Matrix4} rig @param {boolean} wanted show the ring */
  update(frame, space, rig, wanted) {
    this.#aim();
    this.places.clear();
    for (const [aim, source] of this.sources) {
      const hit = source ? frame.getHitTestResults(source)[0]?.getPose(space) : undefined;
      if (hit) this.places.set(aim, new THREE.Matrix4().fromArray(hit.transform.matrix).premultiply(rig));
    }
    const place = this.#place();
    this.ring.visible = Boolean(place) && wanted;
    if (place) this.ring.matrix.copy(place);
  }

  dispose() {
    for (const source of this.sources.values()) source?.cancel();
    this.sources.clear();
    this.ring.removeFromParent();
    this.ring.geometry.dispose();
  }
}
