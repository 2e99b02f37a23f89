/**
 * Which meshes to fetch, in which order: pure.
 *
 * Errors are metres as they stand in the room, seen as pixels of the screen. A finer mesh is worth
 * the pixels of error it takes away, the more the nearer to where one looks, per byte still to come.
 * @module scene/plan
 */

/** @typedef {import("../types.js").Lod} Lod */
/**
 * @typedef {object} Showing one item, as it stands
 * @property {Lod[]} lods coarsest first
 * @property {Set<number>} refused levels that did not come or did not read
 * @property {number} level it has; -1: none
 * @property {number} distance metres from the eye to its nearest side
 * @property {number} radius metres
 * @property {number} scale metres in the room to a metre of the mesh
 * @property {number} angle radians from where one looks to its nearest side
 * @property {boolean} inView
 * @property {boolean} held
 * @property {boolean} focus pointed at, gazed at, or shown in detail
 */
/** @typedef {{sha256: string, bytes: number, items: {place: number, level: number}[]}} Wish places of the showings, and which level of each it is */
/** @typedef {{triangles: number, bytes: number}} Budget what all items together may have */
/**
 * @typedef {object} View
 * @property {number} focal pixels to which a metre appears at a metre's distance
 * @property {Budget} budget
 * @property {(sha256: string) => number} texel metres of the mesh that a texel covers; 0: unknown, or none
 * @property {(sha256: string, bytes: number) => number} left bytes that are not here
 */

/** Errors below so many pixels are not seen. A finer mesh is dropped only far below: the gap keeps it from flickering. */
const SEEN = { fine: 1, coarse: 0.5 };
const NEAREST = 0.15; // metres
/** A step between is fetched only if it pays so much better per byte: its bytes are lost in the end. */
const PAYS = 1.5;
const BOOST = { held: 6, focus: 3 };
const FOVEA = 0.35; // radians from where one looks to where it counts half
const ASIDE = 0.1; // what is out of view, beside what is seen last
const LEAST_BYTES = 1024; // what is here already still takes a moment to decode
const UNSEEN = -1;

/** @param {number} metres @param {Showing} showing @param {number} focal */
const pixels = (metres, showing, focal) => (metres * focal) / Math.max(NEAREST, showing.distance);

/** How much one looks at it. @param {Showing} showing */
export function attention({ angle, inView, held, focus }) {
  if (held) return BOOST.held;
  if (focus) return BOOST.focus;
  return (inView ? 1 : ASIDE) / (1 + (angle / FOVEA) ** 2);
}

/**
 * Pixels by which a level is off: all of the thing when there is none.
 * @param {Showing} showing @param {number} level @param {View} view
 */
export function error(showing, level, { focal, texel }) {
  if (level < 0) return pixels(2 * showing.radius, showing, focal);
  const { error_m, sha256 } = showing.lods[level];
  // A blur of two pixels is as bad as a surface that is off by one.
  return pixels(Math.max(error_m, texel(sha256) / 2) * showing.scale, showing, focal);
}

/** Levels that can be had, coarsest first. @param {Showing} showing */
const usable = ({ lods, refused }) => lods.flatMap((_, level) => (refused.has(level) ? [] : [level]));

/** The level it should have in the end, were there no limits. @param {Showing} showing @param {View} view */
function ideal(showing, view) {
  const levels = usable(showing);
  const seen = showing.inView || showing.held || showing.focus;
  const [first = UNSEEN] = levels;
  if (!seen) return Math.max(showing.level, first);
  const good = (/** @type {number} */ limit) =>
    levels.find((level) => error(showing, level, view) <= limit) ?? levels.at(-1) ?? UNSEEN;
  if (showing.level < 0 || error(showing, showing.level, view) > SEEN.fine) return Math.max(showing.level, good(SEEN.fine));
  return Math.min(showing.level, good(SEEN.coarse));
}

/**
 * The level each should have in the end, within the budget: what is seen least is made coarser first.
 * @param {Showing[]} showings @param {View} view
 */
export function targets(showings, view) {
  const levels = showings.map((showing) => ideal(showing, view));
  const cost = (/** @type {number} */ i, /** @type {keyof Budget} */ what) => (levels[i] < 0 ? 0 : showings[i].lods[levels[i]][what]);
  const over = () => /** @type {(keyof Budget)[]} */ (["triangles", "bytes"])
    .find((what) => levels.reduce((sum, _, i) => sum + cost(i, what), 0) > view.budget[what]);
  for (let what = over(); what; what = over()) {
    const place = leastMissed(showings, levels, what, view);
    if (place < 0) break;
    levels[place] = coarser(showings[place], levels[place]);
  }
  return levels;
}

/** @param {Showing} showing @param {number} level @returns {number} the next coarser that can be had; `UNSEEN`: none */
const coarser = (showing, level) => usable(showing).filter((each) => each < level).at(-1) ?? UNSEEN;

/** Whose next coarser level takes the least from the view for what it gives back. @param {Showing[]} showings @param {number[]} levels @param {keyof Budget} what @param {View} view */
function leastMissed(showings, levels, what, view) {
  let [place, least] = [-1, Infinity];
  for (const [i, showing] of showings.entries()) {
    const down = coarser(showing, levels[i]);
    if (down < 0) continue;
    const saved = showing.lods[levels[i]][what] - showing.lods[down][what];
    if (saved <= 0) continue;
    const missed = (error(showing, down, view) - error(showing, levels[i], view)) * attention(showing);
    // What is there already is kept rather than something new begun.
    const loss = ((showing.level >= levels[i] ? 2 : 1) * missed) / saved;
    if (loss < least) [place, least] = [i, loss];
  }
  return place;
}

/**
 * The levels one item takes on its way to `target`, each with its gain in pixels.
 * @param {Showing} showing @param {number} target @param {View} view
 * @returns {{level: number, gain: number}[]}
 */
export function steps(showing, target, view) {
  if (target < 0 || target === showing.level) return [];
  if (target < showing.level) return [{ level: target, gain: 0 }];
  const left = (/** @type {number} */ level) => {
    const { sha256, bytes } = showing.lods[level];
    return Math.max(LEAST_BYTES, view.left(sha256, bytes));
  };
  const found = [];
  for (let at = showing.level; at < target;) {
    const gain = (/** @type {number} */ level) => Math.max(0, error(showing, at, view) - error(showing, level, view));
    let next = target;
    for (const level of usable(showing)) {
      if (level <= at || level >= target) continue;
      const pays = next === target ? PAYS : 1;
      if (gain(level) / left(level) > (pays * gain(next)) / left(next)) next = level;
    }
    found.push({ level: next, gain: gain(next) });
    at = next;
  }
  return found;
}

/**
 * All that is wanted, most wanted first: the first shape of everything in view, then what takes away
 * most error per byte. What several items share is one wish, and worth what it is to all of them.
 * @param {Showing[]} showings @param {number[]} levels as `targets` gave them @param {View} view
 * @returns {Wish[]}
 */
export function order(showings, levels, view) {
  /** @type {Map<string, Wish & {first: boolean, gain: number}>} */
  const wishes = new Map();
  for (const [i, showing] of showings.entries()) {
    const looked = attention(showing);
    const seen = showing.inView || showing.held || showing.focus;
    for (const [n, { level, gain }] of steps(showing, levels[i], view).entries()) {
      const { sha256, bytes } = showing.lods[level];
      const wish = wishes.get(sha256) ?? { sha256, bytes, items: [], first: false, gain: 0 };
      wish.items.push({ place: i, level });
      wish.first ||= seen && showing.level < 0 && n === 0;
      wish.gain += gain * looked;
      wishes.set(sha256, wish);
    }
  }
  const worth = (/** @type {Wish & {gain: number}} */ { sha256, bytes, gain }) => gain / Math.max(LEAST_BYTES, view.left(sha256, bytes));
  return [...wishes.values()]
    .map((wish) => ({ ...wish, worth: worth(wish) }))
    .sort((a, b) => Number(b.first) - Number(a.first) || b.worth - a.worth)
    .map(({ sha256, bytes, items }) => ({ sha256, bytes, items }));
}
