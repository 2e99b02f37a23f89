/**
 * Walking with the thumbsticks: gliding with the left (or the only one), turning by steps with the
 * right.
 * @module xr/locomotion
 */

import * as THREE from "three";

/** @typedef {import("./sources.js").Source} Source */
/** @typedef {import("../scene/person.js").Person} Person */

const SNAP = { on: 0.7, off: 0.3, angle: Math.PI / 6 };
const DEAD = 0.15; // of the thumbstick's way

/** @param {Source} source @param {Person} person @param {THREE.Camera} head @param {number} dt seconds */
export function stick(source, person, head, dt) {
  const axes = source.input.gamepad?.axes ?? [];
  const [x, y] = axes.length >= 4 ? [axes[2], axes[3]] : [axes[0] ?? 0, axes[1] ?? 0];
  const ahead = head.getWorldDirection(new THREE.Vector3());
  const turning = source.pointer.hand === "right";
  const [right, forward] = [turning || Math.abs(x) < DEAD ? 0 : x, Math.abs(y) < DEAD ? 0 : -y];
  person.walk({ forward, right, turn: 0, look: 0 }, dt, Math.atan2(-ahead.x, -ahead.z));
  if (!turning) return;
  if (Math.abs(x) < SNAP.off) source.snapped = false;
  if (Math.abs(x) < SNAP.on || source.snapped) return;
  source.snapped = true;
  turnAround(person, head, -Math.sign(x) * SNAP.angle);
}

/** About the head, not about the middle of the play area. @param {Person} person @param {THREE.Camera} head @param {number} angle radians */
function turnAround({ stand }, head, angle) {
  const eye = new THREE.Vector3().setFromMatrixPosition(head.matrixWorld);
  const way = new THREE.Vector3(stand.x - eye.x, 0, stand.z - eye.z).applyAxisAngle(new THREE.Vector3(0, 1, 0), angle);
  Object.assign(stand, { x: eye.x + way.x, z: eye.z + way.z, yaw: stand.yaw + angle });
}
