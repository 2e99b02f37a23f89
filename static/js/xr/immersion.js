/**
 * In and out of VR and AR, and everything that is only there.
 *
 * In AR the room is gone: what is left is the panel, what was placed, and the ring that shows where
 * the next product would stand, in its true size.
 * @module xr/immersion
 */

import * as THREE from "three";

import { HitTest } from "./hittest.js";
import { stick } from "./locomotion.js";
import { Rays, addModels } from "./models.js";
import { Panel } from "./panel.js";
import { Sources } from "./sources.js";

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("./sources.js").Source} Source */
/**
 * @typedef {object} Parts
 * @property {THREE.WebGLRenderer} renderer
 * @property {THREE.Scene} scene
 * @property {THREE.Group} room
 * @property {import("../scene/person.js").Person} person
 * @property {import("../scene/world.js").World} world
 * @property {import("../input/handling.js").Handling} handling
 * @property {import("../scene/deeds.js").Deeds} deeds
 * @property {Map<string, Product>} products
 * @property {import("../types.js").Store} store
 * @property {import("../types.js").Send} send
 * @property {import("../types.js").I18n} i18n
 * @property {import("../voice/index.js").Voice} voice
 * @property {import("./panel_pages.js").Content["words"]} words
 * @property {import("./panel_pages.js").Content["picture"]} picture
 * @property {(gesture: import("../types.js").Gesture) => void} tell
 */

const ARM = 0.6; // metres: what turns a swipe's angle into a length

/** @param {XRSessionMode} mode @returns {XRSessionInit} */
function features(mode) {
  const optionalFeatures = ["bounded-floor"];
  // On visionOS asking for hands takes the pinch events away.
  if (!navigator.vendor.startsWith("Apple")) optionalFeatures.push("hand-tracking");
  if (mode !== "immersive-ar") return { requiredFeatures: ["local-floor"], optionalFeatures };
  optionalFeatures.push("hit-test", "dom-overlay");
  const root = document.getElementById("overlay") ?? document.body;
  return { requiredFeatures: ["local-floor"], optionalFeatures, domOverlay: { root } };
}

export class Immersion {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    this.frames = 0;
    /** @type {XRSession | null} */
    this.session = null;
    /** @type {Sources | null} */
    this.sources = null;
    /** @type {HitTest | null} */
    this.hits = null;
    this.ar = false;
    /** The head in the room, as this frame tracks it: the renderer knows only of the last one. */
    this.head = new THREE.PerspectiveCamera(95, 1, 0.05, 60);
    this.head.matrixAutoUpdate = false;
    this.models = addModels(parts.renderer, parts.person.rig);
    this.rays_ = new Rays(parts.scene);
    const { store, i18n, products, words, picture, send, voice } = parts;
    /** A button of the panel: the same as having said it. @type {import("./panel_pages.js").Content["act"]} */
    const act = (name, product, slots = {}) =>
      send.act({
        act: name,
        products: product ? [product] : [],
        slots: Object.entries(slots).filter(([, value]) => value !== "").map(([key, value]) => ({ name: key, value: String(value), wanted: true })),
      });
    this.panel = new Panel(parts.scene, {
      store, i18n, products, words, picture,
      act,
      choose: (product, picked) => {
        store.set({ chosen: { ...store.get().chosen, [product]: picked } });
        act(picked.size ? "set_size" : "set_color", product, { ...picked });
      },
      leave: () => void this.session?.end(),
      voice,
    });
    parts.deeds.floor = () => this.hits?.at ?? null;
    parts.deeds.empty = (pointer) => (this.ar ? this.#putDown(pointer.hand) : store.set({ detail: null }));
    store.on(["detail", "slate", "talk", "cart", "chosen", "liked", "worn", "lang", "partial", "ears", "listens"], () => this.refresh());
  }

  refresh() {
    this.panel.stale = true;
  }

  /**
   * @param {XRSessionMode} mode @param {XRSessionInit} [init] added to what the mode needs
   * @returns {Promise<XRSession>} rejects when the device does not start it
   */
  async enter(mode, init = {}) {
    if (!navigator.xr) throw new DOMException("no WebXR here", "NotSupportedError");
    const wanted = features(mode);
    const both = (/** @type {"requiredFeatures" | "optionalFeatures"} */ key) => [...new Set([...(wanted[key] ?? []), ...(init[key] ?? [])])];
    const session = await navigator.xr.requestSession(mode, {
      ...wanted, ...init, requiredFeatures: both("requiredFeatures"), optionalFeatures: both("optionalFeatures"),
    });
    const { renderer } = this.parts;
    session.addEventListener("end", () => this.#left(), { once: true });
    renderer.xr.setReferenceSpaceType("local-floor");
    await renderer.xr.setSession(session);
    this.#entered(session, mode === "immersive-ar");
    return session;
  }

  /** @param {XRSession} session @param {boolean} ar */
  #entered(session, ar) {
    const { renderer, person, room, scene, world, store, deeds } = this.parts;
    this.session = session;
    this.ar = ar;
    this.before = { stand: { ...person.stand }, background: scene.background, detail: store.get().detail };
    person.immersive = true;
    if (ar) {
      Object.assign(person.stand, { x: 0, z: 0, yaw: 0, pitch: 0 });
      scene.background = null;
      this.hits = new HitTest(session, scene);
    }
    room.visible = !ar;
    world.only = ar ? new Set(["placed"]) : null;
    deeds.bounded = !ar;
    this.sources = new Sources(session, this.#hands(), () => ({
      space: renderer.xr.getReferenceSpace(), rig: person.rig.matrixWorld,
    }));
    // A phone shows the page itself over the camera; a headset needs the panel.
    this.panel.shown = !session.domOverlayState;
    store.set({ immersive: ar ? "ar" : "vr" });
  }

  /** @returns {import("./sources.js").Deeds} */
  #hands() {
    const { handling } = this.parts;
    return {
      press: ({ input, pointer }) => {
        if (this.hits) this.hits.leading = input;
        handling.update(pointer);
      },
      grab: ({ pointer }) => handling.grabUnder(pointer),
      release: ({ pointer }) => handling.release(pointer.id),
      gone: ({ pointer }) => handling.drop(pointer.id),
      thumb: (source, up) => this.#thumb(source, up),
      swiped: (source, swipe) => this.#swiped(source, swipe),
    };
  }

  #left() {
    const { person, room, scene, world, store, deeds } = this.parts;
    this.sources?.dispose();
    this.hits?.dispose();
    this.session = this.sources = this.hits = null;
    this.panel.shown = false;
    person.immersive = false;
    if (this.before) {
      person.stand = this.before.stand;
      scene.background = this.before.background;
    }
    this.ar = false;
    room.visible = true;
    world.only = null;
    deeds.bounded = true;
    this.rays_.update([], () => null);
    store.set({ immersive: "" });
  }

  /** @param {THREE.Ray} ray */
  surface(ray) {
    return this.session ? this.panel.surface(ray) : null;
  }

  /** @returns {THREE.Ray[]} */
  rays() {
    return this.sources?.all.filter(({ pointer }) => pointer.at).map(({ pointer }) => pointer.ray) ?? [];
  }

  /** @param {number} t @param {number} dt seconds @param {XRFrame} [frame] */
  update(t, dt, frame) {
    const { renderer, person, handling, world, store } = this.parts;
    const space = renderer.xr.getReferenceSpace();
    if (!this.session || !this.sources || !frame || !space) return;
    this.frames += 1;
    person.rig.updateMatrixWorld(true);
    const head = this.#track(frame, space);
    this.sources.update(t, frame, head.matrixWorld);
    for (const source of this.sources.all) {
      if (!this.ar) stick(source, person, head, dt);
      handling.update(source.pointer);
    }
    this.hits?.update(frame, space, person.rig.matrixWorld, store.get().detail !== null);
    this.panel.update(t, head);
    this.models.update();
    this.rays_.update(this.sources.all, (ray) => this.panel.surface(ray)?.distance ?? world.pick(ray)?.distance ?? null);
  }

  /** @param {XRFrame} frame @param {XRReferenceSpace} space */
  #track(frame, space) {
    const viewer = frame.getViewerPose(space);
    // A head that is not tracked for a moment is where it was.
    if (viewer) this.head.matrix.fromArray(viewer.transform.matrix).premultiply(this.parts.person.rig.matrixWorld);
    this.head.updateMatrixWorld(true);
    return this.head;
  }

  /** What a gesture of this hand is about: held, pointed at, or open. @param {Source} source */
  #meant({ pointer }) {
    const { handling, world, store } = this.parts;
    return handling.held(pointer.id)?.item.id ?? world.pointed.get(pointer.id) ?? store.get().detail ?? "";
  }

  /** @param {Source} source @param {boolean} up */
  #thumb(source, up) {
    const product = this.#meant(source);
    if (product) this.parts.tell({ kind: up ? "thumbs_up" : "thumbs_down", product, hand: source.pointer.hand, magnitude: 1 });
  }

  /** @param {Source} source @param {{to: "left" | "right" | "up" | "down", degrees: number, ms: number}} swipe */
  #swiped(source, { to, degrees, ms }) {
    const { store, handling, tell } = this.parts;
    const { detail, slate } = store.get();
    // Hands move all the time: a sweep means something only while a product is open for it.
    if (!detail || handling.held(source.pointer.id)) return;
    tell({ kind: "swipe", product: detail, hand: source.pointer.hand, ms, magnitude: THREE.MathUtils.degToRad(degrees) * ARM });
    const list = slate.items.map((item) => item.product);
    const step = { left: 1, right: -1, up: 0, down: 0 }[to];
    if (step && list.length) store.set({ detail: list[(list.indexOf(detail) + step + list.length) % list.length] });
    if (to !== "down") return;
    tell({ kind: "discard", product: detail, hand: source.pointer.hand, ms, magnitude: 1 });
    store.set({ detail: null });
  }

  /** A press at nothing: in AR it puts the open product where the ring is. @param {NonNullable<import("../types.js").Gesture["hand"]>} hand */
  #putDown(hand) {
    const { store, products, deeds } = this.parts;
    const product = products.get(store.get().detail ?? "");
    const at = this.hits?.at;
    if (!product || !at) return;
    const { x, y, z } = at;
    deeds.set(product, [x, y, z], undefined, hand);
  }
}
