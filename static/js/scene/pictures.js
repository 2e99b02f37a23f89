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
    // As many lamps of each kind as in the room: the card draws both with what it has compiled once.
    const key = new THREE.DirectionalLight(0xfff4e4, 1.6);
    key.position.set(-2, 3, 3);
    const rim = new THREE.DirectionalLight(0xffffff, 0.5);
    rim.position.set(3, 2, -2);
    const sky = new THREE.HemisphereLight(0xffffff, 0xe6d9c6, scene.environment ? 0 : 2.1);
    scene.add(copy.root, key, rim, sky);
    const url = await this.#shoot(scene, frame(product));
    copy.release();
    return url;
  }

  /** @param {THREE.Scene} scene @param {THREE.Camera} camera */
  async #shoot(scene, camera) {
    const { renderer } = this;
    const target = finished();
    const pixels = new Uint8Array(SIDE * SIDE * 4);
    try {
      await this.#into(target, () => renderer.compileAsync(scene, camera));
      this.#into(target, () => {
        renderer.setClearColor(0xf4efe7, 1);
        renderer.clear();
        renderer.render(scene, camera);
        renderer.readRenderTargetPixels(target, 0, 0, SIDE, SIDE, pixels);
      });
    } finally {
      target.dispose();
    }
    return dataUrl(pixels);
  }

  /** Let `draw` draw into `target` between two frames of the room. @template T @param {THREE.WebGLRenderTarget} target @param {() => T} draw */
  #into(target, draw) {
    const { renderer } = this;
    const [before, xr, shadows] = [renderer.getRenderTarget(), renderer.xr.enabled, renderer.shadowMap.needsUpdate];
    try {
      renderer.xr.enabled = renderer.shadowMap.needsUpdate = false;
      renderer.setRenderTarget(target);
      return draw();
    } finally {
      renderer.setRenderTarget(before);
      renderer.xr.enabled = xr;
      renderer.shadowMap.needsUpdate = shadows;
    }
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

/** Drawn into like a screen: tone mapped, in sRGB, by the programs that draw the room. */
function finished() {
  const target = new THREE.WebGLRenderTarget(SIDE, SIDE, {
    samples: 4, colorSpace: THREE.SRGBColorSpace, internalFormat: "RGBA8", // the programs write sRGB, not the card
  });
  return Object.assign(target, { isXRRenderTarget: true }); // three's own word for it
}

/** @param {Uint8Array} pixels sRGB, bottom row first */
function dataUrl(pixels) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = pen.createImageData(SIDE, SIDE);
  const row = SIDE * 4;
  for (let y = 0; y < SIDE; y++) image.data.set(pixels.subarray((SIDE - 1 - y) * row, (SIDE - y) * row), y * row);
  pen.putImageData(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.86);
}
