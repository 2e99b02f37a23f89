/**
 * What the keys do: the same deeds as pointers do, on the product in focus.
 * @module scene/commands
 */

import * as THREE from "three";

/** @typedef {import("../input/keys.js").Command} Command */
/** @typedef {import("./item.js").Item} Item */

const KEY = "keys"; // the keyboard's name among the pointers

/**
 * @param {{world: import("./world.js").World, store: import("../types.js").Store,
 *   person: import("./person.js").Person, handling: import("../input/handling.js").Handling,
 *   tell: (gesture: import("../types.js").Gesture) => void, now: () => number, home: () => void}} parts
 * @returns {(command: Command) => void}
 */
export function commands({ world, store, person, tell, now }) {
  let [focus, since] = ["", 0];
  let lifted = false;
  const current = () => world.best(store.get().detail ?? focus);

  /** @param {number} step */
  const move = (step) => {
    const list = inReach(world, person.camera);
    if (!list.length) return;
    const at = list.findIndex((item) => item.id === focus);
    focus = list[(at + step + list.length) % list.length].id;
    since = now();
    world.pointed.set(KEY, focus);
    tell({ kind: "hover", product: focus, magnitude: 1 });
    if (store.get().detail) store.set({ detail: focus });
  };

  /** @param {"thumbs_up" | "thumbs_down" | "discard" | "try_on" | "select"} kind */
  const say = (kind) => {
    const item = current();
    if (item) tell({ kind, product: item.id, variant: item.variant, magnitude: 1 });
  };

  const grab = () => {
    const item = current();
    if (!item) return;
    lifted = !lifted;
    tell({ kind: lifted ? "grab" : "release", product: item.id, variant: item.variant, ms: lifted ? 0 : now() - since });
    since = now();
    store.set({ detail: lifted ? item.id : null });
  };

  /** @param {number} degrees @param {number} factor */
  const change = (degrees, factor) => {
    const item = current();
    if (!item) return;
    const radians = THREE.MathUtils.degToRad(degrees);
    item.goal.turn.premultiply(new THREE.Quaternion().setFromAxisAngle(new THREE.Vector3(0, 1, 0), radians));
    item.goal.scale = THREE.MathUtils.clamp(item.goal.scale * factor, 0.1, 5);
    if (degrees) tell({ kind: "rotate", product: item.id, variant: item.variant, magnitude: Math.abs(radians) });
    else tell({ kind: "scale", product: item.id, variant: item.variant, magnitude: factor });
  };

  /** @type {Record<Command, () => void>} */
  const acts = {
    next: () => move(1),
    previous: () => move(-1),
    open: () => {
      if (!focus) return;
      say("select");
      store.set({ detail: focus });
    },
    close: () => {
      lifted = false;
      world.pointed.delete(KEY);
      store.set({ detail: null, comparing: false });
    },
    grab,
    try_on: () => say("try_on"),
    like: () => say("thumbs_up"),
    dislike: () => say("thumbs_down"),
    discard: () => say("discard"),
    turn_left: () => change(15, 1),
    turn_right: () => change(-15, 1),
    larger: () => change(0, 1.1),
    smaller: () => change(0, 1 / 1.1),
    home: () => {
      store.set({ detail: null });
      person.home();
    },
  };
  return (command) => acts[command]();
}

/** Products in view, the shelf first, each row from left to right. @param {import("./world.js").World} world @param {THREE.Camera} camera */
function inReach(world, camera) {
  const at = new THREE.Vector3();
  /** @type {{item: Item, order: number}[]} */
  const list = [];
  for (const item of world.items) {
    if (item.leaving || !["shelf", "section", "placed"].includes(item.role)) continue;
    item.middle(at).project(camera);
    if (Math.abs(at.x) > 1 || Math.abs(at.y) > 1 || at.z > 1) continue;
    list.push({ item, order: (item.role === "shelf" ? -10 : 0) - Math.round(at.y * 3) * 3 + at.x });
  }
  return list.sort((a, b) => a.order - b.order).map((entry) => entry.item);
}
