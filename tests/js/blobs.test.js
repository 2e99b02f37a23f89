import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { BlobStore } from "../../static/js/net/blobs.js";
import { sha256 } from "../../static/js/net/cache.js";
import { Clock } from "./world.js";

const name = (text) => createHash("sha256").update(text).digest("hex");
const bytes = (text) => new TextEncoder().encode(text);
const text = (buffer) => new TextDecoder().decode(buffer);

const make = ({ http = {}, cached = {}, ranges = true } = {}) => {
  const clock = new Clock();
  const world = { told: [], kept: {}, fetched: [], loading: [], open: true, pass: (ms) => clock.pass(ms) };
  const blobs = new BlobStore({
    tell: (message) => world.told.push(message),
    open: () => world.open,
    fetch: async (path, { headers = {} } = {}) => {
      world.fetched.push([path, headers.range].filter(Boolean).join(" "));
      const body = http[path.slice(3)];
      const from = ranges && headers.range ? Number(/\d+/.exec(headers.range)[0]) : 0;
      return {
        ok: body !== undefined, status: body === undefined ? 404 : from ? 206 : 200,
        arrayBuffer: async () => bytes(body.slice(from)).buffer,
      };
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
  assert.deepEqual(world.told.filter(({ type }) => type === "got").map(({ offset }) => offset), [4, 7], "the first at once");
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

const gots = (world) => world.told.filter(({ type }) => type === "got").map(({ sha256, offset }) => [sha256, offset]);
const aborted = (promise) => assert.rejects(promise, { name: "AbortError" });

test("what is called off is no longer wanted, and goes on from where it was", async () => {
  const { blobs, wants, world } = make();
  const stop = new AbortController();
  const order = blobs.get(name("table"), { signal: stop.signal });
  blobs.get(name("other"));
  await world.pass(100);
  blobs.take(chunk("table", 0, 2));
  stop.abort();
  await aborted(order);
  await world.pass(100);
  assert.deepEqual(wants().at(-1), [{ sha256: name("other"), offset: 0 }]);
  blobs.take(chunk("table", 2, 1)); // was under way
  assert.equal(blobs.has(name("table")), 3);
  const again = blobs.get(name("table"));
  await world.pass(100);
  assert.deepEqual(wants().at(-1).find(({ sha256 }) => sha256 === name("table")), { sha256: name("table"), offset: 3 });
  blobs.take(chunk("table", 3, 2));
  assert.equal(text(await again), "table");
});

test("who called it off does not take it from the others", async () => {
  const { blobs, world } = make();
  const stop = new AbortController();
  const [mine, theirs] = [blobs.get(name("rug"), { signal: stop.signal }), blobs.get(name("rug"))];
  await world.pass(100);
  stop.abort();
  await aborted(mine);
  blobs.take(chunk("rug", 0, 3));
  assert.equal(text(await theirs), "rug");
  await aborted(blobs.get(name("rug"), { signal: stop.signal }));
});

test("every chunk is acknowledged, also what nobody wants: the server waits for it", async () => {
  const { blobs, world } = make({ http: { [name("slow")]: "slow" } });
  const slow = blobs.get(name("slow"));
  await world.pass(7_000);
  blobs.tick();
  assert.equal(text(await slow), "slow");
  blobs.take(chunk("slow", 0, 4));
  blobs.take(chunk("gone", 0, 2));
  await world.pass(100);
  assert.deepEqual(gots(world), [[name("slow"), 4], [name("gone"), 2]]);
});

for (const ranges of [true, false])
  test(`HTTP goes on from where the socket stopped, where it can (${ranges})`, async () => {
    const { blobs, world } = make({ http: { [name("wardrobe")]: "wardrobe" }, ranges });
    const order = blobs.get(name("wardrobe"));
    await world.pass(100);
    blobs.take(chunk("wardrobe", 0, 4));
    await world.pass(7_000);
    blobs.tick();
    assert.equal(text(await order), "wardrobe");
    assert.deepEqual(world.fetched, [`/a/${name("wardrobe")} bytes=4-`]);
  });

test("a wrong first part is found out, and all is fetched anew", async () => {
  const { blobs, world } = make({ http: { [name("lamp")]: "lamp" } });
  const order = blobs.get(name("lamp"));
  await world.pass(100);
  blobs.take({ sha256: name("lamp"), offset: 0, total: 4, data: bytes("du") });
  await world.pass(7_000);
  blobs.tick();
  assert.equal(text(await order), "lamp");
  assert.deepEqual(world.fetched, [`/a/${name("lamp")} bytes=2-`, `/a/${name("lamp")}`]);
});

test("what the browser kept is checked, and loaded again when it is not right", async () => {
  const { blobs, world, wants } = make({ cached: { [name("vase")]: "vose" } });
  const order = blobs.get(name("vase"));
  for (let turn = 0; turn < 50 && !wants().length; turn += 1) await world.pass(100); // hashing is not on the clock
  assert.equal(wants().length, 1);
  blobs.take(chunk("vase", 0, 4));
  assert.equal(text(await order), "vase");
});

test("what may be in the cache is not asked for until that is known", async () => {
  const { blobs, world, wants } = make({ cached: { [name("kept")]: "kept" } });
  blobs.get(name("new"));
  const kept = blobs.get(name("kept"));
  blobs.prioritise([name("kept"), name("new")]);
  await world.pass(100);
  assert.equal(text(await kept), "kept");
  assert.deepEqual(wants().flat().map(({ sha256 }) => sha256), [name("new")]);
});

test("after a pause the first wish is told at once, the next ones together", async () => {
  const { blobs, world, wants } = make();
  blobs.get(name("a"));
  await world.pass(0);
  assert.equal(wants().length, 1);
  blobs.get(name("b"));
  await world.pass(20);
  blobs.get(name("c"));
  assert.equal(wants().length, 1);
  await world.pass(20);
  assert.deepEqual(wants().map((items) => items.length), [1, 3]);
});

test("while bytes come, what waits in the list is not fetched by HTTP", async () => {
  const { blobs, world } = make({ http: { [name("late")]: "late" } });
  blobs.get(name("late"));
  blobs.get(name("a long way"));
  for (let at = 0; at < 10; at += 1) {
    await world.pass(1_000);
    blobs.take(chunk("a long way", at, 1));
    blobs.tick();
  }
  assert.deepEqual(world.fetched, []);
});
