import assert from "node:assert/strict";
import { test } from "node:test";

import { Matt, surface } from "../../static/js/scene/matt.js";

/** The JSON of a file after the plugin has seen it. */
async function seen(json) {
  await new Matt({ json }).beforeRoot();
  return json;
}

test("gloss goes; what a material is otherwise stays", async () => {
  const unlit = { extensions: { KHR_materials_unlit: {} } };
  const sheen = { name: "wool", extensions: { KHR_materials_sheen: {} }, pbrMetallicRoughness: { metallicRoughnessTexture: { index: 0 }, baseColorFactor: [1, 0, 0, 1] } };
  const { materials } = await seen({ materials: [unlit, sheen] });
  assert.deepEqual(materials, [unlit, { name: "wool", pbrMetallicRoughness: { baseColorFactor: [1, 0, 0, 1] } }]);
});

test("glass can still be seen through", async () => {
  const { materials: [glass] } = await seen({ materials: [{ extensions: { KHR_materials_transmission: { transmissionFactor: 1 } } }] });
  assert.equal(glass.alphaMode, "BLEND");
  assert.ok(glass.pbrMetallicRoughness.baseColorFactor[3] < 0.5);
});

test("what has no material gets one that is not metal", async () => {
  const { meshes, materials } = await seen({ meshes: [{ primitives: [{}, { material: 0 }] }], materials: [{ name: "a" }] });
  assert.deepEqual(meshes[0].primitives.map(({ material }) => material), [1, 0]);
  assert.equal(materials.length, 2);
  assert.deepEqual((await seen({})).materials, []);
});

test("a surface of the room is as glossy as the machine can draw it", () => {
  const look = { color: 0x336699, roughness: 0.4, metalness: 0.9 };
  assert.equal(surface({ matt: false }, look).metalness, 0.9);
  const plain = surface({ matt: true }, look);
  assert.equal(plain.type, "MeshLambertMaterial");
  assert.equal(plain.color.getHex(), 0x336699);
});
