/**
 * Composition: the one file that knows all parts of the page.
 * @module app
 */

import { answered, shopperData } from "./data.js";
import { apply } from "./frames.js";
import { createHooks } from "./hooks.js";
import { LANGUAGES, choose, createI18n, loadWords } from "./i18n.js";
import { imageOf } from "./images.js";
import { BlobStore } from "./net/blobs.js";
import { blobCache, sha256 } from "./net/cache.js";
import { Connection } from "./net/connection.js";
import { Identity } from "./net/token.js";
import { createSend } from "./send.js";
import { STILL } from "./still.js";
import { createStore } from "./store.js";
import { mount } from "./ui/index.js";
import { toasts } from "./ui/notices.js";
import { Voice } from "./voice/index.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Lang} Lang */

const LANG = "showroom.lang";
/** The room is opened after this long even if the server has not answered. */
const DOOR_MS = 3000;

/** @returns {Lang} of the address, else as last chosen, else the browser's */
function firstLang() {
  const told = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(LANG);
  return LANGUAGES.find((lang) => lang === told) ?? choose(navigator.languages);
}

/** @param {string} id @returns {any} an element of `index.html` */
const element = (id) => document.getElementById(id);

/** A promise and what keeps it. @template T @returns {{promise: Promise<T>, keep: (value: T) => void}} */
function deferred() {
  /** @type {(value: T) => void} */
  let keep = () => {};
  const promise = /** @type {Promise<T>} */ (new Promise((resolve) => { keep = resolve; }));
  return { promise, keep };
}

/** @param {XRSessionMode} mode */
const supports = async (mode) => (await navigator.xr?.isSessionSupported(mode).catch(() => false)) ?? false;

/** @returns {Promise<import("./types.js").Catalogue>} */
async function loadCatalogue() {
  const answer = await fetch("/api/catalogue");
  if (!answer.ok) throw new Error(`catalogue: ${answer.status}`);
  return answer.json();
}

/**
 * @param {import("./types.js").SceneParts} parts
 * @returns {Promise<Scene>}
 */
async function openRoom(parts) {
  const { createScene } = await import("./scene/index.js");
  try {
    return createScene(element("room"), parts);
  } catch (error) {
    // Asked only now: a spare context costs a slow device a second.
    if (document.createElement("canvas").getContext("webgl2")) throw error;
    return STILL;
  }
}

/**
 * @param {import("./types.js").Store} store
 * @param {ReturnType<typeof createHooks>} hooks
 * @param {(frame: import("./types.js").Frame) => void} frame
 */
function connect(store, hooks, frame) {
  const identity = new Identity({ session: sessionStorage, local: localStorage, fetch: fetch.bind(window), now: Date.now });
  const connection = new Connection({
    url: `${location.origin.replace("http", "ws")}/ws`,
    identity,
    socket: (url, protocol) => new WebSocket(url, protocol),
    now: () => performance.now(),
    later: (run, ms) => setTimeout(run, ms),
    cancel: (handle) => clearTimeout(handle),
    random: Math.random,
    about: () => ({ lang: store.get().lang, capabilities: navigator.xr ? ["webxr"] : [] }),
  }, { frame, acked: hooks.acked, status: (status) => store.set({ connection: status }) });
  window.addEventListener("online", () => { if (!connection.open) void connection.connect(); });
  return { identity, connection };
}

/** @param {import("./types.js").Store} store @param {Connection} connection */
function byteRoad(store, connection) {
  const blobs = new BlobStore({
    tell: (message) => connection.tell(message),
    open: () => connection.open,
    fetch: fetch.bind(window),
    sha256,
    cache: blobCache(),
    now: () => performance.now(),
    later: (run, ms) => setTimeout(run, ms),
    loading: (loading) => store.set({ loading }),
  });
  setInterval(() => blobs.tick(), 2000);
  return blobs;
}

/** The room shows the page's state, now and from now on. @param {import("./types.js").Store} store @param {Scene} scene */
function follow(store, scene) {
  const { slate, detail, section, worn } = store.get();
  scene.show(slate);
  if (section) scene.section(section);
  if (worn.length) scene.wear(worn);
  if (detail) scene.detail(detail);
  store.on(["slate"], (state) => scene.show(state.slate));
  store.on(["detail"], (state) => scene.detail(state.detail));
  store.on(["section"], (state) => scene.section(state.section));
  store.on(["worn"], (state) => scene.wear(state.worn));
  /** @type {Record<string, import("./types.js").Fitting>} */
  let fitted = {};
  const fit = () => {
    const { fits } = store.get();
    for (const [product, each] of Object.entries(fits)) if (fitted[product] !== each) void scene.fit(each).catch(() => {});
    fitted = fits;
  };
  fit();
  store.on(["fits"], fit);
  store.on(["tight"], (state) => scene.tight(state.tight));
  store.on(["asking"], ({ asking }) => scene.highlight(asking));
  store.on(["chosen"], (state) => {
    const picked = state.chosen[state.detail ?? ""];
    if (state.detail && picked) scene.variant(state.detail, picked.variant, picked.size);
  });
  store.on(["lang"], ({ lang }) => scene.setLang(lang));
}

/** @param {Lang} lang */
function speakIn(lang) {
  document.documentElement.lang = lang;
  localStorage.setItem(LANG, lang);
}

/** What the page needs before anything can be shown. */
const load = () => Promise.all([loadWords(), loadCatalogue(), supports("immersive-vr"), supports("immersive-ar")]);

/**
 * Pictures come with the catalogue, else the room takes them as soon as there is one.
 * @param {Map<string, import("./types.js").Product>} products
 * @param {Promise<Scene>} room
 */
const pictures = (products, room) => async (/** @type {string} */ product, /** @type {string} */ variant) =>
  imageOf(products.get(product), variant) || (await room).thumbnails(product, variant);

async function main() {
  const grants = answered();
  const store = createStore({ lang: firstLang(), grants: grants ?? [], asked: grants !== null });
  speakIn(store.get().lang);
  store.on(["lang"], ({ lang }) => speakIn(lang));
  let scene = STILL;
  const hooks = createHooks({ store, scene: () => scene });
  Object.defineProperty(window, "__app", { value: hooks.app });

  const [words, catalogue, vr, ar] = await load();
  const i18n = createI18n(words, () => store.get().lang);
  const products = new Map(catalogue.products.map((product) => [product.id, product]));
  const notes = toasts();
  /** @type {{promise: Promise<Scene>, keep: (room: Scene) => void}} */
  const room = deferred();
  /** @type {{promise: Promise<void>, keep: (value: void) => void}} */
  const inside = deferred();

  const { identity, connection } = connect(store, hooks, (frame) => {
    hooks.frame(frame);
    voice.frame(frame);
    apply(frame, { store, scene, i18n, toast: notes.toast, chunk: (chunk) => blobs.take(chunk) });
    if (frame.type !== "welcome") return;
    if (frame.resumed === "new" && store.get().asked) connection.send({ type: "consent", grants: store.get().grants });
    const { measures } = store.get(); // they are in the server's memory alone
    if (frame.resumed !== "memory" && measures) send.measures(measures.items, measures.build);
    blobs.askAgain();
    inside.keep();
  });
  const blobs = byteRoad(store, connection);
  const send = createSend({ connection, store, visible: () => scene.visible(), i18n });
  const voice = new Voice({ connection, store, send, i18n, toast: notes.toast, visible: () => scene.visible(), now: () => performance.now() });
  const picture = pictures(products, room.promise);
  mount(element("overlay"), { store, send, i18n, find: (id) => products.get(id), picture, toast: notes.toast, voice }, {
    data: shopperData({ store, connection, identity }),
    connect: () => { void connection.connect(); },
    enter: (mode) => { scene.enterXR(mode).catch(() => notes.toast(i18n.t("refused.xr"))); },
    xr: { vr, ar },
    products: catalogue.products,
    toasts: notes.element,
  });

  // Making the room may hold a slow device up for longer than the server waits for a hello.
  void connection.connect();
  await Promise.race([inside.promise, new Promise((resolve) => { setTimeout(resolve, DOOR_MS); })]);
  scene = await openRoom({ catalogue, blobs, store, send, i18n, voice });
  if (scene === STILL) notes.toast(i18n.t("refused.room"));
  follow(store, scene);
  room.keep(scene);
  await inside.promise;
  hooks.app.ready = true;
}

await main();
