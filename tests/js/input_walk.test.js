import assert from "node:assert/strict";
import { test } from "node:test";

import { command, intent } from "../../static/js/input/keys.js";
import { PACE, free, walk } from "../../static/js/input/walk.js";

const ground = { walls: { x: [-5, 5], z: [-5, 5] }, blocks: [{ x: 0, z: -2, w: 2, d: 1 }] };
const still = { forward: 0, right: 0, turn: 0, look: 0 };
const start = { x: 0, z: 3, yaw: 0, pitch: 0 };

const steps = (stand, wish, seconds) => {
  for (let t = 0; t < seconds; t += 0.02) stand = walk(stand, { ...still, ...wish }, 0.02, ground);
  return stand;
};

test("forward is where one faces", () => {
  assert.ok(Math.abs(steps(start, { forward: 1 }, 1).z - (3 - PACE.walk)) < 0.06);
  const aside = walk({ ...start, yaw: -Math.PI / 2 }, { ...still, forward: 1 }, 0.1, ground);
  assert.ok(aside.x > start.x && Math.abs(aside.z - start.z) < 1e-9);
});

test("walking slantwise is no faster", () => {
  const to = walk(start, { ...still, forward: 1, right: 1 }, 0.1, ground);
  assert.ok(Math.abs(Math.hypot(to.x - start.x, to.z - start.z) - PACE.walk * 0.1) < 1e-9);
});

test("nobody walks through walls or furniture, whatever the keys", () => {
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  let stand = start;
  for (let i = 0; i < 5000; i++) {
    const wish = { forward: random() * 2 - 1, right: random() * 2 - 1, turn: random() * 2 - 1, look: random() - 0.5 };
    stand = walk(stand, wish, random() * 0.1, ground);
    assert.ok(free(stand.x, stand.z, ground), JSON.stringify(stand));
    assert.ok(Math.abs(stand.pitch) <= PACE.pitch);
  }
});

test("one slides along what is in the way", () => {
  const to = steps({ ...start, yaw: 0.5 }, { forward: 1 }, 4);
  assert.ok(to.x < -1, "past the block to the left");
});

test("whoever stands inside a block can walk out", () => {
  const out = steps({ ...start, z: -2 }, { forward: -1 }, 1);
  assert.ok(free(out.x, out.z, ground));
});

test("keys: opposite ones cancel, doubles do not add up", () => {
  assert.deepEqual(intent(["KeyW", "ArrowUp"]), { ...still, forward: 1 });
  assert.deepEqual(intent(["KeyW", "KeyS", "KeyD"]), { ...still, right: 1 });
  assert.deepEqual(intent(["KeyQ"]), { ...still, turn: 1 });
  assert.deepEqual(intent(["F5"]), still);
});

test("keys: commands, not shortcuts of the browser, and not once per repeat", () => {
  const key = (code, more = {}) => command({ code, repeat: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
  assert.equal(key("KeyT"), "try_on");
  assert.equal(key("KeyT", { ctrlKey: true }), null);
  assert.equal(key("KeyG", { repeat: true }), null);
  assert.equal(key("KeyN", { repeat: true }), "next");
  assert.equal(key("KeyZ"), null);
});
