/**
 * Owns the socket: hello, numbers, acknowledgements, coming back.
 *
 * Everything of the world (socket, clock, chance, storage) is handed in.
 * @module net/connection
 */

import { delay, verdict } from "./backoff.js";
import { decode, encode } from "./codec.js";
import { Mailbox } from "./mailbox.js";

const SUBPROTOCOL = "showroom.v1";
/** A frame is acknowledged by whatever is sent next, or by a ping after this long. */
const ACK_MS = 300;
/** A silent line is asked whether it still lives, and given up when it does not answer. */
const IDLE_MS = 20_000;
const ANSWER_MS = 10_000;

/**
 * Refusals that another try mends, by the code of the error: without the token or visit that is not
 * taken (any more), or just sooner than this slow device was.
 * @type {Record<string, (identity: import("./token.js").Identity) => void>}
 */
const MENDS = {
  token_invalid: (identity) => identity.forget(),
  visit_unknown: (identity) => identity.leave(),
  hello_expected: () => {},
};

/**
 * @typedef {object} World
 * @property {string} url
 * @property {import("./token.js").Identity} identity
 * @property {(url: string, protocol: string) => WebSocket} socket
 * @property {() => number} now ms
 * @property {(run: () => void, ms: number) => any} later returns a handle
 * @property {(handle: any) => void} cancel
 * @property {() => number} random in [0, 1)
 * @property {() => {lang: import("../types.js").Lang, capabilities: string[]}} about
 */

/**
 * @typedef {object} Ears
 * @property {(frame: import("../types.js").Frame) => void} frame each once, in order
 * @property {(status: import("../types.js").Connection) => void} status
 * @property {(letters: import("./mailbox.js").Letter[]) => void} acked
 */

export class Connection {
  mail = new Mailbox();
  /** @type {WebSocket | null} */
  #socket = null;
  #welcomed = false;
  #attempt = 0;
  #retryMs = 0;
  #refusal = "";
  #mended = false;
  /** @type {Record<string, any>} handles by what they wait for */
  #timers = {};

  /** @param {World} world @param {Ears} ears */
  constructor(world, ears) {
    this.world = world;
    this.ears = ears;
  }

  /** Whether messages reach the server now. */
  get open() {
    return this.#welcomed;
  }

  /** Connect, or come back at once. */
  async connect() {
    this.#stop("again");
    if (this.#socket) return;
    this.ears.status("connecting");
    let token;
    try {
      token = await this.world.identity.token();
    } catch {
      this.#comeBack();
      return;
    }
    if (!this.#socket) this.#dial(token);
  }

  /** @param {string} token */
  #dial(token) {
    const socket = this.world.socket(this.world.url, SUBPROTOCOL);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#refusal = "";
    socket.onopen = () => this.#hello(token);
    socket.onmessage = (event) => { if (socket === this.#socket) this.#arrived(event.data); };
    socket.onclose = (event) => { if (socket === this.#socket) this.#closed(event.code); };
    this.#start("answer", ANSWER_MS, () => this.#drop());
  }

  /** @param {string} token */
  #hello(token) {
    this.#write({ type: "hello", seq: 0, token, ...this.world.identity.visit, ...this.world.about() });
  }

  /**
   * Send reliably: kept, and sent again after a lost connection, until it is acknowledged.
   * @param {{type: string} & Record<string, any>} message
   */
  send(message) {
    const letter = this.mail.post(message);
    if (letter && this.#welcomed) this.#write(letter);
  }

  /**
   * Send if the line is open; newer ones make it worthless.
   * @param {{type: string} & Record<string, any>} message
   */
  tell(message) {
    if (this.#welcomed) this.#write({ ...message, seq: 0 });
  }

  /** @param {{type: string} & Record<string, any>} message */
  #write(message) {
    if (this.#socket?.readyState !== 1) return;
    this.#stop("ack");
    this.#socket.send(/** @type {any} */ (encode([{ ...message, ack: this.mail.seen }])));
  }

  /** @param {ArrayBuffer | string} data */
  #arrived(data) {
    this.#stop("answer");
    this.#start("idle", IDLE_MS, () => this.#ping(true));
    let frames;
    try {
      frames = typeof data === "string" ? null : decode(data);
    } catch {
      frames = null;
    }
    if (!frames) this.#drop();
    else frames.forEach((frame) => this.#take(frame));
  }

  /** @param {import("../types.js").Frame} frame */
  #take(frame) {
    if (frame.type === "welcome") this.#welcome(frame);
    const fresh = this.mail.receive(frame);
    const safe = this.mail.acknowledge(frame.ack);
    if (safe.length) this.ears.acked(safe);
    if (frame.type === "closing") this.#retryMs = frame.retry_ms;
    if (frame.type === "refused" && frame.ref === 0) {
      this.#refusal = frame.code;
      this.#retryMs = frame.retry_ms;
    }
    if (frame.seq > 0 && !this.#timers.ack) this.#start("ack", ACK_MS, () => this.#ping(false));
    if (fresh) this.ears.frame(frame);
  }

  /** @param {import("../types.js").WelcomeMessage} welcome */
  #welcome(welcome) {
    this.world.identity.enter(welcome);
    this.#welcomed = true;
    this.#attempt = 0;
    this.#retryMs = 0;
    this.#mended = false;
    this.mail.resume(welcome).forEach((letter) => this.#write(letter));
    this.ears.status("open");
  }

  /** @param {boolean} waiting give the line up when no answer comes */
  #ping(waiting) {
    this.tell({ type: "ping", t0: Math.round(this.world.now()) });
    if (waiting) this.#start("answer", ANSWER_MS, () => this.#drop());
  }

  /** Forget this visit, with all that was waiting to be sent, and begin another. */
  startAnew() {
    this.mail = new Mailbox();
    if (this.#socket) this.#drop();
    else void this.connect();
  }

  /** Give this socket up without waiting for the other side. */
  #drop() {
    const socket = this.#socket;
    if (!socket) return;
    this.#closed(1006);
    socket.close();
  }

  /** @param {number} code */
  #closed(code) {
    this.#socket = null;
    this.#welcomed = false;
    Object.keys(this.#timers).forEach((name) => this.#stop(name));
    const what = this.#mend(code) ? "again" : verdict(code);
    if (what === "again") this.#comeBack();
    else this.ears.status(what);
  }

  /**
   * Take away what the server refused, once between two welcomes.
   * @param {number} code
   */
  #mend(code) {
    const mend = MENDS[code === 3500 ? "token_invalid" : this.#refusal];
    if (this.#mended || !mend) return false;
    this.#mended = true;
    mend(this.world.identity);
    return true;
  }

  #comeBack() {
    this.ears.status("lost");
    const ms = delay(this.#attempt++, this.world.random, this.#retryMs);
    this.#start("again", ms, () => { void this.connect(); });
  }

  /** @param {string} name @param {number} ms @param {() => void} run */
  #start(name, ms, run) {
    this.#stop(name);
    this.#timers[name] = this.world.later(() => {
      delete this.#timers[name];
      run();
    }, ms);
  }

  /** @param {string} name */
  #stop(name) {
    if (this.#timers[name] === undefined) return;
    this.world.cancel(this.#timers[name]);
    delete this.#timers[name];
  }
}
