import assert from "node:assert/strict";
import { test } from "node:test";
import { BLANK, decode, encode } from "../../static/js/net/codec.js";
import { FIELDS, NESTED } from "../../static/js/net/fields.js";
import { decode as unpack, encode as pack } from "./world.js";

const SHOPPER = ["hello", "gestures", "say", "do", "consent", "bye", "ping", "want", "got"];

test("a message is positional, in the order of the Structs, without what was left out at the end", () => {
  const bytes = encode([{ type: "gestures", seq: 7, ack: 3, items: [{ kind: "grab", product: "tee", hand: "left" }] }]);
  assert.deepEqual(unpack(bytes), [["gestures", 7, 3, [["grab", "tee", "", "left"]]]]);
});

test("the very bytes of a frame", () => {
  // [["got", 0, 2, "ab", 300]]
  const expected = [0x91, 0x95, 0xa3, 0x67, 0x6f, 0x74, 0x00, 0x02, 0xa2, 0x61, 0x62, 0xcd, 0x01, 0x2c];
  assert.deepEqual([...encode([{ type: "got", seq: 0, ack: 2, sha256: "ab", offset: 300 }])], expected);
});

test("numbers that are not whole travel as float32", () => {
  const bytes = encode([{ type: "gestures", seq: 1, items: [{ kind: "rotate", magnitude: 0.1 }] }]);
  const [[, , , [[, , , , , magnitude]]]] = unpack(bytes);
  assert.equal(magnitude, Math.fround(0.1));
});

test("records nest without a type", () => {
  const act = { act: "cart.add", products: ["tee"], slots: [{ name: "size", value: "M" }] };
  assert.deepEqual(unpack(encode([{ type: "do", seq: 1, ack: 0, act }])),
    [["do", 1, 0, ["cart.add", ["tee"], [["size", "M"]]]]]);
});

test("a slate is read with its nested reasons", () => {
  const row = ["slate", 4, 2, 9, 2, true, "search", [["tee", 0.5, 0.25, ["because", "hat", "grab", ["red"]]]]];
  assert.deepEqual(decode(pack([row])), [{
    type: "slate", seq: 4, ack: 2, version: 9, upto: 2, changed: true, context: "search",
    items: [{
      product: "tee", score: 0.5, propensity: 0.25,
      reason: { kind: "because", product: "hat", gesture: "grab", values: ["red"] },
    }],
  }]);
});

test("what was encoded is read back, for every message of a shopper", () => {
  for (const type of SHOPPER) {
    const message = { type };
    FIELDS[type].forEach((field, place) => {
      if (!NESTED[`${type}.${field}`]) message[field] = place + 1;
    });
    if (type === "do") message.act = { act: "like", products: ["a"], slots: [], score: 1 };
    assert.deepEqual(decode(encode([message]))[0].seq, message.seq, type);
  }
});

test("a newer server's types are passed over, and its further fields too", () => {
  const frames = decode(pack([["fireworks", 1], ["ack", 0, 5, "further"]]));
  assert.deepEqual(frames, [{ type: "ack", seq: 0, ack: 5 }]);
});

test("bytes that are no frame are refused", () => {
  assert.throws(() => decode(pack({ a: 1 })), RangeError);
  assert.throws(() => decode(new Uint8Array([0xc1])));
});

test("a field without a default must be said", () => {
  assert.throws(() => encode([{ type: "say", seq: 1, scene: [{ pointed: 1, product: "a" }] }]), /Seen.position/);
  assert.throws(() => encode([{ type: "shout" }]), /shout/);
});

test("every field a shopper may leave out has a default", () => {
  const must = new Set(["kind", "position", "name", "value", "act", "sha256", "product"]);
  const records = [...SHOPPER, "Gesture", "Act", "Slot", "Seen", "Wanted"];
  const missing = records.flatMap((name) => FIELDS[name]).filter((field) => !(field in BLANK) && !must.has(field));
  assert.deepEqual(missing, []);
});
