/**
 * Composition: the one file that knows all parts of the page.
 * @module app
 */

import { answered, shopperData } from "./data.js";
import { apply } from "./frames.js";
import { createHooks } from "./hooks.js";
import { LANGUAGES, choose, createI18n, loadWords } from "./i18n.js";
import { BlobStore } from "./net/blobs.js";
import { blobCache, sha256 } from "./net/cache.js";
import { Connection } from "./net/connection.js";
import { Identity } from "./net/token.js";
import { createSend } from "./send.js";
import { STILL } from "./still.js";
import { createStore } from "./store.js";
import { mount } from "./ui/index.js";
import { toasts } from "./ui/notices.js";

/** @typedef {import("./types.js").Scene} Scene */
/** @typedef {import("./types.js").Lang} Lang */

const LANG = "showroom.lang";

/** @returns {Lang} of the address, else as last chosen, else the browser's */
function firstLang() {
  const told = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(LANG);
  return LANGUAGES.find((lang) => lang === told) ?? choose(navigator.languages);
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
  const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById("room"));
  if (!document.createElement("canvas").getContext("webgl2")) return STILL;
  const { createScene } = await import("./scene/index.js");
  return createScene(canvas, parts);
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

/** The room follows the page's state. @param {import("./types.js").Store} store @param {Scene} scene */
function follow(store, scene) {
  store.on(["slate"], ({ slate }) => scene.show(slate));
  store.on(["detail"], ({ detail }) => scene.detail(detail));
  store.on(["section"], ({ section }) => scene.section(section));
  store.on(["worn"], ({ worn }) => scene.wear(worn));
  store.on(["asking"], ({ asking }) => scene.highlight(asking));
  store.on(["chosen"], ({ chosen, detail }) => {
    const picked = chosen[detail ?? ""];
    if (detail && picked) scene.variant(detail, picked.variant, picked.size);
  });
  store.on(["lang"], ({ lang }) => {
    scene.setLang(lang);
    speakIn(lang);
  });
}

/** @param {Lang} lang */
function speakIn(lang) {
  document.documentElement.lang = lang;
  localStorage.setItem(LANG, lang);
}

async function main() {
  const grants = answered();
  const store = createStore({ lang: firstLang(), grants: grants ?? [], asked: grants !== null });
  speakIn(store.get().lang);
  let scene = STILL;
  const hooks = createHooks({ store, scene: () => scene });
  Object.defineProperty(window, "__app", { value: hooks.app });

  const [words, catalogue, vr, ar] = await Promise.all([
    loadWords(), loadCatalogue(), supports("immersive-vr"), supports("immersive-ar"),
  ]);
  const i18n = createI18n(words, () => store.get().lang);
  const byId = new Map(catalogue.products.map((product) => [product.id, product]));
  const { element, toast } = toasts();

  const { identity, connection } = connect(store, hooks, (frame) => {
    hooks.frame(frame);
    apply(frame, { store, scene, i18n, toast, chunk: (chunk) => blobs.take(chunk) });
    if (frame.type === "welcome") {
      if (frame.resumed === "new" && store.get().asked) connection.send({ type: "consent", grants: store.get().grants });
      blobs.askAgain();
      hooks.app.ready = true;
    }
  });
  const blobs = byteRoad(store, connection);
  const send = createSend({ connection, store, visible: () => scene.visible() });
  scene = await openRoom({ catalogue, blobs, store, send, i18n });
  if (scene === STILL) toast(i18n.t("refused.room"));
  follow(store, scene);

  const picture = async (/** @type {string} */ product, /** @type {string} */ variant) => {
    const images = byId.get(product)?.images ?? [];
    const image = images.find((each) => each.variant === variant) ?? images[0];
    return image ? `/a/${image.sha256}` : scene.thumbnails(product, variant);
  };
  mount(/** @type {HTMLElement} */ (document.getElementById("overlay")), { store, send, i18n, find: (id) => byId.get(id), picture, toast }, {
    data: shopperData({ store, connection, identity }),
    connect: () => { void connection.connect(); },
    enter: (mode) => { scene.enterXR(mode).catch(() => toast(i18n.t("refused.xr"))); },
    xr: { vr, ar },
    products: catalogue.products,
    toasts: element,
  });
  await connection.connect();
}

await main();
