/**
 * The names of the shop's parts, and the name of what is pointed at.
 * @module scene/signs
 */

import * as THREE from "three";

import { FONT, INK, Labels, fitted } from "./labels.js";
import { SIGNS } from "./layout.js";

/** @typedef {import("../types.js").I18n} I18n */
/** @typedef {import("./item.js").Item} Item */

export class Signs {
  /** @param {THREE.Object3D} parent @param {string[]} sections those with products @param {I18n} i18n */
  constructor(parent, sections, i18n) {
    this.i18n = i18n;
    this.sections = sections;
    this.labels = new Labels(parent, { cells: 6, columns: 2, width: 512, height: 128, metres: 1.5 });
    this.write();
  }

  write() {
    for (const [i, name] of this.sections.entries()) {
      this.labels.set(i, SIGNS[name] ?? null, (pen, width, height) => {
        pen.textAlign = "center";
        pen.fillStyle = INK.text;
        pen.font = `300 66px ${FONT}`;
        pen.letterSpacing = "6px";
        pen.fillText(this.i18n.t(`section.${name}`), width / 2, height * 0.66);
      });
    }
  }
}

/** A card that floats over the product under the pointer. */
export class Tag {
  /** @param {THREE.Object3D} parent */
  constructor(parent) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [512, 144];
    this.pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.texture = new THREE.CanvasTexture(canvas);
    this.texture.colorSpace = THREE.SRGBColorSpace;
    this.sprite = new THREE.Sprite(
      new THREE.SpriteMaterial({ map: this.texture, transparent: true, depthTest: false, toneMapped: false }),
    );
    this.sprite.renderOrder = 10;
    this.sprite.visible = false;
    this.words = "";
    parent.add(this.sprite);
  }

  /** @param {Item | null} item @param {string} name @param {string} price @param {THREE.Camera} camera */
  show(item, name, price, camera) {
    this.sprite.visible = item !== null;
    if (!item) return;
    const at = this.sprite.position;
    at.set(item.centre.x, item.bounds.max.y, item.centre.z).applyMatrix4(item.group.matrixWorld);
    const distance = at.distanceTo(new THREE.Vector3().setFromMatrixPosition(camera.matrixWorld));
    const height = 0.052 * Math.max(0.6, distance);
    this.sprite.scale.set((height * 512) / 144, height, 1);
    at.y += height * 0.75;
    if (this.words === name + price) return;
    this.words = name + price;
    const pen = this.pen;
    pen.clearRect(0, 0, 512, 144);
    pen.font = `600 40px ${FONT}`;
    const shown = fitted(pen, name, 440);
    const width = Math.min(500, Math.max(pen.measureText(shown).width, 150) + 60);
    pen.fillStyle = "rgb(253 250 244 / .95)";
    pen.beginPath();
    pen.roundRect(256 - width / 2, 8, width, 124, 28);
    pen.fill();
    pen.textAlign = "center";
    pen.fillStyle = INK.text;
    pen.fillText(shown, 256, 62);
    pen.fillStyle = INK.quiet;
    pen.font = `400 34px ${FONT}`;
    pen.fillText(price, 256, 110);
    this.texture.needsUpdate = true;
  }
}
