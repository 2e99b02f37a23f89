/**
 * Blobs kept by the browser between visits, by hash. Where it has no room or no Cache API (no
 * secure context), nothing is kept and everything still works.
 * @module net/cache
 */

const NAME = "showroom-blobs";

/** @param {string} sha256 */
const address = (sha256) => `/a/${sha256}`;

/** @returns {import("./blobs.js").World["cache"]} */
export function blobCache() {
  if (!globalThis.caches) return { get: async () => null, put: async () => {} };
  const open = caches.open(NAME);
  return {
    get: async (sha256) => {
      const hit = await open.then((cache) => cache.match(address(sha256))).catch(() => undefined);
      return hit ? hit.arrayBuffer() : null;
    },
    put: async (sha256, bytes) => {
      // A full disk is the browser's to manage: without the copy the next visit loads again.
      await open.then((cache) => cache.put(address(sha256), new Response(bytes))).catch(() => {});
    },
  };
}

/** Forget all that is kept. */
export async function clearBlobCache() {
  if (globalThis.caches) await caches.delete(NAME);
}

/**
 * @param {BufferSource} bytes
 * @returns {Promise<string>} lower-case hex
 */
export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
