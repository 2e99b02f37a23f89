/**
 * Who the shopper is to the server: a guest token, and the visit it belongs to.
 *
 * Both live as long as the tab. Only once the shopper lets something be kept does the token
 * outlive it, so that what was kept can still be looked at and deleted tomorrow.
 * @module net/token
 */

const TOKEN = "showroom.token";
const VISIT = "showroom.visit";

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Shelf */

export class Identity {
  /**
   * @param {{session: Shelf, local: Shelf, fetch: typeof fetch, now: () => number}} world
   */
  constructor(world) {
    this.world = world;
  }

  /**
   * @returns {Promise<string>} the token, asked for when there is none or it is about to expire
   * @throws {Error} the server does not answer
   */
  async token() {
    const held = this.#held();
    if (held && held.until > this.world.now() + 10_000) return held.token;
    const answer = await this.world.fetch("/api/guest", { method: "POST" });
    if (!answer.ok) throw new Error(`guest token: ${answer.status}`);
    const { token, expires_s: seconds } = await answer.json();
    this.#write(TOKEN, { token, until: this.world.now() + seconds * 1000 });
    return token;
  }

  /** @returns {{token: string, until: number} | null} */
  #held() {
    return read(this.world.session, TOKEN) ?? read(this.world.local, TOKEN);
  }

  /** @param {string} key @param {unknown} value */
  #write(key, value) {
    this.world.session.setItem(key, JSON.stringify(value));
  }

  /** @param {boolean} kept whether the token may outlive the tab */
  keep(kept) {
    const held = this.#held();
    if (kept && held) this.world.local.setItem(TOKEN, JSON.stringify(held));
    else this.world.local.removeItem(TOKEN);
  }

  /** The token is not taken any more: the next one makes a new shopper. */
  forget() {
    this.world.session.removeItem(TOKEN);
    this.world.local.removeItem(TOKEN);
    this.leave();
  }

  /** @returns {{visit: string, epoch: string}} the visit to go on with; empty for none */
  get visit() {
    return read(this.world.session, VISIT) ?? { visit: "", epoch: "" };
  }

  /** @param {{visit: string, epoch: string}} place */
  enter({ visit, epoch }) {
    this.#write(VISIT, { visit, epoch });
  }

  /** The next hello begins a new visit. */
  leave() {
    this.world.session.removeItem(VISIT);
  }
}

/** @param {Shelf} shelf @param {string} key @returns {any} `null` when missing or not JSON */
function read(shelf, key) {
  try {
    return JSON.parse(shelf.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
