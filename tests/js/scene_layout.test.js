import assert from "node:assert/strict";
import { test } from "node:test";

import { free } from "../../static/js/input/walk.js";
import { BLOCKS, HOME, ROOM, SHELF, SIGNS, SPOTS, layout, shelfSpots } from "../../static/js/scene/layout.js";
import { choose } from "../../static/js/scene/quality.js";

const catalogue = (count, sections) =>
  Array.from({ length: count }, (_, i) => ({ id: `p${i}`, name: {}, source: "", category: "", section: sections[i % sections.length] }));
const ALL = Object.keys(SPOTS);

for (const [count, most] of [[0, 120], [1, 120], [60, 120], [1000, 120], [1000, 40]])
  test(`${count} products, at most ${most} places`, () => {
    const places = layout(catalogue(count, ALL), most);
    assert.ok(places.length <= Math.min(count, most));
    assert.equal(new Set(places.map((p) => p.product)).size, places.length, "each product once");
    assert.equal(new Set(places.map((p) => p.at.join())).size, places.length, "each place once");
    for (const { at } of places) {
      assert.ok(at[0] > ROOM.x[0] && at[0] < ROOM.x[1] && at[2] > ROOM.z[0] && at[2] < ROOM.z[1]);
    }
  });

test("60 mixed products all have a place, 1,000 fill the room", () => {
  assert.equal(layout(catalogue(60, ["clothes", "shoes", "bags", "glasses", "clothes", "shoes"])).length, 60);
  assert.ok(layout(catalogue(1000, ALL)).length > 70);
});

test("the same catalogue makes the same room", () => {
  assert.deepEqual(layout(catalogue(300, ALL)), layout(catalogue(300, ALL)));
});

test("a shop of unsorted things uses the fixtures that stand empty", () => {
  assert.ok(layout(catalogue(40, ["other"])).length > 30);
  assert.equal(layout(catalogue(3, ["no such section"])).length, 3);
});

test("the shelf has its places, apart from each other, facing the one who enters", () => {
  const spots = shelfSpots();
  assert.equal(spots.length, SHELF.places);
  for (const [i, a] of spots.entries()) {
    for (const b of spots.slice(i + 1)) assert.ok(Math.hypot(...a.at.map((v, k) => v - b.at[k])) > 0.4);
    const facing = Math.atan2(HOME.x - a.at[0], HOME.z - a.at[2]);
    assert.ok(Math.abs(facing - a.yaw) < 0.2);
  }
});

test("wherever a sign sends one to, one can stand and walk", () => {
  const ground = { walls: { x: ROOM.x, z: ROOM.z }, blocks: BLOCKS };
  assert.ok(free(HOME.x, HOME.z, ground));
  for (const [name, { stand }] of Object.entries(SIGNS)) assert.ok(free(stand[0], stand[1], ground), name);
});

test("without a graphics card the look is lean, unless asked otherwise", () => {
  assert.equal(choose("ANGLE (Google, Vulkan 1.3 (SwiftShader Device))", null).shadows, false);
  assert.equal(choose("ANGLE (Qualcomm, Adreno 740)", null).shadows, true);
  assert.equal(choose("SwiftShader", "full").shadows, true);
  assert.equal(choose("Adreno", "lean").shadows, false);
});
