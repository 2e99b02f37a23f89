/**
 * Which of a product's own pictures to show.
 * @module images
 */

/** @typedef {import("./types.js").Product} Product */

/** What shows most of a thing first. */
const VIEWS = ["three_quarter", "front", "side", "back"];

/**
 * The address of a picture that came with the catalogue; empty where this variant has none.
 * @param {Product | undefined} product
 * @param {string} variant empty: as the file came
 */
export function imageOf(product, variant) {
  const images = (product?.images ?? []).filter((image) => (image.variant ?? "") === variant);
  const place = (/** @type {{view?: string}} */ { view = "front" }) => (VIEWS.includes(view) ? VIEWS.indexOf(view) : VIEWS.length);
  const [best] = images.sort((one, two) => place(one) - place(two));
  return best ? `/a/${best.sha256}` : "";
}
