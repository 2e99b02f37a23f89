/**
 * The shopper's say over their own data: consent, a copy of it, erasing it.
 * @module data
 */

import { clearBlobCache } from "./net/cache.js";

/** @typedef {import("./types.js").Purpose} Purpose */

const ANSWER = "showroom.consent";

/** @returns {Purpose[] | null} what was answered at the door on an earlier visit; `null`: not yet */
export function answered() {
  try {
    const grants = JSON.parse(localStorage.getItem(ANSWER) ?? "null");
    return Array.isArray(grants) ? grants : null;
  } catch {
    return null;
  }
}

/**
 * @param {{
 *   store: import("./types.js").Store,
 *   connection: import("./net/connection.js").Connection,
 *   identity: import("./net/token.js").Identity,
 * }} parts
 * @returns {import("./ui/privacy.js").Data}
 */
export function shopperData({ store, connection, identity }) {
  const ask = async (/** @type {string} */ path, /** @type {string} */ method) => {
    const answer = await fetch(path, { method, headers: { Authorization: `Bearer ${await identity.token()}` } });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer;
  };
  const decide = (/** @type {Purpose[]} */ grants) => {
    localStorage.setItem(ANSWER, JSON.stringify(grants));
    store.set({ grants, asked: true });
  };
  const consent = (/** @type {Purpose[]} */ grants) => {
    decide(grants);
    identity.keep(grants.length > 0);
    connection.send({ type: "consent", grants });
  };
  return {
    consent,
    download: async () => save(await (await ask("/api/me/export", "GET")).blob()),
    erase: async () => {
      await ask("/api/me", "DELETE");
      decide([]);
      identity.forget();
      connection.startAnew();
      await clearBlobCache();
    },
  };
}

/** @param {Blob} bytes */
function save(bytes) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(bytes), download: "showroom-my-data.json" });
  link.click();
  URL.revokeObjectURL(link.href);
}
