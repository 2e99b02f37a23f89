import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { BlobStore } from "../../static/js/net/blobs.js";
import { sha256 } from "../../static/js/net/cache.js";
import { Clock } from "./world.js";

const name = (text) => createHash("sha256").update(text).digest("hex");
const bytes = (text) => new TextEncoder().encode(text);
const text = (buffer) => new TextDecoder().decode(buffer);

const make = ({ http = {}, cached = {} } = {}) => {
  const clock = new Clock();
  const world = { told: [], kept: {}, fetched: [], loading: [], open: true, pass: (ms) => clock.pass(ms) };
  const blobs = new BlobStore({
    tell: (message) => world.told.push(message),
    open: () => world.open,
    fetch: async (path) => {
      world.fetched.push(path);
      const body = http[path.slice(3)];
      return { ok: body !== undefined, status: 404, arrayBuffer: async () => bytes(body).buffer };
    },
    sha256,
    cache: { get: async (key) => (cached[key] ? bytes(cached[key]).buffer : null), put: async (key, data) => { world.kept[key] = text(data); } },
    now: clock.now,
    later: clock.later,
    loading: (state) => world.loading.push(state),
  });
  const wants = () => world.told.filter(({ type }) => type === "want").map(({ items }) => items);
  return { blobs, world, wants };
};

const chunk = (whole, offset, size) =>
  ({ type: "chunk", sha256: name(whole), offset, total: whole.length, data: bytes(whole.slice(offset, offset + size)) });

test("chunks are put together, checked, kept and given out", async () => {
  const { blobs, world, wants } = make();
  const progress = [];
  const order = blobs.get(name("a chair"), { bytes: 7, progress: (got, total) => progress.push([got, total]) });
  await world.pass(100);
  assert.deepEqual(wants().at(-1), [{ sha256: name("a chair"), offset: 0 }]);
  blobs.take(chunk("a chair", 0, 4));
  blobs.take(chunk("a chair", 0, 4)); // twice
  blobs.take(chunk("a chair", 4, 4));
  assert.equal(text(await order), "a chair");
  await world.pass(100);
  assert.deepEqual(progress, [[4, 7], [7, 7]]);
  assert.deepEqual(world.told.filter(({ type }) => type === "got").map(({ offset }) => offset), [7], "one for both");
  assert.deepEqual(world.kept, { [name("a chair")]: "a chair" });
  assert.deepEqual(world.loading.at(-1), { pending: 0, got: 0, total: 0 });
});

test("the same blob is asked for once, whoever wants it", async () => {
  const { blobs } = make();
  assert.equal(blobs.get("aa"), blobs.get("aa"));
});

test("what the browser kept is not asked for", async () => {
  const { blobs, world } = make({ cached: { [name("lamp")]: "lamp" } });
  assert.equal(text(await blobs.get(name("lamp"))), "lamp");
  assert.deepEqual(world.fetched, []);
});

test("what is looked at comes first, then by priority, from where it stopped", async () => {
  const { blobs, wants, world } = make();
  for (const [whole, priority] of [["one", 0], ["two", 5], ["three", 1]]) blobs.get(name(whole), { priority });
  await world.pass(100);
  assert.deepEqual(wants().at(-1).map((item) => item.sha256), [name("two"), name("three"), name("one")]);
  blobs.take(chunk("one", 0, 1));
  blobs.prioritise([name("one")]);
  await world.pass(100);
  assert.deepEqual(wants().at(-1)[0], { sha256: name("one"), offset: 1 });
});

test("a blob that does not move is fetched by HTTP", async () => {
  const { blobs, world } = make({ http: { [name("desk")]: "desk" } });
  const order = blobs.get(name("desk"));
  await world.pass(100);
  await world.pass(5_000);
  blobs.tick();
  assert.deepEqual(world.fetched, []);
  await world.pass(1_000);
  blobs.tick();
  assert.equal(text(await order), "desk");
});

test("wrong bytes are never given out", async () => {
  const { blobs, world } = make({ http: { [name("vase")]: "vose" } });
  const order = blobs.get(name("vase"));
  await world.pass(100);
  blobs.take({ sha256: name("vase"), offset: 0, total: 4, data: bytes("bomb") });
  await assert.rejects(order, /not what their name says/);
  assert.deepEqual(world.kept, {});
});

test("a blob that nobody has is an error, and may be asked for again", async () => {
  const { blobs, world } = make();
  const order = blobs.get(name("ghost"));
  await world.pass(100);
  await world.pass(60_000);
  blobs.tick();
  await assert.rejects(order, /404/);
  assert.notEqual(blobs.get(name("ghost")), order);
});

test("chunks that nobody asked for, or that overrun, change nothing", async () => {
  const { blobs } = make();
  blobs.take(chunk("stray", 0, 5));
  const order = blobs.get(name("abcd"));
  blobs.take({ sha256: name("abcd"), offset: 0, total: 2, data: bytes("abcd") });
  blobs.take({ sha256: name("abcd"), offset: 0, total: 1e15, data: bytes("abcd") });
  blobs.take(chunk("abcd", 2, 2)); // a hole before it
  blobs.take(chunk("abcd", 0, 4));
  assert.equal(text(await order), "abcd");
});

test("a moment's many wishes are one message, and the same wish is not repeated", async () => {
  const { blobs, wants, world } = make();
  for (let n = 0; n < 40; n += 1) blobs.get(name(`blob ${n}`));
  await world.pass(100);
  blobs.prioritise([name("blob 0")]);
  await world.pass(100);
  assert.equal(wants().length, 1);
  assert.equal(wants()[0].length, 32);
});

test("on a new line all is asked for again, from where it stopped", async () => {
  const { blobs, wants, world } = make();
  world.open = false;
  blobs.get(name("sofa"));
  await world.pass(100);
  assert.deepEqual(wants(), []);
  world.open = true;
  blobs.askAgain();
  blobs.take(chunk("sofa", 0, 3));
  blobs.askAgain();
  assert.deepEqual(wants().map(([item]) => item.offset), [0, 3]);
});
