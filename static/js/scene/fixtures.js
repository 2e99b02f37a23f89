/**
 * What the products stand on: rails, boards, tables, platforms, plinths, the shelf and the stage.
 * @module scene/fixtures
 */

import * as THREE from "three";

import { BOARDS, COUNTER, PLATFORMS, PLINTHS, RAILS, SHELF, STAGE, TABLE } from "./layout.js";
import { random } from "./textures.js";

/** @typedef {import("./builder.js").Builder} Builder */
/** @typedef {import("./room.js").Palette} Palette */

/** @param {Palette} mats @param {Builder} build */
function rails(mats, build) {
  for (const { x, z, length, y } of RAILS) {
    const [left, right, bar] = [x - length / 2, x + length / 2, y + 0.09];
    build.rod(mats.bronze, [left, bar, z], [right, bar, z], 0.014);
    for (const end of [left, right]) build.rod(mats.bronze, [end, 0, z], [end, bar + 0.012, z], 0.014);
    build.box(mats.oak, [length + 0.3, 0.07, 0.62], [x, 0, z]);
  }
}

/** @param {Palette} mats @param {Builder} build */
function boards(mats, build) {
  const { x, z, length, y, depth } = BOARDS;
  for (const level of y) build.box(mats.oak, [depth, 0.035, length + 0.1], [x, level - 0.035, z]);
  for (const end of [-length / 2 - 0.06, 0, length / 2 + 0.06])
    build.box(mats.oak, [depth, 2.2, 0.03], [x + 0.02, 0, z + end], 0, 0.004);
  build.box(mats.stone, [depth + 0.14, 0.14, length + 0.3], [x, 0, z]);
}

/** @param {Palette} mats @param {Builder} build */
function tables(mats, build) {
  const { x, z, w, d, y } = TABLE;
  build.box(mats.oak, [w, 0.05, d], [x, y - 0.05, z], 0, 0.02);
  for (const side of [-1, 1]) {
    build.box(mats.oak, [w - 0.2, y - 0.05, 0.07], [x, 0, z + side * (d / 2 - 0.3)]);
  }
  build.box(mats.stone, [COUNTER.w, COUNTER.y, COUNTER.d], [COUNTER.x, 0, COUNTER.z], 0, 0.03);
  build.box(mats.oak, [0.4, 0.14, COUNTER.d - 0.06], [COUNTER.x + 0.2, COUNTER.y, COUNTER.z], 0, 0.01);
}

/** A dry tree in a clay pot. @param {Palette} mats @param {Builder} build @param {number} x @param {number} z */
function tree(mats, build, x, z) {
  const rand = random(Math.round(x * 10 + z));
  build.drum(mats.clay, 0.34, 0.52, [x, 0, z], 40);
  const tip = /** @type {[number, number, number]} */ ([x + 0.08, 1.75, z]);
  build.rod(mats.bronze, [x, 0.4, z], tip, 0.025);
  for (let branch = 0; branch < 9; branch++) {
    const [turn, rise] = [rand() * 6.3, 0.35 + rand() * 0.75];
    const from = [x + 0.06, 1.05 + rand() * 0.7, z];
    const to = [from[0] + Math.cos(turn) * 0.55, from[1] + rise, from[2] + Math.sin(turn) * 0.55];
    build.rod(mats.bronze, [from[0], from[1], from[2]], [to[0], to[1], to[2]], 0.008);
    for (let i = 0; i < 26; i++) {
      const along = 0.25 + rand() * 0.8;
      const leaf = new THREE.CircleGeometry(0.075 + rand() * 0.03, 5);
      leaf.scale(0.42, 1, 1);
      const at = [0, 1, 2].map((k) => from[k] + (to[k] - from[k]) * along + (rand() - 0.5) * 0.3);
      build.add(mats.leaf, leaf, [at[0], at[1], at[2]], [rand() * 3, rand() * 6, rand() * 3]);
    }
  }
}

/** A slab along the shelf's arc. @param {number} middle radius @param {number} depth @param {number} thick @param {number} half radians */
function slab(middle, depth, thick, half) {
  const shape = new THREE.Shape();
  shape.absarc(0, 0, middle + depth / 2, Math.PI / 2 - half, Math.PI / 2 + half, false);
  shape.absarc(0, 0, middle - depth / 2, Math.PI / 2 + half, Math.PI / 2 - half, true);
  const bevel = { bevelSize: 0.01, bevelThickness: 0.01, bevelSegments: 2 };
  const geometry = new THREE.ExtrudeGeometry(shape, { depth: thick - 0.02, curveSegments: 40, ...bevel });
  return geometry.rotateX(-Math.PI / 2);
}

/** Two stone slabs on ribbed oak. @param {Palette} mats @param {Builder} build */
function steps(mats, build) {
  const [cx, cz] = SHELF.centre;
  const half = 0.53;
  for (const [i, height] of SHELF.steps.entries()) {
    const middle = SHELF.radius + i * SHELF.depth;
    const front = middle - SHELF.depth / 2;
    build.add(mats.stone, slab(middle, SHELF.depth + 0.02, 0.22, half), [cx, height - 0.21, cz]); // its face carries the labels
    build.add(mats.linen, slab(middle + 0.05, SHELF.depth - 0.12, height - 0.2, half - 0.03), [cx, 0.01, cz]);
    const ribs = Math.round((half * 2 * front) / 0.052);
    for (let rib = 0; rib <= ribs; rib++) {
      const angle = -half + 0.02 + ((half * 2 - 0.04) * rib) / ribs;
      const at = /** @type {[number, number, number]} */ ([cx + Math.sin(angle) * (front + 0.05), 0, cz - Math.cos(angle) * (front + 0.05)]);
      build.box(mats.oak, [0.03, height - 0.21, 0.03], at, -angle, 0);
    }
  }
}

/** @param {Palette} mats @param {Builder} build */
export function furnish(mats, build) {
  rails(mats, build);
  boards(mats, build);
  tables(mats, build);
  steps(mats, build);
  for (const p of PLATFORMS) build.box(mats.stone, [p.size, p.y, p.size], [p.x, 0, p.z], 0, 0.03);
  for (const p of PLINTHS) build.box(mats.stone, [p.size, p.y, p.size], [p.x, 0, p.z], 0, 0.03);
  build.drum(mats.stone, STAGE.radius, STAGE.height, [STAGE.x, 0, STAGE.z]);
  build.drum(mats.linen, 2.7, 0.016, [0, 0, 4.4], 96);
  tree(mats, build, -8.2, -7.9);
  tree(mats, build, 8.1, 6.1);
}
