/**
 * `window.__app`: what tests and tools may read of the page, and one way in (`enter`).
 * @module hooks
 */

const KEPT = 500;

/**
 * @param {{store: import("./types.js").Store, scene: () => import("./types.js").Scene}} parts
 */
export function createHooks({ store, scene }) {
  /** @type {{seq: number, type: string, kinds: string[]}[]} */
  const acks = [];
  /** @type {{version: number, upto: number, changed: boolean, context: string, items: string[]}[]} */
  const slates = [];
  /** @type {{upto: number, key: string, text: string, products: string[]}[]} */
  const said = [];
  const keep = (/** @type {unknown[]} */ list, /** @type {unknown} */ item) => {
    list.push(item);
    if (list.length > KEPT) list.shift();
  };
  const app = {
    ready: false,
    acks,
    slates,
    said,
    welcomes: /** @type {{visit: string, resumed: string, heard: number}[]} */ ([]),
    get xr() { return scene().xrFrames(); },
    get session() { return scene().session(); },
    get state() { return store.get(); },
    enter: (/** @type {XRSessionMode} */ mode, /** @type {XRSessionInit} */ init = {}) =>
      scene().enterXR(mode, init).then(() => true),
  };
  return {
    app,
    /** @param {import("./net/mailbox.js").Letter[]} letters */
    acked: (letters) => letters.forEach(({ seq, type, items = [] }) =>
      keep(acks, { seq, type, kinds: items.map((/** @type {{kind: string}} */ item) => item.kind) })),
    /** @param {import("./types.js").Frame} frame */
    frame: (frame) => {
      if (frame.type === "slate") {
        const { version, upto, changed, context, items } = frame;
        keep(slates, { version, upto, changed, context, items: items.map(({ product }) => product) });
      } else if (frame.type === "said") {
        const { upto, key, text, products } = frame;
        keep(said, { upto, key, text, products });
      } else if (frame.type === "welcome") {
        const { visit, resumed, heard } = frame;
        keep(app.welcomes, { visit, resumed, heard });
      }
    },
  };
}
