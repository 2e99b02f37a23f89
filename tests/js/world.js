/** A world made by hand for the net tests: sockets, clock and storage that do what they are told. */

import { createRequire } from "node:module";

/** The client's own msgpack: `tests/` has no packages of its own. */
export const { decode, encode } = createRequire(new URL("../../static/package.json", import.meta.url))("@msgpack/msgpack");

export class FakeSocket {
  static made = /** @type {FakeSocket[]} */ ([]);

  constructor(url, protocol) {
    Object.assign(this, { url, protocol, readyState: 0, sent: [] });
    FakeSocket.made.push(this);
  }

  send(bytes) { this.sent.push(...decode(bytes)); }
  close() { this.readyState = 3; }

  /** The server took the connection. */
  open() {
    this.readyState = 1;
    this.onopen();
  }

  /** @param {...unknown[]} rows positional messages of one frame */
  say(...rows) { this.onmessage({ data: encode(rows).slice().buffer }); }

  /** The server, or the line, closed. */
  end(code) {
    this.readyState = 3;
    this.onclose({ code });
  }

  of(type) { return this.sent.filter(([kind]) => kind === type); }
}

export class Clock {
  ms = 0;
  #next = 1;
  #waiting = new Map();

  now = () => this.ms;
  later = (run, ms) => {
    this.#waiting.set(this.#next, { at: this.ms + ms, run });
    return this.#next++;
  };
  cancel = (handle) => { this.#waiting.delete(handle); };

  /** Let `ms` pass, with all that falls due in it. */
  async pass(ms) {
    await settled();
    const end = this.ms + ms;
    for (;;) {
      const due = [...this.#waiting].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.#waiting.delete(due[0]);
      this.ms = due[1].at;
      due[1].run();
      await settled();
    }
    this.ms = end;
    await settled();
  }
}

export const settled = () => new Promise((resolve) => { setImmediate(resolve); });

export const storage = () => {
  const held = new Map();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => { held.set(key, value); },
    removeItem: (key) => { held.delete(key); },
  };
};

/** `["welcome", seq, ack, visit, epoch, generation, resumed, heard, next, durable, catalogue, t_ms]` */
export const welcome = ({ visit = "v1", epoch = "e1", resumed = "new", heard = 0, next = 1, ack = 0, durable = false } = {}) =>
  ["welcome", 0, ack, visit, epoch, 1, resumed, heard, next, durable, "cat", 0];
