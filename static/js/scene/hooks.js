/**
 * `window.__app.scene`: what tests and tools may read of the room.
 * @module scene/hooks
 */

import * as THREE from "three";

/**
 * @param {{
 *   api: {readonly ready: boolean, readonly products: object, readonly camera: object, readonly worn: object,
 *     xrFrames: () => number, stats: () => object,
 *     project: (id: string) => {x: number, y: number} | null},
 *   world: import("./world.js").World,
 *   panel: import("../xr/panel.js").Panel,
 * }} parts
 */
export function tellTests({ api, world, panel }) {
  const app = Reflect.get(window, "__app");
  if (!app) return;
  app.scene = {
    get ready() { return api.ready; },
    get xrFrames() { return api.xrFrames(); },
    /** By id: `{loaded, lod, failed, visible}`. */
    get products() { return api.products; },
    get camera() { return api.camera; },
    /** By id: `{points, mesh}` of what is fitted to the shopper. */
    get worn() { return api.worn; },
    get stats() { return api.stats(); },
    /** Products that were put down, and where: metres of the room. */
    get placed() {
      const items = [...world.items].filter((item) => item.role === "placed");
      return Object.fromEntries(items.map((item) => [item.id, item.group.position.toArray()]));
    },
    project: api.project,
    /** Where a button of the panel in the headset is. @param {string} key */
    spot: (key) => panel.spot(key),
    /** Where the middle of a product is. @param {string} id */
    locate: (id) => world.best(id)?.middle(new THREE.Vector3()).toArray() ?? null,
  };
}
