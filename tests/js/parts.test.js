import assert from "node:assert/strict";
import { test } from "node:test";

import { Parts } from "../../static/js/net/parts.js";

const MB = 1024 * 1024;
const part = (size, got = 0) => ({ data: new Uint8Array(size), got });

test("a part is kept once, and given back", () => {
  const parts = new Parts();
  parts.put("a", part(10, 3));
  parts.put("a", part(10, 4));
  assert.equal(parts.size("a"), 4);
  assert.equal(parts.take("a").got, 4);
  assert.deepEqual([parts.size("a"), parts.take("a")], [0, undefined]);
});

test("bytes that follow are added, others are not", () => {
  const parts = new Parts();
  parts.put("a", part(10, 3));
  parts.add("a", 4, new Uint8Array([1])); // a hole
  parts.add("a", 3, new Uint8Array(8)); // too long
  parts.add("b", 0, new Uint8Array(1)); // unknown
  parts.add("a", 3, new Uint8Array([7, 8]));
  assert.equal(parts.size("a"), 5);
  assert.deepEqual([...parts.take("a").data.slice(3, 5)], [7, 8]);
});

test("there is room for 32 MiB, the oldest make place", () => {
  const parts = new Parts();
  for (const name of ["a", "b", "c", "d", "e"]) parts.put(name, part(10 * MB, 1));
  assert.deepEqual(["a", "b", "c", "d", "e"].map((name) => parts.size(name)), [0, 0, 1, 1, 1]);
  parts.put("f", part(40 * MB, 1));
  assert.equal(parts.size("f"), 0, "larger than all the room");
});
