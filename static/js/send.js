/**
 * The shopper's side of the talk: gestures, words and buttons as reliable messages.
 * @module send
 */

/** @typedef {import("./types.js").Gesture} Gesture */

/** A message takes at most so many gestures. */
const BATCH = 32;

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/**
 * Whole milliseconds, and lengths within the protocol's bounds: a tracker may report anything.
 * @param {Gesture} gesture
 * @returns {Gesture}
 */
export function tidy(gesture) {
  const { ms = 0, magnitude = 0, at } = gesture;
  return {
    ...gesture,
    ms: Math.round(clamp(ms || 0, 0, 600_000)),
    magnitude: clamp(magnitude || 0, -1000, 1000),
    at: at && /** @type {[number, number, number]} */ (at.map((m) => clamp(m || 0, -1000, 1000))),
  };
}

/**
 * @param {{
 *   connection: {send: (message: {type: string} & Record<string, any>) => void},
 *   store: import("./types.js").Store,
 *   visible: () => import("./types.js").Seen[],
 *   i18n: import("./types.js").I18n,
 * }} parts
 * @returns {import("./types.js").Send}
 */
export function createSend({ connection, store, visible, i18n }) {
  return {
    gestures: (items) => {
      for (let from = 0; from < items.length; from += BATCH) {
        connection.send({ type: "gestures", items: items.slice(from, from + BATCH).map(tidy) });
      }
    },
    say: (text, by = "text", scene = visible()) => {
      const words = text.trim().slice(0, 400);
      if (!words) return;
      const { lang, talk } = store.get();
      store.set({ talk: [...talk, { who: /** @type {const} */ ("me"), text: words, lang, products: [] }].slice(-20), partial: "" });
      connection.send({ type: "say", text: words, lang, by, scene: scene.slice(0, 64) });
    },
    picture: (data) => {
      const { lang, talk } = store.get();
      store.set({ talk: [...talk, { who: /** @type {const} */ ("me"), text: i18n.t("picture.mine"), lang, products: [] }].slice(-20) });
      connection.send({ type: "picture", data });
    },
    measures: (items, build) => {
      store.set({ measures: items && { items, build } });
      connection.send({ type: "measures", items: items ?? [], build, forget: !items });
    },
    act: (act) => connection.send({ type: "do", act }),
  };
}
