/**
 * Content-addressed bytes: from the browser's cache, else over the socket, else by HTTP.
 *
 * The socket sends what is wanted most first; a blob that does not move for a while, or while the
 * line is down, is fetched by HTTP instead. Bytes are given out only if their sha256 is right.
 * @module net/blobs
 */

/** At most so many blobs are on order at a time; the protocol takes 64. */
const ON_ORDER = 32;
/** A wanted blob that got no byte for this long is fetched by HTTP. */
const STALL_MS = 6_000;
/** No single mesh is larger; a length beyond this is an error, not a download. */
const LARGEST = 512 * 1024 * 1024;
/** Many wishes and arrivals of one moment are told at once: the server takes only so many. */
const GATHER_MS = { want: 40, got: 5 };

/**
 * @typedef {object} World
 * @property {(message: {type: string} & Record<string, any>) => void} tell volatile, to the server
 * @property {() => boolean} open whether the line is open
 * @property {typeof fetch} fetch
 * @property {(bytes: BufferSource) => Promise<string>} sha256 lower-case hex
 * @property {{get: (sha256: string) => Promise<ArrayBuffer | null>,
 *   put: (sha256: string, bytes: ArrayBuffer) => Promise<void>}} cache
 * @property {() => number} now ms
 * @property {(run: () => void, ms: number) => unknown} later
 * @property {(state: {pending: number, got: number, total: number}) => void} loading
 */

/**
 * @typedef {object} Order
 * @property {string} sha256
 * @property {number} priority
 * @property {number} expected bytes, 0 when unknown
 * @property {Uint8Array | null} data
 * @property {number} got
 * @property {number} moved when the last byte came
 * @property {boolean} http no longer asked of the socket
 * @property {((got: number, total: number) => void)[]} listeners
 * @property {(bytes: ArrayBuffer) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {Promise<ArrayBuffer>} promise
 */

export class BlobStore {
  /** @type {Map<string, Order>} */
  #orders = new Map();
  /** @type {Map<string, number>} place in the list of what is looked at */
  #places = new Map();
  #asked = "";
  #asking = false;
  /** @type {Set<Order>} with bytes that the server does not know to have arrived */
  #arrived = new Set();

  /** @param {World} world */
  constructor(world) {
    this.world = world;
  }

  /**
   * @param {string} sha256
   * @param {import("../types.js").BlobOptions} [options]
   * @returns {Promise<ArrayBuffer>} rejects when no road has the right bytes
   */
  get(sha256, { bytes = 0, priority = 0, progress } = {}) {
    let order = this.#orders.get(sha256);
    if (!order) {
      order = this.#order(sha256, bytes);
      void this.#begin(order);
    }
    order.priority = Math.max(order.priority, priority);
    if (progress) order.listeners.push(progress);
    return order.promise;
  }

  /** @param {string} sha256 @param {number} expected @returns {Order} */
  #order(sha256, expected) {
    /** @type {any} */
    const order = {
      sha256, expected, priority: 0, data: null, got: 0, moved: this.world.now(), http: false, listeners: [],
    };
    order.promise = new Promise((resolve, reject) => Object.assign(order, { resolve, reject }));
    this.#orders.set(sha256, order);
    return order;
  }

  /** @param {Order} order */
  async #begin(order) {
    const cached = await this.world.cache.get(order.sha256);
    if (cached) this.#finish(order, cached);
    else this.ask();
    this.#report();
  }

  /** @param {string[]} hashes most wanted first */
  prioritise(hashes) {
    this.#places = new Map(hashes.map((sha256, place) => [sha256, place]));
    this.ask();
  }

  /** Tell the server, soon, what is wanted, if that changed. */
  ask() {
    if (this.#asking) return;
    this.#asking = true;
    this.world.later(() => {
      this.#asking = false;
      this.#want();
    }, GATHER_MS.want);
  }

  /** The line is new: the server knows nothing of what is wanted. */
  askAgain() {
    this.#asked = "";
    this.#want();
  }

  #want() {
    const items = this.#queue().slice(0, ON_ORDER)
      .map(({ sha256, got: offset }) => ({ sha256, offset }));
    const asked = items.map((item) => item.sha256).join();
    if (asked === this.#asked || !this.world.open()) return;
    this.#asked = asked;
    this.world.tell({ type: "want", items });
  }

  /** @returns {Order[]} most wanted first */
  #queue() {
    const place = (/** @type {Order} */ order) => this.#places.get(order.sha256) ?? Infinity;
    const nearer = (/** @type {number} */ a, /** @type {number} */ b) => (a === b ? 0 : a - b);
    return [...this.#orders.values()].filter((order) => !order.http)
      .sort((a, b) => nearer(place(a), place(b)) || b.priority - a.priority);
  }

  /**
   * Bytes came over the socket.
   * @param {{sha256: string, offset: number, total: number, data: Uint8Array}} chunk
   */
  take({ sha256, offset, total, data }) {
    const order = this.#orders.get(sha256);
    if (!order || order.http || total > LARGEST || offset + data.length > total) return;
    order.data ??= new Uint8Array(total);
    if (offset !== order.got || order.data.length !== total) return;
    order.data.set(data, offset);
    order.got += data.length;
    order.expected = total;
    this.#moved(order);
    this.#acknowledge(order);
    if (order.got === total) void this.#settle(order, this.#check(order, order.data.buffer));
  }

  /** Say what arrived, soon. @param {Order} order */
  #acknowledge(order) {
    if (!this.#arrived.size) {
      this.world.later(() => {
        this.#arrived.forEach(({ sha256, got: offset }) => this.world.tell({ type: "got", sha256, offset }));
        this.#arrived.clear();
      }, GATHER_MS.got);
    }
    this.#arrived.add(order);
  }

  /** @param {Order} order */
  #moved(order) {
    order.moved = this.world.now();
    order.listeners.forEach((listener) => listener(order.got, order.expected));
    this.#report();
  }

  /** Call now and then: blobs that do not move take the other road. */
  tick() {
    const patience = this.world.now() - STALL_MS;
    const first = this.#queue().slice(0, 4);
    if (first.length && first.every((order) => order.moved < patience)) {
      first.forEach((order) => { void this.#settle(order, this.#byHttp(order)); });
    }
  }

  /** @param {Order} order @param {Promise<void>} work */
  async #settle(order, work) {
    try {
      await work;
    } catch (error) {
      this.#end(order);
      order.reject(/** @type {Error} */ (error));
    }
  }

  /** @param {Order} order */
  async #byHttp(order) {
    order.http = true;
    this.ask();
    const answer = await this.world.fetch(`/a/${order.sha256}`);
    if (!answer.ok) throw new Error(`${order.sha256}: HTTP ${answer.status}`);
    await this.#check(order, await answer.arrayBuffer());
  }

  /** @param {Order} order @param {ArrayBufferLike} buffer */
  async #check(order, buffer) {
    const bytes = /** @type {ArrayBuffer} */ (buffer);
    if (await this.world.sha256(bytes) === order.sha256) {
      void this.world.cache.put(order.sha256, bytes.slice(0));
      this.#finish(order, bytes);
    } else if (order.http) {
      throw new Error(`${order.sha256}: the bytes are not what their name says`);
    } else {
      await this.#byHttp(order);
    }
  }

  /** @param {Order} order @param {ArrayBuffer} bytes */
  #finish(order, bytes) {
    this.#end(order);
    order.resolve(bytes);
  }

  /** @param {Order} order */
  #end(order) {
    this.#orders.delete(order.sha256);
    this.ask();
    this.#report();
  }

  #report() {
    const orders = [...this.#orders.values()];
    this.world.loading({
      pending: orders.length,
      got: orders.reduce((sum, order) => sum + order.got, 0),
      total: orders.reduce((sum, order) => sum + order.expected, 0),
    });
  }
}
