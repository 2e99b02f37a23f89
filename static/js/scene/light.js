/**
 * Daylight: one sun through the window, one baked environment for everything else.
 * @module scene/light
 */

import * as THREE from "three";

import { ROOM } from "./layout.js";

/** @param {number} width @param {number} height @param {number} depth @param {number} color @param {number} strength */
function glow(width, height, depth, color, strength) {
  const material = new THREE.MeshBasicMaterial({ color });
  material.color.multiplyScalar(strength);
  return new THREE.Mesh(new THREE.BoxGeometry(width, height, depth), material);
}

/** What a product in the middle of the room would reflect. */
function surroundings() {
  const scene = new THREE.Scene();
  const shell = new THREE.Mesh(
    new THREE.BoxGeometry(18, 6, 16),
    new THREE.MeshBasicMaterial({ color: new THREE.Color(0xcdc8c0).multiplyScalar(1.3), side: THREE.BackSide }),
  );
  shell.position.y = 1.4;
  const floor = glow(18, 0.1, 16, 0xa89a86, 0.9);
  floor.position.y = -1.55;
  const window = glow(0.1, 3.4, 11, 0xf2f6ff, 7);
  window.position.set(-8.9, 0.9, -0.5);
  scene.add(shell, floor, window);
  for (const x of [-4.5, 0, 4.5]) {
    const well = glow(2.2, 0.1, 8, 0xfff4e2, 1.9);
    well.position.set(x, 3.9, -1);
    scene.add(well);
  }
  const dark = glow(18, 1.4, 0.1, 0x6b6258, 0.7); // gives metal and glass something to draw an edge with
  dark.position.set(0, -0.9, 7.9);
  scene.add(dark);
  return scene;
}

/**
 * @param {THREE.WebGLRenderer} renderer @param {THREE.Scene} scene
 * @param {import("./quality.js").Quality} quality
 * @returns {{sun: THREE.DirectionalLight, shadows: () => void}} call `shadows` when something that
 *   casts one has moved: they are drawn only then
 */
export function daylight(renderer, scene, { shadows: cast, reflections }) {
  if (reflections) {
    const generator = new THREE.PMREMGenerator(renderer);
    scene.environment = generator.fromScene(surroundings(), 0.03).texture;
    scene.environmentIntensity = 0.62;
    generator.dispose();
  }
  const sun = new THREE.DirectionalLight(0xfff1de, cast ? 5.2 : 1.3);
  sun.position.set(-18, 8, 6);
  sun.target.position.set(0, 0, -1);
  sun.castShadow = cast;
  sun.shadow.mapSize.set(2048, 2048);
  const camera = sun.shadow.camera;
  Object.assign(camera, { left: -13, right: 13, top: 10.5, bottom: -10.5, near: 0.5, far: 42 });
  sun.shadow.bias = -0.0004;
  sun.shadow.normalBias = 0.03;
  sun.shadow.radius = 1.6;
  const sky = new THREE.HemisphereLight(0xffffff, 0xe6d9c6, reflections ? 0.2 : 2.1);
  sky.position.set(0, ROOM.height, 0);
  scene.add(sun, sun.target, sky);
  renderer.shadowMap.enabled = cast;
  renderer.shadowMap.type = THREE.PCFShadowMap;
  renderer.shadowMap.autoUpdate = false;
  const shadows = () => {
    renderer.shadowMap.needsUpdate = cast;
  };
  shadows();
  return { sun, shadows };
}
