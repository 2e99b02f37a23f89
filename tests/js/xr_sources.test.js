import assert from "node:assert/strict";
import { test } from "node:test";

import { Matrix4, Scene } from "../../static/node_modules/three/build/three.module.js";
import { Handling } from "../../static/js/input/handling.js";
import { Item } from "../../static/js/scene/item.js";
import { World } from "../../static/js/scene/world.js";
import { Sources } from "../../static/js/xr/sources.js";

const pose = (x, y, z) => ({ transform: { matrix: new Matrix4().setPosition(x, y, z).toArray(), position: { x, y, z } } });

/** A session with one input source, a frame that tracks it, and one product a metre ahead. */
function setUp(input, surface = () => null) {
  const session = new EventTarget();
  session.inputSources = [input];
  const world = new World(new Scene());
  const product = { id: "chair", name: {}, source: "", category: "", bounds_m: [[-0.2, 0, -0.2], [0.2, 0.4, 0.2]], lods: [] };
  const item = new Item(product, "shelf");
  item.stand({ at: [0, 1, -1], yaw: 0, room: 1 }, true);
  world.add(item);
  item.group.updateMatrixWorld(true);
  const log = { gestures: [], picked: [], dropped: [], empty: 0 };
  let t = 0;
  const handling = new Handling({
    world,
    tell: (gesture) => log.gestures.push(gesture.kind),
    pick: (picked) => log.picked.push(picked.id),
    drop: (dropped, speed) => log.dropped.push([dropped.id, speed]),
    surface,
    empty: () => (log.empty += 1),
    now: () => t,
  });
  const where = () => ({ space: /** @type {any} */ ({}), rig: new Matrix4() });
  const sources = new Sources(session, {
    press: ({ pointer }) => handling.update(pointer),
    grab: ({ pointer }) => handling.grabUnder(pointer),
    release: ({ pointer }) => handling.release(pointer.id),
    gone: ({ pointer }) => handling.drop(pointer.id),
    thumb: () => undefined,
    swiped: () => undefined,
  }, where);
  const at = { ray: [0, 1.2, 0], grip: [0, 1.2, 0] };
  const frame = {
    getPose: (space) => (at[space] ? pose(...at[space]) : null),
    getJointPose: (joint) => at.joints?.[joint] && pose(...at.joints[joint]),
  };
  /** One XR frame of `ms` milliseconds. */
  const step = (ms = 20) => {
    t += ms;
    sources.update(t, frame, new Matrix4());
    for (const { pointer } of sources.all) handling.update(pointer);
  };
  const fire = (type) => session.dispatchEvent(Object.assign(new Event(type), { inputSource: input, frame }));
  return { session, log, step, fire, at, item, sources };
}

const controller = () => ({ handedness: "right", targetRayMode: "tracked-pointer", targetRaySpace: "ray", gripSpace: "grip" });
const gaze = () => ({ handedness: "none", targetRayMode: "transient-pointer", targetRaySpace: "ray" });

test("a trigger click picks what the ray meets, once", () => {
  const { log, step, fire } = setUp(controller());
  step();
  for (const type of ["select", "selectstart"]) fire(type); // the order of one emulator
  step();
  step();
  fire("selectend");
  step();
  assert.deepEqual(log.picked, ["chair"]);
  assert.deepEqual(log.gestures, ["select"]);
});

test("start and end told twice are one click", () => {
  const { log, step, fire } = setUp(controller());
  step();
  for (const type of ["selectstart", "selectstart"]) fire(type);
  step();
  for (const type of ["selectend", "selectend"]) fire(type);
  step();
  step();
  assert.deepEqual(log.picked, ["chair"]);
});

test("a transient pointer, which lives only while the pinch lasts, picks as well", () => {
  const input = gaze();
  const { session, log, step, fire } = setUp(input);
  fire("selectstart");
  step();
  step();
  fire("selectend");
  step();
  session.inputSources = [];
  step();
  assert.deepEqual(log.picked, ["chair"]);
  assert.deepEqual(log.gestures, ["pinch"]);
});

test("a pinch that begins and ends between two frames picks as well", () => {
  for (const input of [gaze(), controller()]) {
    const { session, log, step, fire } = setUp(input);
    if (input.targetRayMode === "transient-pointer") session.inputSources = [];
    step();
    fire("selectstart");
    fire("selectend");
    session.inputSources = [];
    step();
    assert.deepEqual(log.picked, ["chair"]);
  }
});

test("a transient pointer that vanishes in mid-pinch picks nothing", () => {
  const { session, log, step, fire } = setUp(gaze());
  fire("selectstart");
  step();
  session.inputSources = [];
  step();
  assert.deepEqual(log.picked, []);
});

test("a squeeze carries the product and lets it go", () => {
  const { log, step, fire, at, item } = setUp(controller());
  step();
  fire("squeezestart");
  step();
  const before = item.group.position.clone();
  for (let i = 1; i <= 20; i++) {
    at.ray = at.grip = [0.02 * i, 1.2, 0];
    step();
  }
  assert.ok(Math.abs(item.group.position.x - before.x - 0.4) < 1e-6);
  fire("squeezeend");
  step();
  assert.deepEqual(log.gestures, ["grab", "move", "release"]);
  assert.equal(log.dropped.length, 1);
});

test("tracking lost while carrying: it is put back, not thrown", () => {
  const { log, step, fire, at } = setUp(controller());
  step();
  fire("squeezestart");
  step();
  for (let i = 1; i <= 5; i++) {
    at.ray = at.grip = [0.2 * i, 1.2, 0];
    step();
  }
  at.ray = null;
  step();
  assert.deepEqual(log.dropped, [["chair", 0]]);
});

test("a press at nothing is told as such", () => {
  const { log, step, fire, at } = setUp(controller());
  at.ray = [3, 1.2, 0];
  step();
  fire("selectstart");
  step();
  fire("selectend");
  step();
  assert.deepEqual([log.picked.length, log.empty], [0, 1]);
});

test("a hand without select events pinches with its finger tips", () => {
  const names = Array.from({ length: 25 }, (_, i) => `joint-${i}`);
  const input = { ...controller(), hand: new Map(names.map((name) => [name, name])) };
  const { log, step, at } = setUp(input);
  const open = Object.fromEntries(names.map((name, i) => [name, [i * 0.01, 1, 0]]));
  at.joints = open;
  step();
  at.joints = { ...open, "joint-4": [0, 1, 0], "joint-9": [0.01, 1, 0] };
  step();
  step();
  at.joints = open;
  step(100);
  step();
  assert.deepEqual(log.picked, ["chair"]);
  assert.deepEqual(log.gestures, ["pinch"]);
});

test("a button takes a slow press, once, and lets nothing be grabbed through it", () => {
  const log = { taps: 0, hovers: 0 };
  const button = { distance: 0.5, tap: () => (log.taps += 1), hover: () => (log.hovers += 1) };
  const { log: done, step, fire } = setUp(controller(), () => button);
  step();
  fire("selectstart");
  for (let i = 0; i < 20; i++) step(100);
  assert.equal(log.taps, 0);
  fire("selectend");
  step();
  assert.equal(log.taps, 1);
  assert.ok(log.hovers > 0);
  assert.deepEqual(done.gestures, []);
});

test("a press of a hand that holds something is not a press at nothing", () => {
  const { log, step, fire, at } = setUp(controller());
  step();
  fire("squeezestart");
  assert.deepEqual(log.gestures, ["grab"]);
  fire("selectstart");
  step();
  fire("selectend");
  step();
  assert.equal(log.empty, 0);
  fire("squeezeend");
  at.ray = [5, 1.2, 0];
  step();
  fire("selectstart");
  fire("selectend");
  assert.equal(log.empty, 1);
});
