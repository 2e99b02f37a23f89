import assert from "node:assert/strict";
import { test } from "node:test";

import {
  DWELL, PRESS, SWIPE, dwell, once, pinch, press, releaseSpeed, swipe, twoGrips,
} from "../../static/js/input/gestures.js";

/** Feeds samples to a recogniser and gathers what it says. */
function run(recogniser, samples, limits) {
  let state = null;
  const events = [];
  for (const sample of samples) {
    const [next, event] = limits ? recogniser(state, sample, limits) : recogniser(state, sample);
    state = next;
    if (event) events.push(event);
  }
  return events;
}

/** A direction `yaw` degrees to the right and `pitch` up of straight ahead. */
const toward = (yaw, pitch = 0) => {
  const [y, p] = [(yaw * Math.PI) / 180, (pitch * Math.PI) / 180];
  return [Math.sin(y) * Math.cos(p), Math.sin(p), -Math.cos(y) * Math.cos(p)];
};

const every = (ms, until, make) => Array.from({ length: Math.floor(until / ms) + 1 }, (_, i) => make(i * ms));

test("a look dwells once it has rested for 800 ms, and once only", () => {
  const samples = every(50, 3000, (t) => ({ t, direction: toward(0), target: "a" }));
  assert.deepEqual(run(dwell, samples), ["dwell"]);
  assert.deepEqual(run(dwell, samples.filter((s) => s.t < DWELL.ms)), []);
  assert.deepEqual(run(dwell, samples.filter((s) => s.t <= DWELL.ms)), ["dwell"]);
});

test("a look that leaves the product and comes back may dwell again", () => {
  const look = (from, until, target) => every(50, until - from, (t) => ({ t: from + t, direction: toward(0), target }));
  assert.deepEqual(run(dwell, [...look(0, 900, "a"), ...look(950, 1000, ""), ...look(1050, 2000, "a")]), ["dwell", "dwell"]);
  assert.deepEqual(run(dwell, [...look(0, 900, "a"), ...look(950, 1500, "b")]), ["dwell"]);
});

for (const [degrees, expected] of [[3, ["dwell"]], [4, []]])
  test(`a look that wanders ${degrees} degrees over one product: ${expected}`, () => {
    const samples = every(50, 1600, (t) => ({ t, direction: toward((t / 50) % 2 ? degrees : 0), target: "a" }));
    assert.deepEqual(run(dwell, samples), expected);
  });

test("finger tips pinch below 20 mm and let go above 35 mm", () => {
  const gaps = [0.09, 0.04, 0.021, 0.019, 0.03, 0.034, 0.036, 0.03];
  const samples = gaps.map((distance, i) => ({ t: i * 100, distance }));
  assert.deepEqual(run(pinch, samples), ["start", "end"]);
});

test("a trembling pinch does not stutter", () => {
  const samples = every(10, 600, (t) => ({ t, distance: (t / 10) % 2 ? 0.018 : 0.037 }));
  const events = run(pinch, samples);
  assert.ok(events.length <= 600 / 80 + 1, `${events.length} events`);
  events.forEach((event, i) => assert.equal(event, i % 2 ? "end" : "start"));
});

test("a hand lost in mid-pinch cancels, it does not let go", () => {
  assert.deepEqual(run(pinch, [{ t: 0, distance: 0.01 }, { t: 20, distance: null }, { t: 40, distance: null }]), ["start", "cancel"]);
  assert.deepEqual(run(pinch, [{ t: 0, distance: 0.09 }, { t: 20, distance: null }]), []);
});

test("a short press in its place is a tap; one that moves or lasts is a hold", () => {
  const path = (ms, metres) => [
    { t: 0, down: true, at: [0, 0, 0] },
    { t: ms, down: true, at: [metres, 0, 0] },
    { t: ms + 10, down: false, at: [metres, 0, 0] },
  ];
  assert.deepEqual(run(press, path(100, 0.01), PRESS.ray), ["tap"]);
  assert.deepEqual(run(press, path(100, 0.06), PRESS.ray), ["hold", "release"]);
  const long = every(20, 1000, (t) => ({ t, down: t < 980, at: [0, 0, 0] }));
  assert.deepEqual(run(press, long, PRESS.ray), ["hold", "release"]);
  assert.deepEqual(run(press, path(5000, 4), PRESS.mouse), ["tap"]);
  assert.deepEqual(run(press, path(50, 6), PRESS.mouse), ["hold", "release"]);
});

test("tracking lost: a hold is cancelled, a tap never was", () => {
  const down = { t: 0, down: true, at: [0, 0, 0] };
  assert.deepEqual(run(press, [down, { t: 50, down: true, at: [0.1, 0, 0] }, { t: 970, down: true, at: null }], PRESS.ray), ["hold", "cancel"]);
  assert.deepEqual(run(press, [down, { t: 20, down: true, at: null }, { t: 40, down: false, at: [0, 0, 0] }], PRESS.ray), []);
});

test("a press of three frames is no hold, however slow the frames are", () => {
  const slow = every(600, 1800, (t) => ({ t, down: t < 1800, at: [0, 0, 0] }));
  assert.deepEqual(run(press, slow, PRESS.ray), ["tap"]);
});

test("a press held down gives one tap however often it is sampled", () => {
  const samples = every(10, 200, (t) => ({ t, down: t < 150, at: [0, 0, 0] }));
  assert.deepEqual(run(press, samples, PRESS.ray), ["tap"]);
});

for (const [name, yaw, pitch] of [["right", 40, 0], ["left", -40, 0], ["up", 0, 40], ["down", 0, -40]])
  test(`a quick sweep ${name}`, () => {
    const samples = every(20, 300, (t) => ({ t, direction: toward((yaw * t) / 300, (pitch * t) / 300) }));
    assert.deepEqual(run(swipe, samples).map((e) => e.to), [name]);
  });

for (const [name, make] of [
  ["slow", (t) => ({ t, direction: toward((40 * t) / 2000) })],
  ["short", (t) => ({ t, direction: toward((20 * Math.min(t, 300)) / 300) })],
  ["slanting", (t) => ({ t, direction: toward((30 * Math.min(t, 300)) / 300, (25 * Math.min(t, 300)) / 300) })],
])
  test(`a ${name} movement is no swipe`, () => assert.deepEqual(run(swipe, every(20, 2000, make)), []));

test("the way back of a swipe is not a second one", () => {
  const there = every(20, 300, (t) => ({ t, direction: toward((45 * t) / 300) }));
  const back = every(20, 300, (t) => ({ t: 320 + t, direction: toward(45 - (45 * t) / 300) }));
  assert.equal(run(swipe, [...there, ...back]).length, 1);
  assert.ok(SWIPE.deaf >= 500);
});

test("a sweep across the back (yaw 180) is measured the short way round", () => {
  const samples = every(20, 300, (t) => ({ t, direction: toward(160 + (40 * t) / 300) }));
  assert.deepEqual(run(swipe, samples).map((e) => e.to), ["right"]);
});

test("two grips: twice as far apart is twice as large", () => {
  const { factor, angle, move } = twoGrips({ a: [-0.1, 1, 0], b: [0.1, 1, 0] }, { a: [-0.2, 1, 0.5], b: [0.2, 1, 0.5] });
  assert.ok(Math.abs(factor - 2) < 1e-9);
  assert.ok(Math.abs(angle) < 1e-9);
  assert.deepEqual(move.map((v) => Math.round(v * 1e6) / 1e6), [0, 0, 0.5]);
});

test("two grips turn by the angle the line between them turned, as three.js would turn it", () => {
  for (const degrees of [-170, -90, -10, 0, 10, 45, 90, 179]) {
    const a = (degrees * Math.PI) / 180;
    // A rotation by `a` about +Y takes (x, z) to (x cos a + z sin a, -x sin a + z cos a).
    const turned = (x, z) => [x * Math.cos(a) + z * Math.sin(a), 1, -x * Math.sin(a) + z * Math.cos(a)];
    const { angle } = twoGrips({ a: [-0.2, 1, 0.1], b: [0.2, 1, -0.1] }, { a: turned(-0.2, 0.1), b: turned(0.2, -0.1) });
    assert.ok(Math.abs(angle - a) < 1e-9, `${degrees}`);
  }
});

test("grips above each other do not spin the product", () => {
  assert.equal(twoGrips({ a: [0, 1, 0], b: [0.001, 1.3, 0] }, { a: [0, 1, 0], b: [0, 1.3, 0.001] }).angle, 0);
});

test("the same gesture twice within a blink counts once; other hands and products count", () => {
  const g = (kind, t, hand = "left", product = "a") => ({ kind, t, hand, product });
  const kept = (list) => {
    let state = [];
    return list.filter((gesture) => {
      const [next, fresh] = once(state, gesture);
      state = next;
      return fresh;
    }).length;
  };
  assert.equal(kept([g("select", 0), g("select", 50)]), 1);
  assert.equal(kept([g("select", 0), g("select", 150)]), 2);
  assert.equal(kept([g("select", 0), g("select", 50, "right")]), 2);
  assert.equal(kept([g("select", 0), g("select", 50, "left", "b")]), 2);
  assert.equal(kept([g("pinch", 0), g("grab", 300)]), 1, "a fist that follows its own pinch");
  assert.equal(kept([g("pinch", 0), g("grab", 500)]), 2);
});

test("the speed of letting go is that of the last moments", () => {
  const still = every(20, 1000, (t) => ({ t, at: [0, 1, 0] }));
  const thrown = every(20, 100, (t) => ({ t: 1000 + t, at: [t / 500, 1, 0] }));
  assert.equal(releaseSpeed(still), 0);
  assert.equal(releaseSpeed([]), 0);
  assert.ok(Math.abs(releaseSpeed([...still, ...thrown.slice(1)]) - 2) < 0.4);
});
