import assert from "node:assert/strict";
import { test } from "node:test";

import { imageOf } from "../../static/js/images.js";

const image = (sha256, view, variant) => ({ sha256, bytes: 1, width: 1, height: 1, view, variant });
const product = {
  id: "chair", name: {}, source: "", category: "chair",
  images: [image("f", "front"), image("t", "three_quarter"), image("bf", "front", "blue"), image("bt", "three_quarter", "blue"), image("g", "back", "green"), image("n", undefined, "none")],
};

test("the picture that shows most of the variant that is meant", () => {
  assert.equal(imageOf(product, ""), "/a/t");
  assert.equal(imageOf(product, "blue"), "/a/bt");
  assert.equal(imageOf(product, "green"), "/a/g");
  assert.equal(imageOf(product, "none"), "/a/n");
});

test("a variant without a picture does not show another one's", () => {
  assert.equal(imageOf(product, "red"), "");
  assert.equal(imageOf(undefined, ""), "");
  assert.equal(imageOf({ ...product, images: undefined }, ""), "");
});

test("the catalogue's own order stays as it is", () => {
  const before = product.images.map((each) => each.sha256);
  imageOf(product, "");
  assert.deepEqual(product.images.map((each) => each.sha256), before);
});
