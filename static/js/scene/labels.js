/**
 * Words in the room: one canvas, cut into cells; one mesh for all that hang at a time.
 * @module scene/labels
 */

import * as THREE from "three";

export const FONT = '"Inter", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
export const INK = { text: "#2f2822", quiet: "#7a6d60", accent: "#a8542c", paper: "#fdfaf4" };

/** The longest beginning that fits. @param {CanvasRenderingContext2D} pen @param {string} text @param {number} width */
export function fitted(pen, text, width) {
  if (pen.measureText(text).width <= width) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pen.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low)}…`;
}

/** Breaks a text into at most `most` lines. @param {CanvasRenderingContext2D} pen @param {string} text @param {number} width @param {number} most */
export function wrapped(pen, text, width, most) {
  // Chinese breaks between any two signs, English between words.
  const parts = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  const lines = [""];
  for (const part of parts) {
    if (pen.measureText(lines[lines.length - 1] + part).width > width && lines[lines.length - 1]) lines.push("");
    lines[lines.length - 1] += part;
  }
  if (lines.length > most) lines.splice(most - 1, lines.length, fitted(pen, lines.slice(most - 1).join(""), width));
  return lines;
}

/** @typedef {{at: [number, number, number], yaw: number, tilt?: number}} Hang */

export class Labels {
  /**
   * @param {THREE.Object3D} parent
   * @param {{cells: number, columns: number, width: number, height: number, metres: number}} shape pixels
   *   of a cell and its width in the room
   */
  constructor(parent, shape) {
    this.shape = shape;
    const canvas = document.createElement("canvas");
    canvas.width = shape.columns * shape.width;
    canvas.height = Math.ceil(shape.cells / shape.columns) * shape.height;
    this.pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.texture = new THREE.CanvasTexture(canvas);
    this.texture.colorSpace = THREE.SRGBColorSpace;
    this.texture.anisotropy = 4;
    const geometry = new THREE.BufferGeometry();
    const [quad, corner] = [[0, 1, 2, 2, 1, 3], Array.from({ length: shape.cells * 4 }, (_, i) => i)];
    geometry.setAttribute("position", new THREE.BufferAttribute(new Float32Array(corner.length * 3), 3));
    geometry.setAttribute("uv", new THREE.BufferAttribute(new Float32Array(corner.length * 2), 2));
    geometry.setIndex(corner.filter((i) => i % 4 === 0).flatMap((first) => quad.map((k) => first + k)));
    const material = new THREE.MeshBasicMaterial({ map: this.texture, transparent: true, toneMapped: false, depthWrite: false });
    this.mesh = new THREE.Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 3;
    parent.add(this.mesh);
  }

  /**
   * Paints cell `index` and hangs it; without `hang` it is taken down.
   * @param {number} index @param {Hang | null} hang
   * @param {(pen: CanvasRenderingContext2D, width: number, height: number) => void} [paint]
   */
  set(index, hang, paint) {
    const { columns, width, height, metres } = this.shape;
    const [left, top] = [(index % columns) * width, Math.floor(index / columns) * height];
    if (paint) {
      this.pen.save();
      this.pen.beginPath();
      this.pen.rect(left, top, width, height);
      this.pen.clip();
      this.pen.clearRect(left, top, width, height);
      this.pen.translate(left, top);
      paint(this.pen, width, height);
      this.pen.restore();
      this.texture.needsUpdate = true;
    }
    const [position, uv] = [this.mesh.geometry.getAttribute("position"), this.mesh.geometry.getAttribute("uv")];
    const turn = new THREE.Matrix4().makeRotationFromEuler(new THREE.Euler(hang?.tilt ?? 0, hang?.yaw ?? 0, 0, "YXZ"));
    if (hang) turn.setPosition(...hang.at);
    const [w, h] = hang ? [metres / 2, (metres * height) / width / 2] : [0, 0];
    const { width: all, height: deep } = this.texture.image;
    for (const [k, [x, y]] of [[-1, 1], [-1, -1], [1, 1], [1, -1]].entries()) {
      const at = new THREE.Vector3(x * w, y * h, 0).applyMatrix4(turn);
      position.setXYZ(index * 4 + k, at.x, at.y, at.z);
      uv.setXY(index * 4 + k, (left + (x > 0 ? width : 0)) / all, 1 - (top + (y < 0 ? height : 0)) / deep);
    }
    position.needsUpdate = uv.needsUpdate = true;
  }
}
