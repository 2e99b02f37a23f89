import assert from "node:assert/strict";
import { test } from "node:test";

import { Matrix4, Scene } from "../../static/node_modules/three/build/three.module.js";
import { HitTest } from "../../static/js/xr/hittest.js";

const hand = (handedness) => ({ handedness, targetRayMode: "tracked-pointer", targetRaySpace: handedness });

/** A session in which each ray meets the floor where `floor` says, by its space. */
function setUp(inputSources, floor) {
  const cancelled = [];
  const session = {
    inputSources,
    requestReferenceSpace: async (name) => name,
    requestHitTestSource: async ({ space }) => ({ space, cancel: () => cancelled.push(space) }),
  };
  const frame = {
    getHitTestResults: ({ space }) =>
      floor[space] ? [{ getPose: () => ({ transform: { matrix: new Matrix4().setPosition(...floor[space]).toArray() } }) }] : [],
  };
  const hits = new HitTest(session, new Scene());
  /** Two frames: sources are opened between them. */
  const look = async () => {
    for (let i = 0; i < 2; i++) {
      hits.update(frame, "space", new Matrix4(), true);
      await new Promise(setImmediate);
    }
    hits.update(frame, "space", new Matrix4(), true);
    return hits.at?.toArray() ?? null;
  };
  return { hits, look, cancelled, session };
}

test("the hand that pressed last aims, until then the right one", async () => {
  const [left, right] = [hand("left"), hand("right")];
  const { hits, look } = setUp([left, right], { left: [-1, 0, 0], right: [1, 0, 0] });
  assert.deepEqual(await look(), [1, 0, 0]);
  hits.leading = left;
  assert.deepEqual(await look(), [-1, 0, 0]);
});

test("a hand that points nowhere puts nothing where the other one points", async () => {
  const [left, right] = [hand("left"), hand("right")];
  const { hits, look } = setUp([left, right], { right: [1, 0, 0] });
  hits.leading = left;
  assert.equal(await look(), null);
  assert.equal(hits.ring.visible, false);
});

test("without hands the middle of the view aims; its source ends when a hand comes", async () => {
  const { look, cancelled, session } = setUp([], { viewer: [0, 0, -2], right: [1, 0, 0] });
  assert.deepEqual(await look(), [0, 0, -2]);
  session.inputSources = [hand("right")];
  assert.deepEqual(await look(), [1, 0, 0]);
  assert.deepEqual(cancelled, ["viewer"]);
});

test("a device without hit test aims at nothing", async () => {
  const { look, session } = setUp([hand("right")], {});
  delete session.requestHitTestSource;
  assert.equal(await look(), null);
});
