/**
 * The shell: floor, plaster walls with an arched niche, a wall of windows, light wells.
 * @module scene/room
 */

import * as THREE from "three";

import { Builder } from "./builder.js";
import { furnish } from "./fixtures.js";
import { ROOM } from "./layout.js";
import { surface } from "./matt.js";
import { oak, outside, painted, plaster } from "./textures.js";

/** @typedef {import("./quality.js").Quality} Quality */

const [WIDE, DEEP, HIGH] = [ROOM.x[1] - ROOM.x[0], ROOM.z[1] - ROOM.z[0], ROOM.height];
const MID_Z = (ROOM.z[0] + ROOM.z[1]) / 2;
const WINDOW = { z: [-6.2, 4.8], y: [0.42, 3.5] };

/** The palette: few, quiet, warm; the products bring the colour. @param {Quality} quality */
export function palette(quality) {
  const [wood, relief] = [oak(), plaster()];
  relief.repeat.set(0.5, 0.5);
  const fixture = wood.color.clone();
  fixture.repeat.set(0.4, 1.3);
  const standard = (/** @type {THREE.MeshStandardMaterialParameters} */ { bumpMap, bumpScale, ...rest }) =>
    surface(quality, bumpMap && quality.relief ? { bumpMap, bumpScale, ...rest } : rest);
  return {
    wall: standard({ color: 0xf0e9de, roughness: 0.94, bumpMap: relief, bumpScale: 1.2 }),
    niche: standard({ color: 0xd3b096, roughness: 0.95, bumpMap: relief, bumpScale: 1.6 }),
    ceiling: standard({ color: 0xf7f3ec, roughness: 1, emissive: 0xfff3e2, emissiveIntensity: 0.34 }),
    floor: standard({ map: wood.color, color: 0xe2d8cb, bumpMap: wood.bump, bumpScale: 0.8, roughness: 0.56 }),
    oak: standard({ map: fixture, color: 0xf2e2cc, roughness: 0.6 }),
    stone: standard({ color: 0xd3cabd, roughness: 0.82, bumpMap: relief, bumpScale: 0.8 }),
    linen: standard({ color: 0xd9d0c2, roughness: 1 }),
    bronze: standard({ color: 0x6a5a4a, roughness: 0.38, metalness: 0.85 }),
    leaf: standard({ color: 0x6d7f5c, roughness: 0.75, side: THREE.DoubleSide }),
    clay: standard({ color: 0xb88a6d, roughness: 0.9 }),
    light: new THREE.MeshBasicMaterial({ color: 0xfffaf2, toneMapped: false }),
  };
}

/** @typedef {ReturnType<typeof palette>} Palette */

/** @param {Palette} mats @param {Builder} build */
function walls(mats, build) {
  const [t, y] = [0.3, WINDOW.y];
  // The wall at the back, with an arch cut out of it.
  const outline = new THREE.Shape();
  outline.moveTo(-WIDE / 2, 0).lineTo(WIDE / 2, 0).lineTo(WIDE / 2, HIGH).lineTo(-WIDE / 2, HIGH);
  const [half, spring] = [1.75, 1.85];
  const arch = new THREE.Path();
  arch.moveTo(-half, 0).lineTo(-half, spring).absarc(0, spring, half, Math.PI, 0, true).lineTo(half, 0);
  outline.holes.push(arch);
  const back = new THREE.ExtrudeGeometry(outline, { depth: 0.5, bevelEnabled: false, curveSegments: 48 });
  build.add(mats.wall, back, [0, 0, ROOM.z[0] - 0.5]);
  build.box(mats.niche, [half * 2 + 0.4, HIGH, 0.1], [0, 0, ROOM.z[0] - 0.6], 0, 0);
  build.box(mats.wall, [t, HIGH, DEEP], [ROOM.x[1] + t / 2, 0, MID_Z], 0, 0);
  build.box(mats.wall, [WIDE + 0.6, HIGH, t], [0, 0, ROOM.z[1] + t / 2], 0, 0);
  const left = ROOM.x[0] - t / 2;
  build.box(mats.wall, [t, y[0], DEEP], [left, 0, MID_Z], 0, 0);
  build.box(mats.wall, [t, HIGH - y[1], DEEP], [left, y[1], MID_Z], 0, 0);
  for (const [from, to] of [[ROOM.z[0], WINDOW.z[0]], [WINDOW.z[1], ROOM.z[1]]])
    build.box(mats.wall, [t, HIGH, to - from], [left, 0, (from + to) / 2], 0, 0);
  // A skirting board and a window sill of stone give the plaster a scale.
  build.box(mats.stone, [0.46, 0.05, WINDOW.z[1] - WINDOW.z[0] + 0.2], [ROOM.x[0] - 0.07, y[0] - 0.02, -0.7]);
  build.box(mats.stone, [0.02, 0.11, DEEP], [ROOM.x[1] - 0.01, 0, MID_Z], 0, 0);
  for (const side of [-1, 1])
    build.box(mats.stone, [WIDE / 2 - half, 0.11, 0.02], [side * (half + (WIDE / 2 - half) / 2), 0, ROOM.z[0] + 0.01], 0, 0);
}

/** @param {Palette} mats @param {Builder} build */
function windows(mats, build) {
  const [[z0, z1], [y0, y1]] = [WINDOW.z, WINDOW.y];
  const panes = 6;
  for (let i = 0; i <= panes; i++)
    build.box(mats.bronze, [0.07, y1 - y0, 0.05], [ROOM.x[0] - 0.14, y0, z0 + ((z1 - z0) * i) / panes], 0, 0.008);
  for (const y of [y0, 2.72, y1 - 0.05])
    build.box(mats.bronze, [0.07, 0.045, z1 - z0], [ROOM.x[0] - 0.14, y, (z0 + z1) / 2], 0, 0.008);
}

/** Linen curtains: a folded sheet. @param {number} width @param {number} height */
function curtain(width, height) {
  const geometry = new THREE.PlaneGeometry(width, height, 90, 1);
  const position = geometry.getAttribute("position");
  for (let i = 0; i < position.count; i++) {
    const x = position.getX(i);
    position.setZ(i, Math.sin(x * 21) * 0.05 + Math.sin(x * 9 + 1) * 0.03);
  }
  geometry.computeVertexNormals();
  return geometry;
}

/** Long shallow wells in the ceiling, glowing at the top. @param {Palette} mats @param {Builder} build */
function ceiling(mats, build) {
  const sheet = new THREE.Shape();
  sheet.moveTo(-WIDE / 2, -DEEP / 2).lineTo(WIDE / 2, -DEEP / 2).lineTo(WIDE / 2, DEEP / 2).lineTo(-WIDE / 2, DEEP / 2);
  for (const x of [-4.6, 0, 4.6]) {
    const hole = new THREE.Path();
    hole.moveTo(x - 0.75, -5).lineTo(x + 0.75, -5).lineTo(x + 0.75, 4.6).lineTo(x - 0.75, 4.6);
    sheet.holes.push(hole);
    build.box(mats.light, [1.9, 0.04, 10.2], [x, HIGH + 0.62, MID_Z + 0.2], 0, 0);
    build.box(mats.ceiling, [1.9, 0.04, 10.2], [x, HIGH + 0.67, MID_Z + 0.2], 0, 0); // keeps the sun out
    for (const side of [-1, 1]) build.box(mats.ceiling, [0.05, 0.6, 9.8], [x + side * 0.8, HIGH, MID_Z + 0.2], 0, 0);
    for (const z of [-5, 4.6]) build.box(mats.ceiling, [1.6, 0.6, 0.05], [x, HIGH, MID_Z - z], 0, 0);
  }
  const slab = new THREE.ExtrudeGeometry(sheet, { depth: 0.12, bevelEnabled: false });
  slab.rotateX(Math.PI / 2);
  build.add(mats.ceiling, slab, [0, HIGH + 0.12, MID_Z]);
}

/** What daylight leaves dark: under the fixtures and along the walls, painted once. */
function floorShade() {
  const shade = painted(512, 512, (pen) => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, 512, 512);
    for (const [x0, y0, x1, y1] of [[0, 0, 60, 0], [512, 0, 430, 0], [0, 0, 0, 70], [0, 512, 0, 420]]) {
      const edge = pen.createLinearGradient(x0, y0, x1, y1);
      edge.addColorStop(0, "rgb(60 48 36 / .5)");
      edge.addColorStop(0.3, "rgb(60 48 36 / .18)");
      edge.addColorStop(1, "rgb(60 48 36 / 0)");
      pen.fillStyle = edge;
      pen.fillRect(0, 0, 512, 512);
    }
  });
  shade.colorSpace = THREE.NoColorSpace;
  shade.channel = 1;
  return shade;
}

/** @param {Palette} mats */
function floor(mats) {
  const geometry = new THREE.PlaneGeometry(WIDE, DEEP + 1);
  geometry.setAttribute("uv1", geometry.getAttribute("uv").clone());
  const uv = geometry.getAttribute("uv");
  for (let i = 0; i < uv.count; i++) uv.setXY(i, (uv.getX(i) * WIDE) / 2.6, (uv.getY(i) * DEEP) / 1.5);
  mats.floor.aoMap = floorShade();
  const mesh = new THREE.Mesh(geometry.rotateX(-Math.PI / 2), mats.floor);
  mesh.position.set(0, 0, MID_Z - 0.2);
  mesh.receiveShadow = true;
  return mesh;
}

/** @param {Quality} quality @returns {{group: THREE.Group, dispose: () => void}} */
export function buildRoom(quality) {
  const group = new THREE.Group();
  group.name = "room";
  const mats = palette(quality);
  for (const material of Object.values(mats))
    if ("map" in material && material.map) material.map.anisotropy = quality.anisotropy;
  const shell = new Builder();
  walls(mats, shell);
  windows(mats, shell);
  ceiling(mats, shell);
  furnish(mats, shell);
  const sheer = surface(quality, {
    color: 0xfbf7ef, roughness: 1, side: THREE.DoubleSide, transparent: true, opacity: 0.82,
    emissive: 0xfff3e0, emissiveIntensity: 0.22,
  });
  const cloth = new Builder();
  for (const z of [WINDOW.z[0] + 0.35, WINDOW.z[1] - 0.35])
    cloth.add(sheer, curtain(1.5, 3.72), [ROOM.x[0] + 0.16, 1.88, z], [0, Math.PI / 2, 0]);
  shell.build(group);
  cloth.build(group, { cast: false });
  const view = new THREE.Mesh(
    new THREE.PlaneGeometry(26, 11),
    new THREE.MeshBasicMaterial({ map: outside(), toneMapped: false }),
  );
  view.position.set(ROOM.x[0] - 4, 2.6, -0.7);
  view.rotation.y = Math.PI / 2;
  group.add(floor(mats), view);
  const dispose = () =>
    group.traverse((node) => {
      if (node instanceof THREE.Mesh) node.geometry.dispose();
    });
  return { group, dispose };
}
