/**
 * The staff's side of the server: who waits, what may be seen of a visit, and what is done.
 * @module staff/desk
 */

/** @typedef {"none" | "waiting" | "with"} Stage */
/** @typedef {{visit: string, stage: Stage, by: string, lang: import("../types.js").Lang, since_s: number, here: boolean, lines: number}} Ticket */
/** @typedef {{number: number, who: "shopper" | "guide" | "staff", text: string, t_ms: number, by: string}} Line */
/**
 * @typedef {object} Insight
 * @property {Ticket} ticket
 * @property {string[]} held
 * @property {string[]} focus
 * @property {string[]} view
 * @property {string[]} shelf
 * @property {string} section
 * @property {[string, string, boolean][]} wants slots: name, value, and whether it is wanted
 * @property {[string, string, string, number][]} cart product, variant, size, pieces
 * @property {[string, string, string, string, string][]} worn product, variant, size ..
 * @property {string[]} liked
 * @property {string[]} acts
 * @property {{kind: string, product: string, ago_s: number}[]} deeds
 * @property {Line[]} lines
 */

/** The server said no; `code` as in its errors, `offline` when it said nothing. */
export class Refused extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class Desk {
  /** @param {{fetch: typeof fetch, name: string, key: string}} world */
  constructor(world) {
    this.world = world;
  }

  /** @returns {Promise<Ticket[]>} @throws {Refused} */
  async tickets() {
    return (await this.#get("visits")).visits;
  }

  /** @param {string} visit @param {number} after number of a line @returns {Promise<Insight>} @throws {Refused} */
  insight(visit, after) {
    return this.#get(`visits/${encodeURIComponent(visit)}`, `&after=${after}`);
  }

  /**
   * @param {string} visit
   * @param {"take" | "say" | "back"} deed
   * @param {string} [text]
   * @throws {Refused}
   */
  async act(visit, deed, text) {
    await this.#post(`visits/${encodeURIComponent(visit)}/${deed}`, text === undefined ? {} : { text });
  }

  /** The page is being closed: nobody is to wait for this member of staff. */
  away() {
    void this.#post("away", {}).catch(() => {});
  }

  /** @param {string} path @param {string} [more] */
  #get(path, more = "") {
    return this.#ask(`${path}?name=${encodeURIComponent(this.world.name)}${more}`, {});
  }

  /** @param {string} path @param {object} body */
  #post(path, body) {
    return this.#ask(path, { method: "POST", keepalive: true, body: JSON.stringify({ name: this.world.name, ...body }) });
  }

  /** @param {string} path @param {RequestInit} init @returns {Promise<any>} */
  async #ask(path, init) {
    const headers = { authorization: `Bearer ${this.world.key}` };
    const answer = await this.world.fetch(`/api/staff/${path}`, { ...init, headers }).catch(() => null);
    if (!answer) throw new Refused("offline");
    const content = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(content.error?.code ?? String(answer.status));
    return content;
  }
}
