export class Immersion {
  /** @param {any} parts */
  constructor(parts) { this.parts = parts; this.frames = 0; /** @type {XRSession | null} */ this.session = null; }
  /** @param {any} _r @returns {null} */
  surface(_r) { return null; }
  /** @param {number} _t @param {number} _dt @param {XRFrame} [_f] */
  update(_t, _dt, _f) {}
  refresh() {}
  /** @returns {any[]} */
  rays() { return []; }
  /** @param {any} _m @returns {Promise<any>} */
  async enter(_m) { return null; }
}
