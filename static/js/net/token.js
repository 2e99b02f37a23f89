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
/** @typedef {{token: string, until: number, renew?: string}} Held */

export class Identity {
  /**
   * @param {{session: Shelf, local: Shelf, fetch: typeof fetch, now: () => number}} world
   */
  constructor(world) {
    this.world = world;
  }

  /**
   * @returns {Promise<string>} the token; when there is none, or it is about to expire, another one
   *   of the same shopper
   * @throws {Error} the server does not answer
   */
  async token() {
    const held = this.#held();
    if (held && held.until > this.world.now() + 10_000) return held.token;
    const answer = await this.#ask(held?.renew);
    if (!answer.ok) throw new Error(`guest token: ${answer.status}`);
    const { token, expires_s: seconds, renew } = await answer.json();
    this.#hold({ token, renew, until: this.world.now() + seconds * 1000 });
    return token;
  }

  /** @param {string | undefined} renew what an earlier token of this shopper came with */
  async #ask(renew) {
    const post = (/** @type {HeadersInit} */ headers) => this.world.fetch("/api/guest", { method: "POST", headers });
    if (!renew) return post({});
    const answer = await post({ Authorization: `Bearer ${renew}` });
    if (answer.status !== 401) return answer;
    this.forget();
    return post({});
  }

  /** @returns {Held | null} */
  #held() {
    return read(this.world.session, TOKEN) ?? read(this.world.local, TOKEN);
  }

  /** @param {Held} held */
  #hold(held) {
    this.world.session.setItem(TOKEN, JSON.stringify(held));
    if (this.world.local.getItem(TOKEN)) this.world.local.setItem(TOKEN, JSON.stringify(held));
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
    this.world.session.setItem(VISIT, JSON.stringify({ visit, epoch }));
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
