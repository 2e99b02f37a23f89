import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { Item } from "../../static/js/scene/item.js";
import { Stream } from "../../static/js/scene/stream.js";
import { settled } from "./world.js";

const THREE = createRequire(new URL("../../static/package.json", import.meta.url))("three");
const lods = (name, ...errors) => errors.map((error_m, n) => ({ sha256: name + n, bytes: 50_000 * 4 ** n, triangles: 1000, error_m }));

/** A room with a camera at the origin that looks along -Z, and a library that gives what it is told to. */
function room({ prepare = async () => {} } = {}) {
  const told = { released: [], asked: [], order: [], aborted: [] };
  const waiting = new Map();
  const blobs = {
    has: () => 0,
    prioritise: (hashes) => { told.order = hashes; },
    get: (sha256, { signal }) => new Promise((resolve, reject) => {
      told.asked.push(sha256);
      waiting.set(sha256, { resolve, reject });
      signal.addEventListener("abort", () => {
        told.aborted.push(sha256);
        reject(signal.reason);
      });
    }),
  };
  const opened = new Map();
  const library = {
    has: (sha256) => opened.get(sha256) === true,
    copy: async (sha256, fetch) => {
      await fetch();
      opened.set(sha256, true);
      return { root: new THREE.Object3D(), animations: [], paint: async () => {}, release: () => told.released.push(sha256) };
    },
  };
  const camera = new THREE.PerspectiveCamera(60, 1, 0.1, 100);
  camera.updateMatrixWorld();
  const look = { camera, height: 800, focus: new Set(), shows: () => true };
  const stream = new Stream(library, blobs, prepare, { triangles: 1e9, bytes: 1e9 });
  const come = async (sha256) => {
    waiting.get(sha256).resolve(new ArrayBuffer(8));
    for (let turn = 0; turn < 5; turn += 1) await settled();
  };
  const fail = async (sha256) => {
    waiting.get(sha256).reject(new Error("no such blob"));
    for (let turn = 0; turn < 5; turn += 1) await settled();
  };
  return { stream, told, look, come, fail };
}

function item(name, [x, y, z], ...errors) {
  const made = new Item({ id: name, name: {}, source: "", category: "", bounds_m: [[-0.2, 0, -0.2], [0.2, 0.4, 0.2]], lods: lods(name, ...errors) }, "shelf");
  made.group.position.set(x, y, z);
  made.goal.position.set(x, y, z);
  made.group.updateMatrixWorld(true);
  return made;
}

test("shapes of what is in view come first, then finer ones where one looks", async () => {
  const { stream, told, look, come } = room();
  const items = [item("side", [1, 0, -2], 0.02, 0), item("middle", [0, 0, -2], 0.02, 0), item("behind", [0, 0, 2], 0.02, 0)];
  stream.update(items, look);
  assert.deepEqual(told.order.slice(0, 2), ["middle0", "side0"]);
  assert.ok(!told.order.includes("behind1"), "a shape is enough behind one's back");
  await come("middle0");
  assert.equal(items[1].level, 0);
  assert.ok(stream.changed);
  await come("middle1");
  await come("middle0");
  assert.equal(items[1].level, 1);
  assert.deepEqual(told.released, ["middle0"]);
});

test("a turn of the head calls off what is no longer wanted and asks for the rest", async () => {
  const { stream, told, look } = room();
  const items = [item("front", [0, 0, -2], 0.02, 0), item("back", [0, 0, 2], 0.02, 0)];
  stream.update(items, look);
  look.camera.rotation.y = Math.PI;
  look.camera.updateMatrixWorld();
  stream.update(items, look);
  await settled();
  assert.deepEqual(told.aborted, ["front1"]);
  assert.equal(told.order[0], "back0");
  assert.equal(items[0].refused.size, 0, "it is only put off");
  stream.update(items, look);
  assert.ok(told.asked.includes("back1"));
});

test("a copy that cannot be prepared is released", async () => {
  const { stream, told, look, come } = room({ prepare: () => Promise.reject(new Error("no memory")) });
  const one = item("one", [0, 0, -2], 0);
  stream.update([one], look);
  await come("one0");
  assert.deepEqual(told.released, ["one0"]);
  assert.ok(one.failed);
  assert.equal(stream.under, 0);
});

test("a level that fails is passed over: the next one is taken", async () => {
  const { stream, told, look, fail, come } = room();
  const one = item("one", [0, 0, -9], 0.02, 0.001);
  stream.update([one], look);
  await fail("one0");
  assert.ok(!one.failed);
  stream.update([one], look);
  await come("one1");
  assert.equal(one.level, 1);
  assert.deepEqual(told.asked.filter((sha256) => sha256 === "one1").length, 1);
});

test("what is gone when its mesh comes is not dressed", async () => {
  const { stream, told, look, come } = room();
  const one = item("one", [0, 0, -2], 0);
  stream.update([one], look);
  one.leaving = true;
  await come("one0");
  assert.deepEqual([one.level, told.released], [-1, ["one0"]]);
});

test("an item without meshes is known to have failed", () => {
  const { stream, told, look } = room();
  const one = item("one", [0, 0, -2]);
  stream.update([one], look);
  assert.ok(one.failed);
  assert.deepEqual(told.asked, []);
});

test("at most 24 meshes are on their way", () => {
  const { stream, told, look } = room();
  stream.update(Array.from({ length: 60 }, (_, i) => item(`n${i}-`, [i / 60, 0, -2], 0)), look);
  assert.equal(told.asked.length, 24);
  assert.equal(told.order.length, 60);
});
