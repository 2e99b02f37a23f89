/**
 * How much work a frame may be: everything on a graphics card, the bare look without one.
 * `?quality=full` or `?quality=lean` in the address decides it by hand.
 * @module scene/quality
 */

/**
 * @typedef {object} Quality
 * @property {boolean} shadows
 * @property {boolean} relief of plaster and boards
 * @property {boolean} reflections of the room; to filter them takes a processor half a minute
 * @property {boolean} matt surfaces without gloss
 * @property {number} anisotropy
 * @property {boolean} antialias
 * @property {number} pixels at most so many per CSS pixel
 * @property {number} triangles of all products together, at most
 * @property {number} bytes of all their files together, at most
 */

const MB = 1024 * 1024;

/** @type {Record<"full" | "lean", Quality>} */
export const QUALITIES = {
  full: {
    shadows: true, relief: true, anisotropy: 4, antialias: true, pixels: 2, reflections: true, matt: false,
    triangles: 750_000, bytes: 128 * MB, // what a headset draws in a frame, twice
  },
  lean: {
    shadows: false, relief: false, anisotropy: 1, antialias: false, pixels: 1, reflections: false, matt: true,
    triangles: 250_000, bytes: 48 * MB,
  },
};

/** Renderers that draw on the processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render/i;

/** @param {string} renderer name as WebGL tells it @param {string | null} asked @returns {Quality} */
export function choose(renderer, asked) {
  if (asked === "full" || asked === "lean") return QUALITIES[asked];
  return SOFTWARE.test(renderer) ? QUALITIES.lean : QUALITIES.full;
}

/** @returns {string} what draws here; empty when it is not told */
export function rendererName() {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return "";
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return name;
}
