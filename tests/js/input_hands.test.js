import assert from "node:assert/strict";
import { test } from "node:test";

import { JOINTS, SETTLE, features, pose, settle } from "../../static/js/input/hands.js";

const BONE = 0.03;

/** A finger from `base`: three bones along `out`, each bent by `bend` degrees towards `palm`. */
function finger(base, out, palm, bend) {
  const points = [base];
  for (let i = 0; i < 3; i++) {
    const a = (bend * (i + (bend > 30 ? 1 : 0)) * Math.PI) / 180;
    const step = out.map((o, k) => o * Math.cos(a) + palm[k] * Math.sin(a));
    points.push(points[i].map((p, k) => p + step[k] * BONE));
  }
  return points;
}

/** 25 joints of a hand whose fingers point along -Z with the palm down, thumb along `thumb`. */
function hand({ bends = [0, 0, 0, 0], thumb = [-1, 0, 0], thumbBend = 0 }) {
  const joints = [[0, 1, 0]];
  joints.push(...finger([-0.03, 1, -0.02], thumb, [0, -1, 0], thumbBend));
  bends.forEach((bend, i) => {
    const x = -0.02 + i * 0.02;
    joints.push([x, 1, -0.03], ...finger([x, 1, -0.08], [0, 0, -1], [0, -1, 0], bend));
  });
  return joints;
}

const CURLED = [80, 80, 80, 80];

test("the model hand has the specification's 25 joints", () => assert.equal(hand({}).length, JOINTS));

for (const [name, shape, expected] of [
  ["flat hand", {}, "open"],
  ["fist", { bends: CURLED, thumb: [0, 0, -1], thumbBend: 60 }, "fist"],
  ["fist with the thumb along it", { bends: CURLED, thumb: [0, 0, -1] }, "fist"],
  ["pointing index", { bends: [0, 80, 80, 80], thumb: [0, 0, -1], thumbBend: 60 }, "point"],
  ["thumb up", { bends: CURLED, thumb: [0, 1, 0] }, "thumbs_up"],
  ["thumb down", { bends: CURLED, thumb: [0, -1, 0] }, "thumbs_down"],
  ["thumb aside", { bends: CURLED, thumb: [-1, 0.3, 0] }, "fist"],
  ["half closed", { bends: [35, 35, 35, 35] }, "none"],
])
  test(`${name} is ${expected}`, () => assert.equal(pose(features(hand(shape))), expected));

test("a pose does not depend on where the hand is", () => {
  const moved = hand({ bends: CURLED, thumb: [0, 1, 0] }).map(([x, y, z]) => [x + 3, y - 1, z * 1 + 7]);
  assert.equal(pose(features(moved)), "thumbs_up");
});

test("a hand with a joint missing has no pose", () => {
  const joints = hand({});
  joints[12] = null;
  assert.equal(features(joints), null);
  assert.equal(pose(features(joints)), "none");
  assert.equal(features(hand({}).slice(0, 20)), null);
});

test("the pinch is the gap between thumb and index tip", () => {
  const joints = hand({});
  joints[4] = [0, 0, 0];
  joints[9] = [0, 0.012, 0];
  assert.ok(Math.abs(features(joints).pinch - 0.012) < 1e-12);
});

/** Poses as `[from ms, pose]`, sampled every 20 ms. */
function settled(list, until) {
  let state = null;
  const events = [];
  for (let t = 0; t <= until; t += 20) {
    const seen = list.findLast(([from]) => from <= t)[1];
    const [next, event] = settle(state, { t, pose: seen });
    state = next;
    if (event) events.push(event);
  }
  return events;
}

test("a pose counts when it was held, a thumb when it was held longer", () => {
  assert.deepEqual(settled([[0, "fist"]], SETTLE.ms - 20), []);
  assert.deepEqual(settled([[0, "fist"]], 1000), ["fist"]);
  assert.deepEqual(settled([[0, "thumbs_up"]], SETTLE.thumb - 20), []);
  assert.deepEqual(settled([[0, "thumbs_up"]], 1000), ["thumbs_up"]);
});

test("a fist on the way to a thumb up is not a grab when it is quick", () => {
  assert.deepEqual(settled([[0, "open"], [500, "fist"], [580, "thumbs_up"]], 1200), ["open", "thumbs_up"]);
});

test("one blurred frame does not let go", () => {
  assert.deepEqual(settled([[0, "fist"], [500, "none"], [540, "fist"]], 1200), ["fist"]);
});
