import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { blobCache, clearBlobCache } from "../../static/js/net/cache.js";

const bytes = (text) => new TextEncoder().encode(text).buffer;

/** As much of the Cache API as is used, with room for so many blobs. */
function browser(room) {
  const kept = new Map();
  const cache = {
    match: async (key) => kept.get(key)?.clone(),
    keys: async () => [...kept.keys()],
    delete: async (key) => kept.delete(key),
    put: async (key, response) => {
      if (kept.size >= room) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, response);
    },
  };
  globalThis.caches = { open: async () => cache, delete: async () => kept.clear() };
  return kept;
}

afterEach(() => { delete globalThis.caches; });

test("without a Cache API nothing is kept, and nothing breaks", async () => {
  const cache = blobCache();
  await cache.put("a", bytes("a"));
  assert.equal(await cache.get("a"), null);
  await clearBlobCache();
});

test("what is put is found by the next visit, as it was when it was put", async () => {
  browser(9);
  const data = bytes("chair");
  const putting = blobCache().put("c", data);
  new Uint8Array(data).fill(0);
  await putting;
  assert.deepEqual(new Uint8Array(await blobCache().get("c")), new Uint8Array(bytes("chair")));
  await clearBlobCache();
  assert.equal(await blobCache().get("c"), null);
});

test("on a full disk the oldest make room; with no room at all nothing breaks", async () => {
  const kept = browser(4);
  const cache = blobCache();
  for (const name of ["a", "b", "c", "d", "e"]) await cache.put(name, bytes(name));
  assert.deepEqual([...kept.keys()], ["/a/b", "/a/c", "/a/d", "/a/e"]);
  browser(0);
  await blobCache().put("z", bytes("z"));
  assert.equal(await blobCache().get("z"), null);
});

test("a cache that fails is an empty one", async () => {
  globalThis.caches = { open: async () => { throw new Error("broken profile"); } };
  assert.equal(await blobCache().get("a"), null);
  await blobCache().put("a", bytes("a"));
});
