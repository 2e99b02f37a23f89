import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { texelSize } from "../../static/js/scene/texel.js";

const THREE = createRequire(new URL("../../static/package.json", import.meta.url))("three");

const plane = (metres, pixels, { repeat = 1, scale = 1 } = {}) => {
  const map = new THREE.Texture({ width: pixels, height: pixels });
  map.repeat.setScalar(repeat);
  const mesh = new THREE.Mesh(new THREE.PlaneGeometry(metres, metres), new THREE.MeshBasicMaterial({ map }));
  mesh.scale.setScalar(scale);
  return mesh;
};
const near = (is, should) => assert.ok(Math.abs(is - should) < 1e-9, `${is}, not ${should}`);

test("a metre under 256 texels: 3.9 mm to a texel", () => near(texelSize(plane(1, 256)), 1 / 256));
test("a repeated texture is finer", () => near(texelSize(plane(1, 256, { repeat: 4 })), 1 / 1024));
test("a mesh in centimetres under a node that scales it", () => near(texelSize(plane(100, 256, { scale: 0.01 })), 1 / 256));
test("the coarsest of several counts", () => {
  const group = new THREE.Group();
  group.add(plane(1, 1024), plane(1, 64));
  near(texelSize(group), 1 / 64);
});
test("without a picture there is none to blur", () => {
  assert.equal(texelSize(new THREE.Mesh(new THREE.BoxGeometry(), new THREE.MeshBasicMaterial())), 0);
  assert.equal(texelSize(new THREE.Group()), 0);
});
