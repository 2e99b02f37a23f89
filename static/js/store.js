/**
 * What the page shows, in one observable record.
 * @module store
 */

/** @typedef {import("./types.js").State} State */

/** @type {State} */
export const EMPTY = {
  connection: "connecting",
  lang: "en",
  slate: { version: 0, context: "for_you", items: [] },
  cart: [],
  worn: [],
  fits: {},
  measures: null,
  tight: false,
  grants: [],
  durable: false,
  asked: false,
  liked: [],
  section: "",
  detail: null,
  chosen: {},
  compare: [],
  comparing: false,
  asking: [],
  talk: [],
  helped: { stage: "none", by: "" },
  partial: "",
  listens: [],
  ears: "",
  loading: { pending: 0, got: 0, total: 0 },
  immersive: "",
};

/**
 * @param {Partial<State>} [begin]
 * @returns {import("./types.js").Store}
 */
export function createStore(begin = {}) {
  /** @type {State} */
  let state = { ...EMPTY, ...begin };
  /** @type {Set<{keys: (keyof State)[], listener: (state: Readonly<State>) => void}>} */
  const watchers = new Set();
  return {
    get: () => state,
    set: (patch) => {
      const before = state;
      state = { ...state, ...patch };
      const changed = (/** @type {keyof State} */ key) => before[key] !== state[key];
      // A listener may set again: it is told of the newest state, and the copy keeps this round whole.
      [...watchers].filter(({ keys }) => keys.some(changed))
        .forEach(({ listener }) => listener(state));
    },
    on: (keys, listener) => {
      const watcher = { keys, listener };
      watchers.add(watcher);
      return () => { watchers.delete(watcher); };
    },
  };
}
