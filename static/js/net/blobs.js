/**
 * Content-addressed bytes: from the browser's cache, else over the socket, else by HTTP.
 *
 * The socket sends what is wanted most first; when nothing moves for a while, or while the line is
 * down, a blob is fetched by HTTP instead, from where it stopped. What is called off half-way is kept
 * to go on with later. Bytes are given out only if their sha256 is right.
 * @module net/blobs
 */

import { Parts } from "./parts.js";

/** At most so many blobs are on order at a time; the protocol takes 64. */
const ON_ORDER = 32;
/** When no byte came for this long, what is wanted most is fetched by HTTP. */
const STALL_MS = 6_000;
/** No single mesh is larger; a length beyond this is an error, not a download. */
const LARGEST = 512 * 1024 * 1024;
/** Many wishes and arrivals of one moment are told at once: the server takes only so many. */
const GATHER_MS = { want: 40, got: 5 };

/**
 * @typedef {object} World
 * @property {(message: {type: string} & Record<string, any>) => void} tell volatile, to the server
 * @property {() => boolean} open whether the line is open
 * @property {(path: string, init?: RequestInit) => Promise<Response>} fetch
 * @property {(bytes: BufferSource) => Promise<string>} sha256 lower-case hex
 * @property {{get: (sha256: string) => Promise<ArrayBuffer | null>,
 *   put: (sha256: string, bytes: ArrayBuffer) => Promise<void>}} cache `put` copies before it returns
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
 * @property {boolean} sought not in the browser's cache: asked of the server
 * @property {boolean} http no longer asked of the socket
 * @property {boolean} own made for this shopper alone: not kept
 * @property {number} users who have not called it off
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
  #askedAt = -Infinity;
  /** When the last byte came over the socket. */
  #heardAt = -Infinity;
  /** @type {Map<string, number>} up to where blobs have come without the server being told */
  #arrived = new Map();
  #toldAt = -Infinity;
  #parts = new Parts();

  /** @param {World} world */
  constructor(world) {
    this.world = world;
  }

  /**
   * @param {string} sha256
   * @param {import("../types.js").BlobOptions} [options]
   * @returns {Promise<ArrayBuffer>} rejects when no road has the right bytes, or it was called off
   */
  get(sha256, { bytes = 0, priority = 0, progress, signal, own = false } = {}) {
    if (signal?.aborted) return Promise.reject(signal.reason);
    let order = this.#orders.get(sha256);
    if (!order) {
      order = this.#order(sha256, bytes);
      void this.#begin(order);
    }
    order.priority = Math.max(order.priority, priority);
    order.users += 1;
    order.own ||= own;
    if (progress) order.listeners.push(progress);
    return signal ? this.#until(order, signal) : order.promise;
  }

  /** How many bytes of a blob are here. @param {string} sha256 */
  has(sha256) {
    return this.#orders.get(sha256)?.got ?? this.#parts.size(sha256);
  }

  /** @param {Order} order @param {AbortSignal} signal @returns {Promise<ArrayBuffer>} */
  #until(order, signal) {
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        this.#leave(order);
      };
      signal.addEventListener("abort", leave, { once: true });
      order.promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  /** @param {Order} order */
  #leave(order) {
    order.users -= 1;
    if (order.users || this.#orders.get(order.sha256) !== order) return;
    if (order.data) this.#parts.put(order.sha256, { data: order.data, got: order.got });
    this.#end(order);
  }

  /** @param {string} sha256 @param {number} expected @returns {Order} */
  #order(sha256, expected) {
    const part = this.#parts.take(sha256);
    /** @type {any} */
    const order = {
      sha256, expected, priority: 0, data: part?.data ?? null, got: part?.got ?? 0, moved: this.world.now(),
      sought: false, http: false, own: false, users: 0, listeners: [],
    };
    order.promise = new Promise((resolve, reject) => Object.assign(order, { resolve, reject }));
    this.#orders.set(sha256, order);
    return order;
  }

  /** @param {Order} order */
  async #begin(order) {
    const cached = await this.world.cache.get(order.sha256);
    const good = cached && await this.world.sha256(cached) === order.sha256;
    if (this.#orders.get(order.sha256) !== order) return; // called off meanwhile
    order.sought = !good;
    if (good) this.#finish(order, cached);
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
    // At once after a pause: what one turns to should not wait. Else not too often.
    this.world.later(() => {
      this.#asking = false;
      this.#want();
    }, Math.max(0, this.#askedAt + GATHER_MS.want - this.world.now()));
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
    this.#askedAt = this.world.now();
    this.world.tell({ type: "want", items });
  }

  /** @returns {Order[]} most wanted first */
  #queue() {
    const place = (/** @type {Order} */ order) => this.#places.get(order.sha256) ?? Infinity;
    const nearer = (/** @type {number} */ a, /** @type {number} */ b) => (a === b ? 0 : a - b);
    return [...this.#orders.values()].filter((order) => order.sought && !order.http)
      .sort((a, b) => nearer(place(a), place(b)) || b.priority - a.priority);
  }

  /**
   * Bytes came over the socket.
   * @param {{sha256: string, offset: number, total: number, data: Uint8Array}} chunk
   */
  take({ sha256, offset, total, data }) {
    if (total > LARGEST || offset + data.length > total) return;
    this.#heardAt = this.world.now();
    this.#acknowledge(sha256, offset + data.length);
    const order = this.#orders.get(sha256);
    if (!order) this.#parts.add(sha256, offset, data);
    if (!order || order.http) return;
    order.data ??= new Uint8Array(total);
    if (offset !== order.got || order.data.length !== total) return;
    order.data.set(data, offset);
    order.got += data.length;
    order.expected = total;
    this.#moved(order);
    if (order.got === total) void this.#settle(order, this.#check(order, order.data.buffer));
  }

  /**
   * Say what arrived, soon: also what is of no more use, or the server would wait for it.
   * @param {string} sha256 @param {number} upto
   */
  #acknowledge(sha256, upto) {
    this.#arrived.delete(sha256); // the newest is told last
    this.#arrived.set(sha256, upto);
    if (this.#arrived.size > 1) return;
    const wait = this.#toldAt + GATHER_MS.got - this.world.now();
    if (wait <= 0) this.#tellArrived(); // a chunk that comes alone tells how long the line is
    else this.world.later(() => this.#tellArrived(), wait);
  }

  #tellArrived() {
    this.#toldAt = this.world.now();
    this.#arrived.forEach((offset, name) => this.world.tell({ type: "got", sha256: name, offset }));
    this.#arrived.clear();
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
    if (first.length && this.#heardAt < patience && first.every((order) => order.moved < patience)) {
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
    const from = order.got;
    const answer = await this.world.fetch(`/a/${order.sha256}`, from ? { headers: { range: `bytes=${from}-` } } : {});
    if (!answer.ok) throw new Error(`${order.sha256}: HTTP ${answer.status}`);
    const rest = await answer.arrayBuffer();
    await this.#check(order, answer.status === 206 ? joined(order, from, rest) : rest, answer.status !== 206);
  }

  /** @param {Order} order @param {ArrayBufferLike} buffer @param {boolean} [last] whether no other road is left */
  async #check(order, buffer, last = false) {
    const bytes = /** @type {ArrayBuffer} */ (buffer);
    if (await this.world.sha256(bytes) === order.sha256) {
      if (!order.own) void this.world.cache.put(order.sha256, bytes);
      this.#finish(order, bytes);
    } else if (last) {
      throw new Error(`${order.sha256}: the bytes are not what their name says`);
    } else {
      order.got = 0;
      order.data = null;
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

/** What had come, and the rest. @param {Order} order @param {number} from @param {ArrayBuffer} rest */
function joined({ data }, from, rest) {
  const whole = new Uint8Array(from + rest.byteLength);
  if (data) whole.set(data.subarray(0, from));
  whole.set(new Uint8Array(rest), from);
  return whole.buffer;
}
