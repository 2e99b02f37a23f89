/**
 * Blobs kept by the browser between visits, by hash. Where it has no room or no Cache API (no
 * secure context), nothing is kept and everything still works.
 * @module net/cache
 */

const NAME = "showroom-blobs";
/** This part of what is kept, the oldest, makes room when there is none. */
const SPARE = 1 / 4;

/** @param {string} sha256 */
const address = (sha256) => `/a/${sha256}`;

/** @returns {import("./blobs.js").World["cache"]} */
export function blobCache() {
  if (!globalThis.caches) return { get: async () => null, put: async () => {} };
  const open = caches.open(NAME);
  open.catch(() => {}); // found out where it is used
  return {
    get: async (sha256) => {
      try {
        const hit = await (await open).match(address(sha256));
        return hit ? await hit.arrayBuffer() : null;
      } catch {
        return null;
      }
    },
    put: async (sha256, bytes) => {
      const copy = new Response(bytes);
      const again = copy.clone();
      try {
        const cache = await open;
        await cache.put(address(sha256), copy).catch(async () => {
          await spare(cache);
          await cache.put(address(sha256), again);
        });
      } catch {
        // A full disk is the browser's to manage: without the copy the next visit loads again.
      }
    },
  };
}

/** The keys come in the order in which they were put. @param {Cache} cache */
async function spare(cache) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.ceil(keys.length * SPARE)).map((key) => cache.delete(key)));
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
