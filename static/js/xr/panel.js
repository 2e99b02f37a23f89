/**
 * The page's panel inside the headset: drawn on a canvas, worked with a ray.
 * @module xr/panel
 */

import * as THREE from "three";

import { compose } from "./panel_pages.js";

/** @typedef {{x: number, y: number, w: number, h: number, key: string, act: () => void}} Region in pixels */
/** @typedef {import("./panel_pages.js").Content} Content */

export const PIXELS = [1024, 704];
const WIDE = 0.78; // metres
const AWAY = { distance: 0.95, yaw: 0.62, drop: 0.22 }; // from the eyes: to the left, below them
const STRAY = { metres: 1.8, radians: 1.15, ms: 1200 };

export class Panel {
  /** @param {THREE.Object3D} parent @param {Content} content */
  constructor(parent, content) {
    this.content = content;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = PIXELS;
    this.pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.texture = new THREE.CanvasTexture(canvas);
    this.texture.colorSpace = THREE.SRGBColorSpace;
    const size = /** @type {const} */ ([WIDE, (WIDE * PIXELS[1]) / PIXELS[0]]);
    const material = new THREE.MeshBasicMaterial({ map: this.texture, transparent: true, toneMapped: false });
    this.mesh = new THREE.Mesh(new THREE.PlaneGeometry(...size), material);
    this.mesh.visible = false;
    this.mesh.renderOrder = 8;
    parent.add(this.mesh);
    /** @type {Region[]} */
    this.regions = [];
    this.over = "";
    this.stale = true;
    this.strayed = 0;
    this.hovered = 0;
  }

  /** @param {boolean} shown */
  set shown(shown) {
    this.mesh.visible = shown;
    this.stale = shown;
    this.strayed = -Infinity;
  }

  /** @param {THREE.Ray} ray @returns {import("../input/handling.js").Surface | null} */
  surface(ray) {
    if (!this.mesh.visible) return null;
    const caster = new THREE.Raycaster(ray.origin, ray.direction, 0, 5);
    const [hit] = caster.intersectObject(this.mesh, false);
    if (!hit?.uv) return null;
    const [x, y] = [hit.uv.x * PIXELS[0], (1 - hit.uv.y) * PIXELS[1]];
    const region = this.regions.find((r) => x >= r.x && x <= r.x + r.w && y >= r.y && y <= r.y + r.h);
    return {
      distance: hit.distance,
      hover: () => this.#hover(region?.key ?? ""),
      tap: () => {
        region?.act();
        this.stale = true;
      },
    };
  }

  /** Where the middle of a button is in the room, for tests. @param {string} key */
  spot(key) {
    const region = this.regions.find((r) => r.key === key);
    if (!region) return null;
    const [u, v] = [(region.x + region.w / 2) / PIXELS[0] - 0.5, 0.5 - (region.y + region.h / 2) / PIXELS[1]];
    const at = new THREE.Vector3(u * WIDE, (v * WIDE * PIXELS[1]) / PIXELS[0], 0).applyMatrix4(this.mesh.matrixWorld);
    return { x: at.x, y: at.y, z: at.z };
  }

  /** @param {string} key */
  #hover(key) {
    this.hovered = performance.now();
    if (key === this.over) return;
    this.over = key;
    this.stale = true;
  }

  /** @param {number} t @param {THREE.Camera} head */
  update(t, head) {
    if (!this.mesh.visible) return;
    this.#follow(t, head);
    if (this.over && t - this.hovered > 120) this.#hover("");
    if (!this.stale) return;
    this.stale = false;
    this.regions = compose(this.pen, this.content, this.over, () => (this.stale = true));
    this.texture.needsUpdate = true;
  }

  /** Stays where it is until it has been out of reach or out of sight for a while. @param {number} t @param {THREE.Camera} head */
  #follow(t, head) {
    const eye = new THREE.Vector3().setFromMatrixPosition(head.matrixWorld);
    const ahead = head.getWorldDirection(new THREE.Vector3()).setY(0).normalize();
    const way = this.mesh.position.clone().sub(eye).setY(0);
    const near = way.length() < STRAY.metres && way.angleTo(ahead) < STRAY.radians;
    if (near) this.strayed = t;
    if (near || t - this.strayed < STRAY.ms) return;
    this.strayed = t;
    ahead.applyAxisAngle(new THREE.Vector3(0, 1, 0), AWAY.yaw);
    this.mesh.position.copy(eye).addScaledVector(ahead, AWAY.distance);
    this.mesh.position.y -= AWAY.drop;
    this.mesh.lookAt(eye);
    this.mesh.updateMatrixWorld();
  }
}
