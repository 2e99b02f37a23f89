/**
 * Blobs that were called off half-way, kept so that they can go on from there.
 * @module net/parts
 */

/** At most so many bytes; the oldest go first. */
const ROOM = 32 * 1024 * 1024;

/** @typedef {{data: Uint8Array, got: number}} Part the first `got` bytes of `data` have come */

export class Parts {
  /** @type {Map<string, Part>} oldest first */
  #parts = new Map();
  #bytes = 0;

  /** @param {string} sha256 @param {Part} part */
  put(sha256, part) {
    this.take(sha256);
    this.#parts.set(sha256, part);
    this.#bytes += part.data.length;
    for (const name of this.#parts.keys()) {
      if (this.#bytes <= ROOM) return;
      this.take(name);
    }
  }

  /** @param {string} sha256 @returns {Part | undefined} which is forgotten here */
  take(sha256) {
    const part = this.#parts.get(sha256);
    if (part) this.#bytes -= part.data.length;
    this.#parts.delete(sha256);
    return part;
  }

  /** @param {string} sha256 @returns {number} bytes that have come */
  size(sha256) {
    return this.#parts.get(sha256)?.got ?? 0;
  }

  /** Bytes that were under way when it was called off. @param {string} sha256 @param {number} offset @param {Uint8Array} data */
  add(sha256, offset, data) {
    const part = this.#parts.get(sha256);
    if (!part || offset !== part.got || offset + data.length > part.data.length) return;
    part.data.set(data, offset);
    part.got += data.length;
  }
}
