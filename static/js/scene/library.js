/**
 * Parsed GLBs by hash: each is decoded once, copied as often as it is shown, and forgotten when
 * nobody shows it and memory is wanted.
 * @module scene/library
 */

import { MeshoptDecoder } from "meshoptimizer/decoder";
import * as THREE from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { clone } from "three/addons/utils/SkeletonUtils.js";

import { Matt } from "./matt.js";
import { variantPainter } from "./variants.js";

/** @typedef {import("three/addons/loaders/GLTFLoader.js").GLTF} GLTF */
/**
 * @typedef {object} Copy one showing of a GLB
 * @property {THREE.Object3D} root
 * @property {THREE.AnimationClip[]} animations
 * @property {(index: number | null) => Promise<void>} paint shows a colourway
 * @property {() => void} release
 */
/** @typedef {{gltf: Promise<GLTF>, users: number, bytes: number, used: number}} Entry */

const KEEP_BYTES = 96 * 1024 * 1024; // of GLBs that nobody shows just now

/** @param {THREE.Object3D} root @param {(texture: THREE.Texture) => void} visit */
function eachTexture(root, visit) {
  root.traverse((node) => {
    if (!(node instanceof THREE.Mesh)) return;
    for (const material of [node.material].flat())
      for (const value of Object.values(material)) if (value instanceof THREE.Texture) visit(value);
  });
}

export class Library {
  /** @param {THREE.WebGLRenderer} renderer @param {import("./quality.js").Quality} quality */
  constructor(renderer, { anisotropy, matt }) {
    this.anisotropy = anisotropy;
    this.renderer = renderer;
    this.loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
    if (matt) this.loader.register((parser) => new Matt(parser));
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    this.turn = Promise.resolve();
    this.clock = 0;
  }

  /** Whether a GLB is here, or being read. @param {string} sha256 */
  has(sha256) {
    return Boolean(this.entries.get(sha256)?.bytes);
  }

  /**
   * A fresh copy of the GLB `sha256`; meshes share geometry and materials with all other copies.
   * @param {string} sha256 @param {() => Promise<ArrayBuffer>} fetch
   * @returns {Promise<Copy>} rejects when the bytes cannot be had or read
   */
  async copy(sha256, fetch) {
    const known = this.entries.get(sha256);
    const entry = known ?? this.#open(sha256, fetch);
    entry.users += 1;
    entry.used = ++this.clock;
    try {
      const gltf = await entry.gltf;
      const root = clone(gltf.scene);
      const release = () => {
        entry.users -= 1;
        this.#sweep();
      };
      return { root, animations: gltf.animations, paint: variantPainter(gltf, root), release };
    } catch (error) {
      entry.users -= 1;
      if (this.entries.get(sha256) === entry) this.entries.delete(sha256);
      // Whoever asked first has changed his mind; this one has not.
      if (known && error instanceof Error && error.name === "AbortError") return this.copy(sha256, fetch);
      throw error;
    }
  }

  /** @param {string} sha256 @param {() => Promise<ArrayBuffer>} fetch */
  #open(sha256, fetch) {
    /** @type {Entry} */
    const entry = { gltf: Promise.resolve(/** @type {any} */ (null)), users: 0, bytes: 0, used: 0 };
    entry.gltf = fetch().then((bytes) => {
      entry.bytes = bytes.byteLength;
      // One at a time: two large decodes side by side would drop frames.
      const parsed = this.turn.then(() => this.#parse(bytes));
      this.turn = parsed.then(
        () => new Promise((next) => setTimeout(next, 4)),
        () => undefined,
      );
      return parsed;
    });
    this.entries.set(sha256, entry);
    return entry;
  }

  /** @param {ArrayBuffer} bytes */
  async #parse(bytes) {
    await this.#decoders(bytes);
    const gltf = await this.loader.parseAsync(bytes, "");
    eachTexture(gltf.scene, (texture) => (texture.anisotropy = this.anisotropy));
    /** @type {THREE.Object3D[]} */
    const lights = [];
    gltf.scene.traverse((node) => {
      // Clips name their targets by name, else by uuid; copies have a uuid of their own.
      node.name ||= node.uuid;
      if (node instanceof THREE.Light || node instanceof THREE.Camera) lights.push(node);
      if (!(node instanceof THREE.Mesh)) return;
      node.castShadow = node.receiveShadow = true;
      if (node instanceof THREE.SkinnedMesh) node.frustumCulled = false;
    });
    // A product's own lamps would change the light of the whole room, and recompile every material.
    for (const node of lights) node.removeFromParent();
    return gltf;
  }

  /** Draco and Basis decoders are fetched only when a file asks for them. @param {ArrayBuffer} bytes */
  async #decoders(bytes) {
    const view = new DataView(bytes);
    const json = new TextDecoder().decode(new Uint8Array(bytes, 20, view.getUint32(12, true)));
    if (json.includes("KHR_draco_mesh_compression") && !this.loader.dracoLoader) {
      const { DRACOLoader } = await import("three/addons/loaders/DRACOLoader.js");
      this.loader.setDRACOLoader(new DRACOLoader().setDecoderPath("/vendor/three/examples/jsm/libs/draco/gltf/"));
    }
    if (json.includes("KHR_texture_basisu") && !this.loader.ktx2Loader) {
      const { KTX2Loader } = await import("three/addons/loaders/KTX2Loader.js");
      const basis = new KTX2Loader().setTranscoderPath("/vendor/three/examples/jsm/libs/basis/");
      this.loader.setKTX2Loader(basis.detectSupport(this.renderer));
    }
  }

  #sweep() {
    const idle = [...this.entries].filter(([, e]) => e.users === 0 && e.bytes).sort((a, b) => a[1].used - b[1].used);
    let kept = idle.reduce((sum, [, entry]) => sum + entry.bytes, 0);
    for (const [sha256, entry] of idle) {
      if (kept <= KEEP_BYTES) return;
      kept -= entry.bytes;
      this.entries.delete(sha256);
      void entry.gltf.then(discard);
    }
  }

  dispose() {
    for (const entry of this.entries.values()) void entry.gltf.then(discard, () => undefined);
    this.entries.clear();
  }
}

/** @param {GLTF} gltf */
function discard(gltf) {
  eachTexture(gltf.scene, (texture) => texture.dispose());
  gltf.scene.traverse((node) => {
    if (!(node instanceof THREE.Mesh)) return;
    node.geometry.dispose();
    for (const material of [node.material].flat()) material.dispose();
  });
}
