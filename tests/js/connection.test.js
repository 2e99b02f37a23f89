import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Connection } from "../../static/js/net/connection.js";
import { Identity } from "../../static/js/net/token.js";
import { Clock, FakeSocket, settled, storage, welcome } from "./world.js";

let clock, seen, guests, answers, session;

const make = (keep = storage()) => {
  session = keep;
  const fetch = async () => {
    guests += 1;
    if (answers.shift() === "down") throw new TypeError("no network");
    return { ok: true, json: async () => ({ token: `t${guests}`, expires_s: 900 }) };
  };
  const identity = new Identity({ session, local: storage(), fetch, now: clock.now });
  return new Connection({
    url: "ws://shop/ws", identity, socket: (url, protocol) => new FakeSocket(url, protocol),
    now: clock.now, later: clock.later, cancel: clock.cancel, random: () => 0.5,
    about: () => ({ lang: "en", capabilities: [] }),
  }, {
    frame: (frame) => seen.frames.push(frame),
    status: (status) => seen.status.push(status),
    acked: (letters) => seen.acked.push(...letters.map(({ seq }) => seq)),
  });
};

/** @param {Connection} connection @param {object} [how] */
const enter = async (connection, how) => {
  await connection.connect();
  const socket = FakeSocket.made.at(-1);
  socket.open();
  socket.say(welcome(how));
  return socket;
};

/** Lose the line and come back to the next socket, welcomed as told. */
const comeBack = async (code, how) => {
  FakeSocket.made.at(-1).end(code);
  await clock.pass(30_000);
  const socket = FakeSocket.made.at(-1);
  socket.open();
  socket.say(welcome(how));
  return socket;
};

beforeEach(() => {
  clock = new Clock();
  seen = { frames: [], status: [], acked: [] };
  guests = 0;
  answers = [];
  FakeSocket.made = [];
});

test("the first message is hello, with the token and no visit", async () => {
  const connection = make();
  await connection.connect();
  const [socket] = FakeSocket.made;
  assert.equal(socket.protocol, "showroom.v1");
  assert.ok(!socket.url.includes("t1"), "a token never stands in an address");
  socket.open();
  assert.deepEqual(socket.sent, [["hello", 0, 0, "t1", "", "", "en", []]]);
});

test("reliable messages are numbered from 1 and wait for the welcome", async () => {
  const connection = make();
  connection.send({ type: "bye" });
  const socket = await enter(connection);
  connection.send({ type: "bye" });
  assert.deepEqual(socket.of("bye").map(([, seq]) => seq), [1, 2]);
  assert.deepEqual(seen.status, ["connecting", "open"]);
});

test("after a lost line the visit is taken up, and only what was not heard is sent again", async () => {
  const connection = make();
  const first = await enter(connection);
  for (let n = 0; n < 4; n += 1) connection.send({ type: "bye" });
  first.say(["cart", 1, 1, []], ["cart", 2, 1, []]);
  const second = await comeBack(1006, { resumed: "memory", heard: 3, next: 3, ack: 1 });
  assert.deepEqual(second.sent[0].slice(0, 6), ["hello", 0, 2, "t1", "v1", "e1"]);
  assert.deepEqual(second.of("bye"), [["bye", 4, 2]]);
  connection.send({ type: "bye" });
  assert.deepEqual(second.of("bye").at(-1), ["bye", 5, 2]);
  assert.deepEqual(connection.mail.pending.map(({ seq }) => seq), [2, 3, 4, 5], "heard is not yet safe");
});

test("frames that come twice are shown once; skipped numbers are no loss", async () => {
  const connection = make();
  const first = await enter(connection);
  first.say(["cart", 1, 0, []], ["worn", 2, 0, []]);
  const second = await comeBack(3008, { resumed: "memory", next: 3 });
  second.say(["cart", 1, 0, []], ["worn", 2, 0, []], ["cart", 5, 0, []]);
  assert.deepEqual(seen.frames.filter(({ seq }) => seq).map(({ seq }) => seq), [1, 2, 5]);
});

test("a snapshot replaces what was missed", async () => {
  const connection = make();
  const first = await enter(connection);
  first.say(["cart", 40, 0, []]);
  const second = await comeBack(1006, { resumed: "snapshot", next: 7 });
  second.say(["snapshot", 7, 0, "en", [], 1, "for_you", [], [], [], [], ""], ["cart", 8, 0, []]);
  assert.deepEqual(seen.frames.slice(-2).map(({ type }) => type), ["snapshot", "cart"]);
  assert.equal(connection.mail.seen, 8);
});

test("a server that lost the visit gets what was waiting, numbered from 1", async () => {
  const connection = make();
  const first = await enter(connection);
  for (let n = 0; n < 3; n += 1) connection.send({ type: "do", act: { act: `a${n}` } });
  first.say(["ack", 0, 2]);
  const second = await comeBack(1006, { visit: "v2", epoch: "e2", resumed: "new" });
  assert.deepEqual(second.of("do").map(([, seq, , [name]]) => [seq, name]), [[1, "a2"]]);
  assert.deepEqual(seen.acked, [1, 2]);
});

test("a page that was loaded again goes on with the visit of its tab", async () => {
  await enter(make());
  const connection = make(session);
  await connection.connect();
  const socket = FakeSocket.made.at(-1);
  socket.open();
  assert.deepEqual(socket.sent[0].slice(0, 6), ["hello", 0, 0, "t1", "v1", "e1"]);
  socket.say(welcome({ resumed: "snapshot", heard: 9, next: 30 }));
  connection.send({ type: "bye" });
  assert.deepEqual(socket.of("bye"), [["bye", 10, 29]]);
  assert.equal(guests, 1);
});

test("acknowledgements ride on what is sent, else on a ping soon after", async () => {
  const connection = make();
  const socket = await enter(connection);
  socket.say(["cart", 1, 0, []]);
  connection.send({ type: "bye" });
  await clock.pass(1000);
  assert.equal(socket.of("ping").length, 0);
  socket.say(["cart", 2, 1, []]);
  await clock.pass(1000);
  assert.deepEqual(socket.of("ping").map(([, seq, ack]) => [seq, ack]), [[0, 2]]);
  assert.deepEqual(seen.acked, [1]);
});

test("volatile messages are not kept", async () => {
  const connection = make();
  connection.tell({ type: "want", items: [] });
  const socket = await enter(connection);
  assert.equal(socket.of("want").length, 0);
  assert.equal(connection.mail.pending.length, 0);
});

for (const code of [1000, 1006, 1012, 3000, 3001, 3008, 3010, 3499]) {
  test(`close ${code}: come back`, async () => {
    await enter(make());
    FakeSocket.made[0].end(code);
    assert.equal(seen.status.at(-1), "lost");
    await clock.pass(1000);
    assert.equal(FakeSocket.made.length, 2);
  });
}

for (const [code, status] of [[3011, "elsewhere"], [3501, "refused"], [3504, "refused"], [3999, "refused"]]) {
  test(`close ${code}: ${status}, and stay away`, async () => {
    await enter(make());
    FakeSocket.made[0].end(code);
    await clock.pass(600_000);
    assert.equal(seen.status.at(-1), status);
    assert.equal(FakeSocket.made.length, 1);
  });
}

test("opened elsewhere: the shopper may take the visit back", async () => {
  const connection = make();
  const socket = await enter(connection);
  socket.end(3011);
  const second = await enter(connection, { resumed: "memory" });
  assert.equal(second.sent[0][4], "v1");
  assert.equal(seen.status.at(-1), "open");
});

test("a token that is not taken is replaced once", async () => {
  const connection = make();
  await connection.connect();
  FakeSocket.made[0].open();
  FakeSocket.made[0].say(["refused", 0, 0, "token_invalid", 0, "expired", 0]);
  FakeSocket.made[0].end(3500);
  await clock.pass(1000);
  FakeSocket.made[1].open();
  assert.equal(FakeSocket.made[1].sent[0][3], "t2");
  FakeSocket.made[1].end(3500);
  await clock.pass(600_000);
  assert.equal(FakeSocket.made.length, 2);
  assert.equal(seen.status.at(-1), "refused");
});

test("a device too slow to say hello in time tries again, once", async () => {
  const connection = make();
  await connection.connect();
  for (const socket of [0, 1]) {
    FakeSocket.made[socket].say(["refused", 0, 0, "hello_expected", 0, "", 0]);
    FakeSocket.made[socket].end(3501);
    await clock.pass(2000);
  }
  assert.equal(FakeSocket.made.length, 2);
  assert.equal(seen.status.at(-1), "refused");
});

test("a visit that is unknown is begun anew, by the same shopper", async () => {
  const connection = make();
  await enter(connection);
  FakeSocket.made[0].end(1006);
  await clock.pass(1000);
  FakeSocket.made[1].open();
  FakeSocket.made[1].say(["refused", 0, 0, "visit_unknown", 0, "", 0]);
  FakeSocket.made[1].end(3501);
  await clock.pass(1000);
  FakeSocket.made[2].open();
  assert.deepEqual(FakeSocket.made[2].sent[0].slice(3, 6), ["t1", "", ""]);
});

test("waits grow, up to 20 s, and the server's wish counts", async () => {
  await enter(make());
  FakeSocket.made[0].say(["closing", 0, 0, 3001, 5000]);
  FakeSocket.made[0].end(3001);
  await clock.pass(4999);
  assert.equal(FakeSocket.made.length, 1);
  await clock.pass(1);
  const tries = [];
  for (let n = 1; n < 12; n += 1) {
    const from = clock.ms;
    FakeSocket.made.at(-1).end(1006);
    while (FakeSocket.made.length === n + 1) await clock.pass(100);
    tries.push(clock.ms - from);
  }
  assert.ok(Math.max(...tries) <= 20_000, `${tries}`);
  assert.ok(tries.at(-1) > tries[0], `${tries}`);
});

test("no server at all: keep asking", async () => {
  answers = ["down", "down"];
  const connection = make();
  await connection.connect();
  assert.equal(seen.status.at(-1), "lost");
  await clock.pass(5000);
  assert.equal(FakeSocket.made.length, 1);
});

test("a silent line is asked, and given up when it does not answer", async () => {
  const connection = make();
  const socket = await enter(connection);
  await clock.pass(20_000);
  assert.equal(socket.of("ping").length, 1);
  await clock.pass(12_000);
  assert.equal(socket.readyState, 3);
  assert.equal(FakeSocket.made.length, 2);
});

test("rubbish from the line is a lost line, not a broken page", async () => {
  const connection = make();
  const socket = await enter(connection);
  socket.onmessage({ data: new Uint8Array([0xc1]).buffer });
  assert.equal(seen.status.at(-1), "lost");
  await clock.pass(1000);
  assert.equal(FakeSocket.made.length, 2);
});

test("a line that comes back late is no second line", async () => {
  const connection = make();
  const socket = await enter(connection);
  socket.end(1006);
  await Promise.all([connection.connect(), connection.connect()]);
  await settled();
  assert.equal(FakeSocket.made.length, 2);
  socket.onmessage({ data: new ArrayBuffer(0) });
  assert.equal(FakeSocket.made[1].readyState, 0);
});

test("starting anew forgets the visit and what was waiting", async () => {
  const connection = make();
  await enter(connection);
  connection.send({ type: "bye" });
  connection.world.identity.forget();
  connection.startAnew();
  await clock.pass(1000);
  const socket = FakeSocket.made.at(-1);
  socket.open();
  socket.say(welcome({ visit: "v2" }));
  assert.deepEqual(socket.sent, [["hello", 0, 0, "t2", "", "", "en", []]]);
});

test("gestures made while the line is down for long are let go, words are not", async () => {
  const connection = make();
  for (let n = 0; n < 500; n += 1) connection.send({ type: "gestures", items: [] });
  connection.send({ type: "say", text: "red" });
  assert.equal(connection.mail.pending.length, 401);
  assert.deepEqual(connection.mail.pending.map(({ seq }) => seq), Array.from({ length: 401 }, (_, n) => n + 1));
});
