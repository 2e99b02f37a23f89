/**
 * The shelf of recommendations: places on two curved steps that follow the slate.
 * @module scene/shelf
 */

import * as THREE from "three";

import { Item } from "./item.js";
import { FONT, INK, Labels, fitted, wrapped } from "./labels.js";
import { SHELF, shelfSpots } from "./layout.js";

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("../types.js").SlateItem} SlateItem */
/** @typedef {import("../types.js").I18n} I18n */
/** @typedef {import("./world.js").World} World */
/** @typedef {{price: (product: Product) => string, why: (item: SlateItem) => string}} Words */

const UNDER = new THREE.Vector3(0, -0.8, 0); // where items come from and go to: out of the step

export class Shelf {
  /** @param {World} world @param {Map<string, Product>} products @param {I18n} i18n @param {Words} words */
  constructor(world, products, i18n, words) {
    this.world = world;
    this.products = products;
    this.i18n = i18n;
    this.words = words;
    this.spots = shelfSpots();
    /** @type {(Item | null)[]} */
    this.items = this.spots.map(() => null);
    /** @type {SlateItem[]} */
    this.slate = [];
    this.labels = new Labels(world.root, { cells: SHELF.places, columns: 4, width: 512, height: 192, metres: 0.46 });
    /** @type {{item: Item, until: number}[]} */
    this.going = [];
  }

  /** Who stays keeps its item and glides to its new place. @param {SlateItem[]} slate */
  show(slate) {
    this.slate = slate.filter((entry) => this.products.has(entry.product)).slice(0, SHELF.places);
    const before = new Map(this.items.flatMap((item) => (item ? [[item.id, item]] : [])));
    this.items = this.spots.map((spot, i) => {
      const product = this.products.get(this.slate[i]?.product ?? "");
      if (!product) return null;
      const item = before.get(product.id) ?? this.#arrive(product, spot);
      before.delete(product.id);
      item.stand(spot);
      return item;
    });
    for (const item of before.values()) this.#leave(item);
    this.write();
  }

  /** @param {Product} product @param {import("./layout.js").Spot} spot */
  #arrive(product, spot) {
    const item = new Item(product, "shelf");
    item.stand(spot, true);
    item.group.scale.setScalar(0.02);
    item.group.position.y += 0.25;
    this.world.add(item);
    return item;
  }

  /** @param {Item} item */
  #leave(item) {
    item.goal.scale = 0.01;
    item.goal.position.add(UNDER);
    item.leaving = true;
    this.going.push({ item, until: performance.now() + 700 });
  }

  /** @param {number} now milliseconds */
  update(now) {
    this.going = this.going.filter(({ item, until }) => {
      if (now < until) return true;
      this.world.remove(item);
      return false;
    });
  }

  /** Paints every label anew, in the shopper's language. */
  write() {
    for (const [i, spot] of this.spots.entries()) {
      const [entry, product] = [this.slate[i], this.products.get(this.slate[i]?.product ?? "")];
      if (!entry || !product) {
        this.labels.set(i, null);
        continue;
      }
      const forward = SHELF.depth / 2 + 0.042; // before the face of the step, which curves towards the label's ends
      const at = /** @type {[number, number, number]} */ ([
        spot.at[0] + Math.sin(spot.yaw) * forward,
        spot.at[1] - 0.098,
        spot.at[2] + Math.cos(spot.yaw) * forward,
      ]);
      const [name, price, why] = [this.i18n.text(product.name), this.words.price(product), this.words.why(entry)];
      this.labels.set(i, { at, yaw: spot.yaw }, (pen, width) => {
        pen.textAlign = "center";
        pen.fillStyle = INK.text;
        pen.font = `600 40px ${FONT}`;
        pen.fillText(fitted(pen, name, width - 24), width / 2, 42);
        pen.fillStyle = INK.quiet;
        pen.font = `400 34px ${FONT}`;
        pen.fillText(price, width / 2, 88);
        pen.fillStyle = INK.accent;
        pen.font = `400 29px ${FONT}`;
        const lines = wrapped(pen, why, width - 16, 2);
        for (const [row, line] of lines.entries()) pen.fillText(line, width / 2, 132 + row * 36);
      });
    }
  }
}
