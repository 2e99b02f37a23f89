import assert from "node:assert/strict";
import { test } from "node:test";

import { attention, error, order, steps, targets } from "../../static/js/scene/plan.js";

const MB = 1024 * 1024;
const lod = (sha256, bytes, error_m, triangles = bytes / 10) => ({ sha256, bytes, error_m, triangles });
const three = (name = "a") => [lod(`${name}0`, 50_000, 0.02), lod(`${name}1`, 200_000, 0.004), lod(`${name}2`, 1_000_000, 0)];
const showing = (change = {}) => ({
  lods: three(), refused: new Set(), level: -1, distance: 2, radius: 0.4, scale: 1, angle: 0, inView: true, held: false, focus: false,
  ...change,
});
const view = (change = {}) => ({
  focal: 800, budget: { triangles: 1e9, bytes: 1e9 }, texel: () => 0, left: (_, bytes) => bytes, ...change,
});
const plan = (showings, v = view()) => order(showings, targets(showings, v), v).map(({ sha256 }) => sha256);

test("an error is so many pixels: of the whole thing when there is nothing of it", () => {
  assert.equal(error(showing(), -1, view()), 320);
  assert.equal(error(showing(), 0, view()), 8);
  assert.equal(error(showing({ scale: 0.5 }), 0, view()), 4);
  assert.equal(error(showing(), 2, view({ texel: () => 0.01 })), 2, "a blur counts half");
  assert.ok(Number.isFinite(error(showing({ distance: -1 }), 0, view())), "one stands in it");
});

for (const [what, change, level] of [
  ["near: the finest", { distance: 2 }, 2],
  ["further: the middle one will do", { distance: 5 }, 1],
  ["far: the coarsest", { distance: 20 }, 0],
  ["out of view: a shape", { inView: false }, 0],
  ["out of view, with a fine one: it is kept", { inView: false, level: 1 }, 1],
  ["out of view but in the hand", { inView: false, held: true }, 2],
  ["the finest was refused", { refused: new Set([2]) }, 1],
  ["all were refused", { refused: new Set([0, 1, 2]) }, -1],
  ["there are none", { lods: [] }, -1],
  ["it has what it needs", { level: 1, distance: 5 }, 1],
  ["a little further off than where it was fetched: kept", { level: 2, distance: 4 }, 2],
  ["much further off: dropped", { level: 2, distance: 9 }, 1],
]) test(`level: ${what}`, () => assert.deepEqual(targets([showing(change)], view()), [level]));

test("what is fine enough is never fetched finer and dropped in turns", () => {
  for (let distance = 0.3; distance < 40; distance *= 1.05) {
    const [level] = targets([showing({ distance })], view());
    for (const factor of [0.85, 1, 1.15])
      assert.ok(targets([showing({ distance: distance * factor, level })], view())[0] >= level || factor > 1);
    assert.deepEqual(targets([showing({ distance: distance * 1.15, level })], view()), [level]);
  }
});

test("within the budget, what is looked at least is coarser", () => {
  const all = [0.1, 0.4, 0.9].map((angle, i) => showing({ angle, lods: three(`${i}`) }));
  const tight = view({ budget: { triangles: 220_000, bytes: 1e9 } });
  const levels = targets(all, tight);
  assert.equal(levels[0], 2);
  assert.ok(levels[2] < 2);
  assert.ok(all.reduce((sum, { lods }, i) => sum + lods[levels[i]].triangles, 0) <= 220_000);
  assert.deepEqual(targets(all, view({ budget: { triangles: 0, bytes: 0 } })), [0, 0, 0], "but never without a shape");
  const bytes = targets(all, view({ budget: { triangles: 1e9, bytes: MB } }));
  assert.ok(all.reduce((sum, { lods }, i) => sum + lods[bytes[i]].bytes, 0) <= MB);
});

test("the first shape of all that is in view comes before anything finer", () => {
  const all = [
    showing({ level: 0, held: true }),
    showing({ lods: three("b"), angle: 0.7, distance: 6 }),
    showing({ lods: three("c"), distance: 3 }),
    showing({ lods: three("d"), inView: false, distance: 1 }),
  ];
  const names = plan(all);
  assert.deepEqual(names.slice(0, 2), ["c0", "b0"]);
  assert.ok(names.indexOf("d0") > 1);
  assert.equal(new Set(names).size, names.length);
});

test("what is in the hand is refined first, then what is looked at", () => {
  const all = ["p", "q", "r", "s"].map((name, i) =>
    showing({ lods: three(name), level: 0, angle: i * 0.2, focus: name === "r", held: name === "s" }));
  assert.deepEqual(plan(all).slice(0, 4), ["s1", "r1", "p1", "q1"]);
});

test("attention falls off from the middle, and nothing beats the hand", () => {
  const falling = [0, 0.1, 0.5, 1, 3].map((angle) => attention(showing({ angle })));
  assert.deepEqual(falling, [...falling].sort((a, b) => b - a));
  assert.ok(attention(showing({ angle: 3, held: true })) > attention(showing({ focus: true })));
  assert.ok(attention(showing({ focus: true })) > attention(showing()));
  assert.ok(attention(showing({ inView: false })) < attention(showing({ angle: 0.6 })));
});

test("a level between is stepped over when the finer one costs little more", () => {
  const near = (lods) => steps(showing({ lods }), 2, view()).map(({ level }) => level);
  assert.deepEqual(near(three()), [0, 1, 2]);
  assert.deepEqual(near([lod("x", 50_000, 0.02), lod("y", 180_000, 0.004), lod("z", 200_000, 0)]), [0, 2]);
  assert.deepEqual(near([lod("x", 190_000, 0.02), lod("y", 195_000, 0.004), lod("z", 200_000, 0)]), [2]);
});

test("what is here already, or nearly, comes at once", () => {
  const left = (sha256, bytes) => (sha256 === "a2" ? 0 : bytes);
  assert.deepEqual(plan([showing()], view({ left })), ["a2"]);
  const all = [showing({ level: 0 }), showing({ level: 0, lods: three("b"), angle: 0.3 })];
  const nearly = view({ left: (sha256, bytes) => (sha256 === "b1" ? 5_000 : bytes) });
  assert.equal(plan(all, nearly)[0], "b1");
});

test("what several share is one wish, worth what it is to all", () => {
  const twice = [showing({ lods: three("t"), angle: 0.4 }), showing({ lods: three("t"), angle: 0.4 }), showing({ angle: 0.38 })];
  const v = view();
  const wishes = order(twice, targets(twice, v), v);
  assert.equal(wishes[0].sha256, "t0");
  assert.deepEqual(wishes[0].items, [{ place: 0, level: 0 }, { place: 1, level: 0 }]);
  assert.equal(wishes.filter(({ sha256 }) => sha256 === "t0").length, 1);
});

test("a coarser level that is to be worn again is a wish, too, the last", () => {
  const all = [showing({ level: 2, distance: 60 }), showing({ lods: three("b"), level: 1 })];
  assert.deepEqual(plan(all), ["b2", "a0"]);
});

test("200 items are planned in a few milliseconds", () => {
  const all = Array.from({ length: 200 }, (_, i) =>
    showing({ lods: three(`n${i}`), angle: (i % 20) / 20, distance: 1 + (i % 13), level: (i % 4) - 1 }));
  const names = plan(all, view({ budget: { triangles: 3e6, bytes: 48 * MB } }));
  assert.equal(new Set(names).size, names.length);
});
