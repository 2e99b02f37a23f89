import assert from "node:assert/strict";
import test from "node:test";

import { verdict } from "../../static/js/ui/fit.js";

test("what a zone is called", () => {
  const zone = (/** @type {number} */ cm, strain = 0) => verdict({ zone: "waist", body: 0.7, garment: 0.7 + cm / 100, strain });
  assert.deepEqual([-4, 0, 2, 8, 20].map((cm) => zone(cm)), ["tight", "tight", "snug", "easy", "loose"]);
  assert.equal(zone(8, 0.1), "tight");
});
