/**
 * Bytes of a frame <-> messages with names.
 *
 * On the wire a frame is a msgpack array of messages, a message `[type, seq, ack, ...]`, a nested
 * record the same without a type. Field order comes from the generated `fields.js`.
 * @module net/codec
 */

import { decode as unpack, encode as pack } from "@msgpack/msgpack";
import { FIELDS, NESTED } from "./fields.js";

/** @typedef {Record<string, any>} Named */

/**
 * What stands for a field that was left out before one that was not.
 * @type {Named}
 */
export const BLANK = {
  seq: 0, ack: 0, token: "", visit: "", epoch: "", lang: "en", capabilities: [],
  items: [], text: "", by: "text", scene: [], grants: [], t0: 0, offset: 0,
  product: "", variant: "", hand: "none", ms: 0, magnitude: 0, at: null, value: 0,
  products: [], slots: [], score: 1, wanted: true, pointed: 0, gazed: 0,
  talk: 0, push: false, cancel: false, data: new Uint8Array(0),
};

/**
 * @param {{type: string} & Named} message
 * @returns {unknown[]}
 * @throws {TypeError} a field without a default is missing, or the type is unknown
 */
const positional = (message) => [message.type, ...row(message.type, message)];

/**
 * @param {string} name of the record
 * @param {Named} value
 * @returns {unknown[]} without the trailing fields that were left out
 */
function row(name, value) {
  const fields = FIELDS[name];
  if (!fields) throw new TypeError(`unknown record ${name}`);
  const last = fields.findLastIndex((field) => value[field] !== undefined);
  return fields.slice(0, last + 1).map((field) => cell(name, field, value[field]));
}

/** @param {string} name @param {string} field @param {any} value */
function cell(name, field, value) {
  if (value === undefined) {
    if (!(field in BLANK)) throw new TypeError(`${name}.${field} is missing`);
    return BLANK[field];
  }
  const nested = NESTED[`${name}.${field}`];
  if (!nested || value === null) return value;
  const inner = nested.replace("[]", "");
  return nested.endsWith("[]")
    ? value.map((/** @type {Named} */ item) => row(inner, item))
    : row(inner, value);
}

/** @param {string} name @param {unknown[]} values @returns {Named} */
function named(name, values) {
  /** @type {Named} */
  const record = {};
  FIELDS[name].slice(0, values.length).forEach((field, place) => {
    record[field] = uncell(NESTED[`${name}.${field}`], values[place]);
  });
  return record;
}

/** @param {string | undefined} nested @param {any} value */
function uncell(nested, value) {
  if (!nested || value === null) return value;
  const inner = nested.replace("[]", "");
  return nested.endsWith("[]")
    ? value.map((/** @type {unknown[]} */ item) => named(inner, item))
    : named(inner, value);
}

/**
 * @param {Named[]} messages each with its `type`
 * @returns {Uint8Array} one frame; numbers that are not whole travel as float32
 * @throws {TypeError} a message lacks a field that has no default
 */
export function encode(messages) {
  const rows = messages.map((message) => positional(/** @type {any} */ (message)));
  return pack(rows, { forceFloat32: true });
}

/**
 * @param {ArrayBuffer | Uint8Array} bytes one frame
 * @returns {import("../types.js").Frame[]} those of a type this build knows: a newer server may
 *   send others, and more fields
 * @throws {RangeError | Error} the bytes are not a frame
 */
export function decode(bytes) {
  const rows = unpack(bytes);
  if (!Array.isArray(rows)) throw new RangeError("a frame is an array of messages");
  return /** @type {any} */ (rows
    .filter((item) => Array.isArray(item) && item[0] in FIELDS)
    .map(([type, ...values]) => ({ type, ...named(type, values) })));
}
