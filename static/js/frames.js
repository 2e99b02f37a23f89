/**
 * What the server says -> what the page and the room show.
 * @module frames
 */

/** @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("../messages.js").ShowMessage} ShowMessage */
/** @typedef {Extract<Frame, {type: "slate"}>} SlateMessage */

/** The key under which the guide asks which product is meant. */
const WHICH_ONE = "which_one";
const LINES = 20;
const WORTH_SAYING = new Set(["flooding", "shop_full", "message_unknown"]);

/** A visit that has just begun: nothing of an earlier one may stay on the page. @type {Partial<State>} */
const FRESH = { cart: [], worn: [], fits: {}, liked: [], chosen: {}, compare: [], comparing: false, asking: [], talk: [], section: "", detail: null, helped: { stage: "none", by: "" } };

/**
 * @typedef {object} Stage
 * @property {import("./types.js").Store} store
 * @property {import("./types.js").Scene} scene
 * @property {import("./types.js").I18n} i18n
 * @property {(words: string) => void} toast
 * @property {(chunk: Extract<Frame, {type: "chunk"}>) => void} chunk
 */

/**
 * @param {Frame} frame
 * @param {Stage} stage
 */
export function apply(frame, stage) {
  const act = /** @type {((frame: any, stage: Stage) => void) | undefined} */ (ON[/** @type {keyof typeof ON} */ (frame.type)]);
  act?.(frame, stage);
}

const ON = {
  /** @param {Extract<Frame, {type: "welcome"}>} frame @param {Stage} stage */
  welcome: ({ durable, resumed, listens }, { store }) => store.set(resumed === "new" ? { ...FRESH, durable, listens } : { durable, listens }),
  /** @param {SlateMessage} frame @param {Stage} stage */
  slate: (frame, { store }) => {
    if (frame.changed) store.set({ slate: { version: frame.version, context: frame.context, items: frame.items } });
  },
  /** @param {Extract<Frame, {type: "said"}>} frame @param {Stage} stage */
  said: ({ lang, text, products, key, by }, { store }) => {
    if (!text) return; // what a person said is not kept for those who come back later
    /** @type {State["talk"][number]} */
    const line = { who: "guide", text, lang, products, by };
    store.set({ talk: [...store.get().talk, line].slice(-LINES), asking: key === WHICH_ONE ? products : [] });
  },
  /** @param {Extract<Frame, {type: "helped"}>} frame @param {Stage} stage */
  helped: ({ stage, by }, { store }) => store.set({ helped: { stage, by } }),
  /** @param {ShowMessage} frame @param {Stage} stage */
  show: (frame, stage) => SHOW[frame.what]?.(frame, stage),
  /** @param {Extract<Frame, {type: "cart"}>} frame @param {Stage} stage */
  cart: ({ lines }, { store }) => store.set({ cart: lines }),
  /** @param {Extract<Frame, {type: "worn"}>} frame @param {Stage} stage */
  worn: ({ items }, { store }) => store.set({ worn: items }),
  /** @param {Extract<Frame, {type: "fitting"}>} frame @param {Stage} stage */
  fitting: (frame, { store }) => store.set({ fits: { ...store.get().fits, [frame.product]: frame } }),
  /** @param {Extract<Frame, {type: "consented"}>} frame @param {Stage} stage */
  consented: ({ grants, durable }, { store }) => store.set({ grants, durable }),
  /** @param {Extract<Frame, {type: "speaking"}>} frame @param {Stage} stage */
  speaking: ({ lang }, { store }) => store.set({ lang }),
  /** @param {Extract<Frame, {type: "snapshot"}>} frame @param {Stage} stage */
  snapshot: ({ lang, grants, version, context, items, cart, worn, liked, section, stage, by }, { store }) =>
    store.set({ lang, grants, slate: { version, context, items }, cart, worn, liked, section, helped: { stage, by } }),
  /** @param {Extract<Frame, {type: "refused"}>} frame @param {Stage} stage */
  refused: ({ code, ref }, { toast, i18n }) => {
    // What is not about a message of the shopper's is mended by the line itself, or told by it.
    if (ref > 0 || WORTH_SAYING.has(code)) toast(refusal(i18n, code));
  },
  /** @param {Extract<Frame, {type: "chunk"}>} frame @param {Stage} stage */
  chunk: (frame, { chunk }) => chunk(frame),
};

/** @type {Record<ShowMessage["what"], (frame: ShowMessage, stage: Stage) => void>} */
const SHOW = {
  detail: ({ products }, { store }) => store.set({ detail: products[0] ?? null, comparing: false }),
  compare: ({ products }, { store }) => store.set({ compare: products, comparing: true }),
  section: (frame, { store }) => store.set({ section: slot(frame, "section"), detail: null }),
  place: (frame, { scene }) => {
    const at = ["x", "y", "z"].map((axis) => number(frame, axis));
    const known = at.every((value) => value !== undefined);
    if (frame.products[0]) scene.place(frame.products[0], known ? /** @type {[number, number, number]} */ (at) : null);
  },
  highlight: ({ products }, { scene }) => scene.highlight(products),
  rotate: (frame, { scene }) => scene.turn(frame.products[0], { angle: number(frame, "angle") }),
  scale: (frame, { scene }) => scene.turn(frame.products[0], { factor: number(frame, "factor") }),
  hold: ({ products }, { scene }) => scene.hold(products[0] ?? null),
  drop: (_, { scene }) => scene.hold(null),
  variant: (frame, { store }) => {
    const { chosen } = store.get();
    const picked = { variant: slot(frame, "variant"), size: slot(frame, "size") };
    if (frame.products[0]) store.set({ chosen: { ...chosen, [frame.products[0]]: picked } });
  },
};

/** @param {ShowMessage} frame @param {string} name @returns {string} empty when missing */
const slot = ({ slots }, name) => slots.find((each) => each.name === name)?.value ?? "";

/** @param {ShowMessage} frame @param {string} name @returns {number | undefined} */
function number(frame, name) {
  const value = Number.parseFloat(slot(frame, name));
  return Number.isFinite(value) ? value : undefined;
}

/**
 * @param {import("./types.js").I18n} i18n
 * @param {string} code of the error
 * @returns {string} what happened and what to do next, in the shopper's language
 */
export function refusal(i18n, code) {
  const key = `refused.${code}`;
  const words = i18n.t(key);
  return words === code.replaceAll("_", " ") ? i18n.t("refused.other") : words;
}
