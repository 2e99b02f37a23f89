import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { createStore } from "../../static/js/store.js";
import { Glimpses } from "../../static/js/voice/glimpses.js";
import { Voice } from "../../static/js/voice/index.js";
import { PIECE, Pieces } from "../../static/js/voice/pcm.js";
import { Speaker } from "../../static/js/voice/speaker.js";

const tone = (rate, hz, seconds) => Float32Array.from({ length: rate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));

for (const rate of [16000, 44100, 48000, 96000]) {
  test(`a second at ${rate} Hz is ten pieces of the same tone`, () => {
    const given = [];
    const pieces = new Pieces(rate);
    const sound = tone(rate, 300, 1.01);
    for (let at = 0; at < sound.length; at += 128) pieces.take(sound.subarray(at, at + 128), (pcm) => given.push(pcm));
    assert.equal(given.length, 10);
    const samples = given.flatMap((pcm) => [...new Int16Array(pcm.buffer)]);
    assert.equal(samples.length, 10 * PIECE);
    const power = Math.sqrt(samples.reduce((sum, s) => sum + (s / 32767) ** 2, 0) / samples.length);
    assert.ok(Math.abs(power - 0.5 / Math.SQRT2) < 0.01, `${power}`);
    const crossings = samples.filter((s, i) => i && s >= 0 !== samples[i - 1] >= 0).length;
    assert.ok(Math.abs(crossings - 600) <= 2, `${crossings}`);
  });
}

test("loud sound is cut off, not turned over", () => {
  let piece;
  new Pieces(16000).take(new Float32Array(PIECE).fill(7), (pcm) => { piece = new Int16Array(pcm.buffer); });
  assert.ok(piece.every((sample) => sample === 32767));
});

const seen = (product, pointed, gazed = 0, x = 0) => ({ product, position: [x, 0, -1], pointed, gazed });

test("words go with what was pointed at while they were said, and little before", () => {
  const glimpses = new Glimpses();
  glimpses.add(0, [seen("early", 1)]);
  glimpses.add(1500, [seen("a", 0.9, 0.5), seen("b", 0)]);
  glimpses.add(2500, [seen("a", 0.1, 0, 3), seen("b", 0.2)]);
  glimpses.add(9000, [seen("late", 1)]);
  const [first, second, ...rest] = glimpses.during(2000, 2400);
  assert.deepEqual(first, { product: "a", position: [3, 0, -1], pointed: 0.9, gazed: 0.25 });
  assert.equal(second.product, "b");
  assert.deepEqual(rest, []);
});

test("at most 64 things are remembered, the best ones", () => {
  const glimpses = new Glimpses();
  glimpses.add(0, Array.from({ length: 90 }, (_, i) => seen(`p${i}`, i / 90)));
  const some = glimpses.during(0, 0);
  assert.equal(some.length, 64);
  assert.equal(some[0].product, "p89");
});

function quietVoice() {
  const said = [];
  return { said, speak: (u) => said.push(u.text), cancel: () => said.push("-") };
}

test("the guide falls silent, and knows its own words", () => {
  const voice = quietVoice();
  const speaker = new Speaker(voice, (text) => ({ text }));
  speaker.say("Here are three red coats.", "en");
  assert.ok(speaker.echoes("three red coats"));
  assert.ok(!speaker.echoes("three red hats"));
  assert.ok(!speaker.echoes(""));
  speaker.hush();
  speaker.hush();
  assert.deepEqual(voice.said, ["Here are three red coats.", "-"]);
  assert.ok(!speaker.echoes("red"));
});

/** @type {Voice[]} */
const opened = [];
afterEach(async () => {
  await turn(); // a microphone that is being opened
  opened.splice(0).forEach((voice) => voice.stop());
});

/** A voice whose microphone is a function that one calls. */
function world(listens = ["en"]) {
  const parts = { told: [], said: [], toasts: [], ms: 0, closed: 0, hear: null };
  const store = createStore({ listens });
  const voice = new Voice({
    store,
    connection: { tell: (message) => parts.told.push(message) },
    send: { say: (...words) => parts.said.push(words) },
    i18n: { t: (key) => key },
    toast: (words) => parts.toasts.push(words),
    visible: () => [seen("p1", 1)],
    now: () => parts.ms,
    speaker: new Speaker(quietVoice(), (text) => ({ text })),
    microphone: async (hear) => { parts.hear = hear; return () => { parts.closed += 1; }; },
  });
  opened.push(voice);
  const heard = (state, text = "", also = {}) =>
    voice.frame({ type: "heard", talk: 1, turn: 1, state, text, start_ms: 0, end_ms: 300, ...also });
  return { parts, store, voice, heard };
}

const turn = () => new Promise((resolve) => { setTimeout(resolve, 0); });

test("what is heard is shown, then said with what was in view", async () => {
  const { parts, store, voice, heard } = world();
  voice.start(false);
  await turn();
  parts.ms = 1000;
  parts.hear(new Uint8Array(3200));
  await new Promise((resolve) => { setTimeout(resolve, 120); });
  heard("began");
  heard("partial", "this one");
  assert.equal(store.get().partial, "this one");
  heard("final", "this one in red");
  assert.deepEqual(parts.said, [["this one in red", "voice", [{ ...seen("p1", 1), gazed: 0 }]]]);
  voice.stop();
  assert.deepEqual(parts.told.map(({ type }) => type), ["listen", "audio", "hush"]);
  assert.deepEqual(parts.told[0], { type: "listen", talk: 1, lang: "en", push: false });
  assert.equal(parts.closed, 1);
  assert.equal(store.get().ears, "");
});

test("an answer to spoken words is spoken, to typed ones it is not", () => {
  const { voice, heard } = world();
  voice.start(true);
  heard("final", "hello");
  voice.frame({ type: "said", text: "Welcome!", lang: "en" });
  assert.ok(voice.speaker.echoes("welcome"));
  heard("final", "welcome"); // the microphone hears the guide: nobody said that
  voice.typed();
  assert.ok(!voice.speaker.echoes("welcome"));
  voice.frame({ type: "said", text: "Here it is", lang: "en" });
  assert.ok(!voice.speaker.echoes("here"));
});

test("whoever speaks interrupts the guide", () => {
  const { voice, heard } = world();
  voice.start(false);
  heard("final", "hello");
  voice.frame({ type: "said", text: "Welcome to the shop", lang: "en" });
  heard("began");
  assert.ok(voice.speaker.echoes("shop"), "a noise does not");
  heard("partial", "stop");
  assert.ok(!voice.speaker.echoes("shop"));
});

test("what was half said is gone with the talk", () => {
  const { store, voice, heard } = world();
  voice.start(false);
  voice.stop();
  heard("partial", "and one more");
  heard("closed");
  assert.equal(store.get().partial, "");
});

test("frames of an earlier talk are nobody's", () => {
  const { parts, voice, heard } = world();
  voice.start(false);
  voice.start(false);
  heard("final", "too late");
  assert.deepEqual(parts.said, []);
  heard("final", "now", { talk: 2 });
  assert.equal(parts.said.length, 1);
});

test("a refused microphone and lost ears are told", async () => {
  const { parts, store, voice, heard } = world();
  voice.parts.microphone = () => Promise.reject(new Error("no"));
  voice.start(false);
  await turn();
  assert.deepEqual(parts.toasts, ["mic.failed"]);
  voice.parts.microphone = async () => () => {};
  voice.start(false);
  heard("failed", "", { talk: 2 });
  assert.deepEqual(parts.toasts, ["mic.failed", "mic.lost"]);
  assert.equal(store.get().ears, "");
});

test("without ears there is no microphone", () => {
  assert.equal(world([]).voice.road, "");
  assert.equal(world(["zh-CN"]).voice.road, "");
  assert.equal(world(["en"]).voice.road, "server");
});
