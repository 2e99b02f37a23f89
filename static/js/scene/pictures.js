/**
 * Pictures of products for the page, drawn from their meshes.
 * @module scene/pictures
 */

import * as THREE from "three";

import { boundsOf } from "./item.js";

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("../types.js").Blobs} Blobs */
/** @typedef {import("./library.js").Library} Library */

const SIDE = 320;

export class Pictures {
  /** @param {THREE.WebGLRenderer} renderer @param {THREE.Scene} room @param {Library} library @param {Blobs} blobs */
  constructor(renderer, room, library, blobs) {
    this.renderer = renderer;
    this.room = room;
    this.library = library;
    this.blobs = blobs;
    /** @type {Map<string, Promise<string>>} */
    this.done = new Map();
  }

  /**
   * @param {Product} product @param {string} variant empty: as the file came
   * @returns {Promise<string>} a data URL; rejects when the mesh cannot be had
   */
  get(product, variant) {
    const key = `${product.id} ${variant}`;
    const picture = this.done.get(key) ?? this.#draw(product, variant);
    this.done.set(key, picture);
    picture.catch(() => this.done.delete(key));
    return picture;
  }

  /** @param {Product} product @param {string} variant */
  async #draw(product, variant) {
    const lod = product.lods?.[0];
    if (!lod) throw new Error(`${product.id} has no mesh`);
    const copy = await this.library.copy(lod.sha256, () => this.blobs.get(lod.sha256, { bytes: lod.bytes }));
    await copy.paint(product.variants?.find((v) => v.id === variant)?.index ?? null);
    const scene = new THREE.Scene();
    scene.environment = this.room.environment;
    const key = new THREE.DirectionalLight(0xfff4e4, 1.6);
    key.position.set(-2, 3, 3);
    const sky = new THREE.HemisphereLight(0xffffff, 0xe6d9c6, scene.environment ? 0 : 2.1);
    scene.add(copy.root, key, sky);
    const url = this.#shoot(scene, frame(product));
    copy.release();
    return url;
  }

  /** @param {THREE.Scene} scene @param {THREE.Camera} camera */
  #shoot(scene, camera) {
    const { renderer } = this;
    const target = new THREE.WebGLRenderTarget(SIDE, SIDE, { samples: 4, type: THREE.HalfFloatType });
    const [before, xr] = [renderer.getRenderTarget(), renderer.xr.enabled];
    const shadows = renderer.shadowMap.needsUpdate;
    const pixels = new Uint16Array(SIDE * SIDE * 4);
    try {
      renderer.xr.enabled = false;
      renderer.shadowMap.needsUpdate = false;
      renderer.setRenderTarget(target);
      renderer.setClearColor(0xf4efe7, 1);
      renderer.clear();
      renderer.render(scene, camera);
      renderer.readRenderTargetPixels(target, 0, 0, SIDE, SIDE, pixels);
    } finally {
      renderer.setRenderTarget(before);
      renderer.xr.enabled = xr;
      renderer.shadowMap.needsUpdate = shadows;
      target.dispose();
    }
    return dataUrl(pixels);
  }
}

/** @param {Product} product */
function frame(product) {
  const sphere = boundsOf(product).getBoundingSphere(new THREE.Sphere());
  const camera = new THREE.PerspectiveCamera(24, 1, sphere.radius * 0.5, sphere.radius * 12);
  const away = (sphere.radius / Math.sin(THREE.MathUtils.degToRad(12))) * 0.98;
  camera.position.copy(sphere.center).add(new THREE.Vector3(0.45, 0.32, 1).normalize().multiplyScalar(away));
  camera.lookAt(sphere.center);
  return camera;
}

/** Render targets hold linear light: the page wants sRGB. @param {number} linear 0..1 */
const srgb = (linear) => (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055);

/** @param {Uint16Array} pixels half floats, bottom row first */
function dataUrl(pixels) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = pen.createImageData(SIDE, SIDE);
  const row = SIDE * 4;
  for (let y = 0; y < SIDE; y++)
    for (let i = 0; i < row; i++) {
      const value = THREE.DataUtils.fromHalfFloat(pixels[(SIDE - 1 - y) * row + i]);
      image.data[y * row + i] = 255 * (i % 4 === 3 ? value : srgb(Math.max(0, value)));
    }
  pen.putImageData(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.86);
}
