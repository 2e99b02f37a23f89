/**
 * Which product stands where: pure, so that the same catalogue always makes the same room.
 *
 * The room is 18 m wide and 16 m deep; one enters at `HOME` and looks along -Z. The window is the
 * wall at -X.
 * @module scene/layout
 */

/** @typedef {import("../types.js").Product} Product */
/** @typedef {import("../input/walk.js").Block} Block */
/**
 * @typedef {object} Spot
 * @property {[number, number, number]} at metres; where the bottom centre stands
 * @property {number} yaw radians; 0 faces the entrance (+Z)
 * @property {number} room largest size in metres that fits; larger products are shown smaller
 * @property {boolean} [hang] `at` is where the top hangs
 */
/** @typedef {Spot & {product: string, section: string}} Place */
/** @typedef {{at: [number, number, number], yaw: number, stand: [number, number, number]}} Sign */

export const ROOM = { x: [-9, 9], z: [-9, 7], height: 4.2 };
export const HOME = { x: 0, z: 5.4, yaw: 0, pitch: -0.17 };
export const STAGE = { x: 0, z: -6.3, radius: 1.25, height: 0.16 };
export const SHELF = { radius: 3.0, centre: [0, 5.6], places: 12, steps: [0.4, 0.92], depth: 0.52 };

const quarter = Math.PI / 2;

/** @param {number} count @param {(i: number) => Spot} spot @returns {Spot[]} */
const row = (count, spot) => Array.from({ length: count }, (_, i) => spot(i));

/** `count` marks `step` apart around 0. @param {number} i @param {number} count @param {number} step */
const centred = (i, count, step) => (i - (count - 1) / 2) * step;

/** Rails: along the back wall beside the stage, and two free-standing ones. */
export const RAILS = [
  { x: -5.4, z: -8.45, length: 5.6, count: 9, y: 1.78 },
  { x: 5.4, z: -8.45, length: 5.6, count: 9, y: 1.78 },
  { x: -3.9, z: -5.2, length: 3.2, count: 5, y: 1.72 },
  { x: 3.9, z: -5.2, length: 3.2, count: 5, y: 1.72 },
];
export const BOARDS = { x: 8.66, z: -1.6, length: 6.4, y: [0.42, 0.86, 1.3, 1.74], count: 8, depth: 0.4 };
export const TABLE = { x: 5.2, z: -1.9, w: 1.1, d: 3, y: 0.78 };
export const COUNTER = { x: 5.0, z: 2.0, w: 0.9, d: 2.1, y: 0.98 };
export const PLATFORMS = [-3.2, -0.6, 2.0].flatMap((z) => [-6.9, -4.3].map((x) => ({ x, z, size: 2.3, y: 0.12 })));
export const PLINTHS = [1.4, 2.4, 3.4, 4.4, 5.4].map((z) => ({ x: 8.2, z, size: 0.6, y: 0.8 }));

/** Every section's spots, the best first. @type {Record<string, Spot[]>} */
export const SPOTS = {
  clothes: RAILS.flatMap((rail) =>
    row(rail.count, (i) => ({
      at: [rail.x + centred(i, rail.count, rail.length / rail.count), rail.y, rail.z],
      yaw: 0,
      room: 1.55,
      hang: true,
    })),
  ),
  shoes: [1, 2, 0, 3].flatMap((level) =>
    row(BOARDS.count, (i) => ({
      at: [BOARDS.x - 0.02, BOARDS.y[level], BOARDS.z + centred(i, BOARDS.count, BOARDS.length / BOARDS.count)],
      yaw: -quarter,
      room: 0.42,
    })),
  ),
  bags: row(12, (i) => ({
    at: [TABLE.x + (i % 2 ? 0.27 : -0.27), TABLE.y, TABLE.z + centred(i >> 1, 6, 0.48)],
    yaw: i % 2 ? quarter : -quarter,
    room: 0.5,
  })),
  glasses: row(16, (i) => ({
    at: [COUNTER.x + centred(i % 2, 2, 0.36), COUNTER.y + (i % 2 ? 0.14 : 0), COUNTER.z + centred(i >> 1, 8, 0.24)],
    yaw: -quarter,
    room: 0.22,
  })),
  furniture: PLATFORMS.map((p) => ({ at: [p.x, p.y, p.z], yaw: 0.42, room: 2.2 })),
  other: PLINTHS.map((p) => ({ at: [p.x, p.y, p.z], yaw: -quarter, room: 0.75 })),
};

/** Where a section's name hangs, and where to stand to look at it. @type {Record<string, Sign>} */
export const SIGNS = {
  clothes: { at: [-5.4, 2.5, -8.9], yaw: 0, stand: [-2.2, -2.6, 0.5] },
  shoes: { at: [8.9, 2.62, -1.6], yaw: -quarter, stand: [6.6, -1.0, -quarter] },
  bags: { at: [TABLE.x, 1.72, TABLE.z], yaw: -0.5, stand: [3.2, -0.7, -1.0] },
  glasses: { at: [COUNTER.x, 1.78, COUNTER.z], yaw: -0.7, stand: [3.6, 2.6, -1.2] },
  furniture: { at: [-5.6, 2.3, -4.6], yaw: 0.3, stand: [-3.1, 3.9, 0.55] },
  other: { at: [8.9, 2.1, 3.4], yaw: -quarter, stand: [6.2, 3.6, -quarter] },
};

/** What stands in the way of one who walks. @type {Block[]} */
export const BLOCKS = [
  { x: STAGE.x, z: STAGE.z, w: 2.5, d: 2.5 },
  { x: BOARDS.x, z: BOARDS.z, w: 0.6, d: BOARDS.length },
  { x: TABLE.x, z: TABLE.z, w: TABLE.w, d: TABLE.d },
  { x: COUNTER.x, z: COUNTER.z, w: COUNTER.w, d: COUNTER.d },
  ...RAILS.map((r) => ({ x: r.x, z: r.z, w: r.length, d: 0.5 })),
  ...PLATFORMS.map((p) => ({ x: p.x, z: p.z, w: p.size, d: p.size })),
  ...PLINTHS.map((p) => ({ x: p.x, z: p.z, w: p.size, d: p.size })),
  { x: 0, z: 2.5, w: 3.4, d: 1.2 },
];

/**
 * The spots of the shelf: an arc of two steps around the one who enters.
 * @returns {Spot[]} left to right, lower step first
 */
export function shelfSpots() {
  const [cx, cz] = SHELF.centre;
  const half = SHELF.places / 2;
  return row(SHELF.places, (i) => {
    const back = i >= half;
    const radius = SHELF.radius + (back ? SHELF.depth : 0);
    const angle = centred(i % half, half, 0.5 / SHELF.radius);
    return {
      at: [cx + Math.sin(angle) * radius, SHELF.steps[back ? 1 : 0], cz - Math.cos(angle) * radius],
      yaw: -angle,
      room: back ? 0.46 : 0.38,
    };
  });
}

/**
 * Gives every section its products in turn until `most` are placed. What belongs nowhere takes the
 * fixtures of sections that the catalogue leaves empty.
 * @param {Product[]} products @param {number} [most]
 * @returns {Place[]}
 */
export function layout(products, most = 120) {
  /** @type {Map<string, Product[]>} */
  const queues = new Map(Object.keys(SPOTS).map((name) => [name, []]));
  for (const product of products) (queues.get(product.section ?? "other") ?? queues.get("other"))?.push(product);
  const spots = new Map(Object.entries(SPOTS).map(([name, list]) => [name, [...list]]));
  for (const [name, queue] of queues)
    if (!queue.length && name !== "clothes") spots.get("other")?.push(...(spots.get(name) ?? []));
  /** @type {Place[]} */
  const places = [];
  for (let round = 0, more = true; more && places.length < most; round++) {
    more = false;
    for (const [section, queue] of queues) {
      const [product, spot] = [queue[round], spots.get(section)?.[round]];
      if (!product || !spot || places.length >= most) continue;
      places.push({ ...spot, product: product.id, section });
      more = true;
    }
  }
  return places;
}

/** Where one who puts `product` down at random would: beside the shelf. @type {Place["at"]} */
export const FRONT = [1.6, 0, 4.2];
