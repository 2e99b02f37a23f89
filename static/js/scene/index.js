/**
 * The 3D showroom: puts the parts of the scene together and runs the frames.
 * @module scene/index
 */

import * as THREE from "three";

import { imageOf } from "../images.js";
import { Desktop } from "../input/desktop.js";
import { Handling } from "../input/handling.js";
import { Keys } from "../input/keys.js";
import { Gaze } from "../input/gaze.js";
import { Report } from "../input/report.js";
import { Immersion } from "../xr/immersion.js";
import { commands } from "./commands.js";
import { Crowd } from "./crowd.js";
import { Deeds } from "./deeds.js";
import { tellTests } from "./hooks.js";
import { Ghosts } from "./ghosts.js";
import { Item } from "./item.js";
import { layout, SIGNS, STAGE } from "./layout.js";
import { Library } from "./library.js";
import { daylight } from "./light.js";
import { Marks } from "./marks.js";
import { Person } from "./person.js";
import { Pictures } from "./pictures.js";
import { money, why } from "../ui/words.js";
import { choose, rendererName } from "./quality.js";
import { buildRoom } from "./room.js";
import { Shelf } from "./shelf.js";
import { Showcase } from "./showcase.js";
import { Signs, Tag } from "./signs.js";
import { Stage } from "./stage.js";
import { Stream } from "./stream.js";
import { project, visible } from "./view.js";
import { World } from "./world.js";

/** @typedef {import("../types.js").SceneParts} SceneParts */
/** @typedef {import("../types.js").Product} Product */

const STEEP = 0.3; // radians up or down
const MIRROR = { away: 2.5, aside: 0.5, pitch: -0.2 }; // where one stands to see what one wears, metres and radians
const SHADE_MS = 180; // between two drawings of all shadows while things move

/** @param {HTMLCanvasElement} canvas @param {import("./quality.js").Quality} quality */
function makeRenderer(canvas, { antialias, pixels }) {
  const renderer = new THREE.WebGLRenderer({ canvas, antialias, alpha: true, powerPreference: "high-performance" });
  // Neutral keeps a product's colour what it is below the highlights; film curves shift it.
  renderer.toneMapping = THREE.NeutralToneMapping;
  renderer.toneMappingExposure = 1.1;
  renderer.setPixelRatio(Math.min(devicePixelRatio, pixels));
  renderer.xr.enabled = true;
  return renderer;
}

/**
 * Builds the showroom on `canvas`. See `Scene` in `types.js` for what it returns.
 * @param {HTMLCanvasElement} canvas @param {SceneParts} parts
 */
export function createScene(canvas, { catalogue, blobs, store, send, i18n, voice }) {
  const products = new Map(catalogue.products.map((product) => [product.id, product]));
  const quality = choose(rendererName(), new URLSearchParams(location.search).get("quality"));
  const renderer = makeRenderer(canvas, quality);
  const scene = new THREE.Scene();
  scene.background = new THREE.Color(0xefe9df);
  const person = new Person(1);
  scene.add(person.rig);
  const { shadows } = daylight(renderer, scene, quality);
  const room = buildRoom(quality);
  scene.add(room.group);
  const world = new World(scene);
  const library = new Library(renderer, quality);
  const prepare = (/** @type {THREE.Object3D} */ root) => renderer.compileAsync(root, person.camera, scene);
  const stream = new Stream(library, blobs, prepare, quality);
  const [ghosts, marks, crowd] = [new Ghosts(world.root, quality), new Marks(world.root), new Crowd(world.root, quality)];
  const words = {
    price: (/** @type {Product} */ product) => money(i18n, product.price),
    why: (/** @type {import("../types.js").SlateItem} */ { reason }) =>
      why(i18n, reason, (id) => products.get(id)),
  };
  const shelf = new Shelf(world, products, i18n, words);
  const stage = new Stage(world, products, catalogue.body, { library, blobs, prepare });
  const showcase = new Showcase(world, products, scene);
  const pictures = new Pictures(renderer, scene, library, blobs);
  const places = layout(catalogue.products);
  for (const place of places) {
    const product = products.get(place.product);
    if (!product) continue;
    const item = new Item(product, "section");
    item.stand(place, true);
    world.add(item);
  }
  const sections = Object.keys(SIGNS).filter((name) => places.some((place) => place.section === name));
  const signs = new Signs(room.group, sections, i18n);
  const tag = new Tag(scene);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const now = () => performance.now();
  const report = new Report((items) => {
    send.gestures(items);
    thought = -Infinity; // what one does says what one wants to see next
  }, now);
  const deeds = new Deeds({ world, store, tell: report.tell, now, products });
  const handling = new Handling(deeds);
  const desktop = new Desktop(canvas, handling, person);
  const gaze = new Gaze(world, report.tell);
  const immersion = new Immersion({
    renderer, scene, person, room: room.group, world, handling, deeds, products, store, send, i18n, voice, words, tell: report.tell,
    picture: async (product, variant) => imageOf(product, variant) || pictures.get(product, variant),
  });
  deeds.surface = (ray) => immersion.surface(ray);
  const keys = new Keys((command) => run(command));
  const run = commands({ world, store, person, handling, tell: report.tell, now, home: () => api.detail(null) });

  const eyes = () => (renderer.xr.isPresenting ? immersion.head : person.camera);
  const view = () => ({
    immersive: renderer.xr.isPresenting,
    aside: !renderer.xr.isPresenting && canvas.clientWidth > 900 && store.get().detail ? 0.26 : 0,
  });

  let [last, thought, shaded, dirty, frames] = [now(), 0, 0, 30, 0];
  let lit = false; // whether the card is ready to draw the room
  const resize = () => {
    const { clientWidth, clientHeight } = canvas;
    if (!clientWidth || !clientHeight || renderer.xr.isPresenting) return;
    renderer.setSize(clientWidth, clientHeight, false);
    person.camera.aspect = clientWidth / clientHeight;
    // A narrow screen sees as much to the sides as a square one would.
    person.camera.fov = person.camera.aspect < 1 ? 66 : 52;
    person.camera.updateProjectionMatrix();
    dirty = 30;
  };
  const observer = new ResizeObserver(resize);
  observer.observe(canvas);

  /** What need not be thought about on every frame. @param {number} t */
  const think = (t) => {
    if (t - thought < 200) return;
    thought = t;
    const focus = new Set([...world.pointed.values(), ...world.highlighted]);
    const height = renderer.getDrawingBufferSize(new THREE.Vector2()).y;
    const streamed = [...world.items].filter(({ product }) => product.lods?.length !== 0); // what was fitted comes otherwise
    stream.update(streamed, { camera: eyes(), height, focus, shows: (item) => world.shows(item) });
    crowd.update([...world.items], eyes(), renderer.xr.isPresenting ? "headset" : "screen");
    stage.update();
  };

  /** @param {number} _time @param {XRFrame} [xrFrame] */
  const frame = (_time, xrFrame) => {
    const t = now();
    const dt = Math.min(0.25, (t - last) / 1000);
    last = t;
    const was = person.rig.matrixWorld.clone().multiply(person.camera.matrix);
    person.walk(keys.intent(), dt);
    const walking = person.going !== null;
    person.update(dt, calm.matches);
    immersion.update(t, dt, xrFrame);
    person.rig.updateMatrixWorld(true);
    if (walking && showcase.items.length) showcase.arrange(eyes(), view()); // held up before the eyes, also on the way
    if (!renderer.xr.isPresenting) desktop.update();
    gaze.update(t, eyes());
    shelf.update(t);
    showcase.update(t, dt, calm.matches);
    const moved = world.update(dt);
    if ((moved || stream.changed) && t - shaded > SHADE_MS) {
      shadows();
      shaded = t;
    }
    report.flush();
    think(t);
    const stirred = !was.equals(person.rig.matrixWorld.clone().multiply(person.camera.matrix));
    if (moved || stirred || stream.changed || stream.under || showcase.busy || world.pointed.size) dirty = 6;
    stream.changed = false;
    if (!renderer.xr.isPresenting && --dirty < 0 && ![...world.items].some((item) => item.mixer)) return;
    if (!lit) return;
    world.root.updateMatrixWorld();
    crowd.follow();
    shelf.labels.mesh.visible = !immersion.ar;
    ghosts.update(world.items);
    marks.update(world);
    hint();
    renderer.render(scene, person.camera);
    frames += 1;
  };

  const hint = () => {
    const id = [...world.pointed.values()].at(-1);
    const item = id ? world.best(id) : undefined;
    const quiet = !item || item.role === "shelf" || item.role === "showcase";
    tag.show(quiet ? null : item, quiet ? "" : i18n.text(item.product.name), quiet ? "" : words.price(item.product), eyes());
  };

  const api = {
    /** @param {import("../types.js").Slate} slate */
    show: (slate) => {
      shelf.show(slate.items);
      thought = -Infinity;
    },
    /** @param {string | null} product */
    detail: (product) => {
      // Both may change at once: the comparison stays in front.
      const { comparing, compare } = store.get();
      const ids = comparing ? compare.slice(0, 4) : product ? [product] : [];
      if (!comparing && product && stage.dressed(product)) {
        // What is worn is looked at on the figure, beside the card; in a headset one walks there.
        showcase.show([], eyes(), view());
        if (!immersion.ar) person.goTo(view().aside ? MIRROR.aside : STAGE.x, STAGE.z + MIRROR.away, 0, MIRROR.pitch);
        thought = -Infinity;
        dirty = 60;
        return;
      }
      // Held up at eye level: who looks at the floor or the ceiling looks up or down for it.
      const { x, z, yaw, pitch } = person.going ?? person.stand;
      if (ids.length && Math.abs(pitch) > STEEP && !renderer.xr.isPresenting) person.goTo(x, z, yaw);
      showcase.show(immersion.ar ? [] : ids, eyes(), view());
      thought = -Infinity;
      dirty = 30;
    },
    place: deeds.place,
    /** @param {string[]} ids */
    highlight: (ids) => {
      world.highlighted = new Set(ids);
      thought = -Infinity;
      dirty = 30;
    },
    /** @param {string} name */
    section: (name) => {
      const sign = SIGNS[name];
      if (sign) person.goTo(...sign.stand);
      else person.home();
    },
    /** @param {import("../types.js").WornItem[]} items */
    wear: (items) => {
      const { detail } = store.get();
      const was = detail && stage.dressed(detail);
      stage.wear(items);
      if (was && !stage.dressed(detail)) api.detail(detail);
    },
    /** @param {import("../types.js").Fitting} fitting */
    fit: async (fitting) => {
      const was = stage.dressed(fitting.product);
      await stage.fit(fitting);
      if (!was && store.get().detail === fitting.product) api.detail(fitting.product);
      dirty = 60;
      shaded = -Infinity;
    },
    /** @param {boolean} shown */
    tight: (shown) => {
      stage.tell(shown);
      dirty = 60;
    },
    /** @param {string} product @param {string} variant @param {string} _size sizes look alike until they are fitted */
    variant: (product, variant, _size) => {
      for (const item of world.items) if (item.id === product && variant) item.paint(variant);
      dirty = 60;
    },
    turn: deeds.turn,
    hold: deeds.hold,
    visible: () => visible(world, eyes(), renderer.xr.isPresenting ? immersion.rays() : desktop.rays()),
    enterXR: immersion.enter.bind(immersion),
    /** @param {string} product @param {string} variant */
    thumbnails: async (product, variant) => {
      const found = products.get(product);
      if (!found) throw new Error(`no product ${product}`);
      return pictures.get(found, variant);
    },
    /** The store's language has changed already: what is written is written again. */
    setLang: () => {
      shelf.write();
      signs.write();
      dirty = 30;
    },
    xrFrames: () => immersion.frames,
    session: () => immersion.session,
    stats: () => ({ ...renderer.info.render, frames, memory: { ...renderer.info.memory } }),
    /** For tests: read only. */
    get products() {
      return Object.fromEntries(
        [...world.items].map(({ id, level, failed, group }) => [id, { loaded: level >= 0, lod: level, failed, visible: group.visible }]),
      );
    },
    /** For tests: points of what is fitted. */
    get worn() {
      return Object.fromEntries([...stage.fits].map(([id, each]) => [id, { points: each.points ? each.points.places.length / 3 : 0, mesh: each.mesh }]));
    },
    /** @param {string} id */
    project: (id) => project(world, eyes(), canvas, id),
    get camera() {
      return { ...person.stand };
    },
    get ready() {
      return frames > 1;
    },
    dispose: () => {
      renderer.setAnimationLoop(null);
      observer.disconnect();
      for (const part of [desktop, keys, library, ghosts, crowd, room, renderer]) part.dispose();
    },
  };
  store.on(["compare", "comparing"], ({ detail }) => api.detail(detail));
  // What is held up stands elsewhere in a headset than behind the page's card.
  store.on(["immersive"], ({ detail }) => {
    showcase.show([], eyes(), view());
    api.detail(detail);
  });
  resize();
  void renderer.compileAsync(scene, person.camera).then(() => (lit = true));
  renderer.setAnimationLoop(frame);
  tellTests({ api, world, panel: immersion.panel });
  return api;
}
