/**
 * The room where there is no WebGL: nothing is drawn, and everything beside it still works.
 * @module still
 */

/** @type {import("./types.js").Scene} */
export const STILL = {
  show: () => {},
  detail: () => {},
  place: () => {},
  highlight: () => {},
  section: () => {},
  wear: () => {},
  fit: async () => {},
  tight: () => {},
  variant: () => {},
  turn: () => {},
  hold: () => {},
  visible: () => [],
  enterXR: async () => { throw new DOMException("no WebGL", "NotSupportedError"); },
  thumbnails: async () => "",
  setLang: () => {},
  xrFrames: () => 0,
  session: () => null,
};
