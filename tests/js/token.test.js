import assert from "node:assert/strict";
import { test } from "node:test";
import { Identity } from "../../static/js/net/token.js";
import { storage } from "./world.js";

const make = ({ local = storage(), renewable = true } = {}) => {
  const world = { ms: 0, asked: [] };
  const fetch = async (_path, { headers }) => {
    world.asked.push(headers.Authorization ?? "");
    if (headers.Authorization && !renewable) return { ok: false, status: 401 };
    const n = world.asked.length;
    return { ok: true, status: 200, json: async () => ({ token: `t${n}`, expires_s: 900, renew: `r${n}` }) };
  };
  const session = storage();
  return { world, local, session, identity: new Identity({ session, local, fetch, now: () => world.ms }) };
};

test("a token is asked for once, while it lasts", async () => {
  const { identity, world } = make();
  assert.equal(await identity.token(), "t1");
  assert.equal(await identity.token(), "t1");
  assert.deepEqual(world.asked, [""]);
});

test("before it expires, the same shopper gets the next one", async () => {
  const { identity, world } = make();
  await identity.token();
  world.ms = 891_000;
  assert.equal(await identity.token(), "t2");
  assert.deepEqual(world.asked, ["", "Bearer r1"]);
});

test("a renewal that is not taken any more makes a new shopper, in a new visit", async () => {
  const { identity, world } = make({ renewable: false });
  await identity.token();
  identity.enter({ visit: "v", epoch: "e" });
  world.ms = 900_000;
  assert.equal(await identity.token(), "t3");
  assert.deepEqual(world.asked, ["", "Bearer r1", ""]);
  assert.deepEqual(identity.visit, { visit: "", epoch: "" });
});

test("without consent nothing outlives the tab", async () => {
  const { identity, local } = make();
  await identity.token();
  identity.enter({ visit: "v", epoch: "e" });
  assert.equal(local.getItem("showroom.token"), null);
});

test("with consent the shopper is known tomorrow, until it is withdrawn", async () => {
  const first = make();
  await first.identity.token();
  first.identity.keep(true);
  const tomorrow = make({ local: first.local });
  tomorrow.world.ms = 86_400_000;
  await tomorrow.identity.token();
  assert.deepEqual(tomorrow.world.asked, ["Bearer r1"]);
  assert.match(first.local.getItem("showroom.token"), /"t1"/);
  tomorrow.identity.keep(false);
  assert.equal(first.local.getItem("showroom.token"), null);
});

test("storage that holds rubbish is an empty one", async () => {
  const { identity, session } = make();
  session.setItem("showroom.token", "{");
  assert.equal(await identity.token(), "t1");
});
