/**
 * The staff's page: sign in, see who waits, go to a shopper, talk, hand back.
 *
 * The key lives as long as the tab. Once a second the page asks for news; that it asks is also how
 * the showroom knows that somebody is there.
 * @module staff/app
 */

import { LANGUAGES, choose, createI18n, loadWords } from "../i18n.js";
import { fill, h } from "../ui/dom.js";
import { button } from "../ui/parts.js";
import { Desk, Refused } from "./desk.js";
import { context, conversation, queue, reply } from "./view.js";

/** @typedef {import("./desk.js").Ticket} Ticket */
/** @typedef {import("./desk.js").Line} Line */
/** @typedef {import("./desk.js").Insight} Insight */

const EVERY_MS = 1000;
const LANG = "showroom.lang";
const NAME = "showroom.staff.name";
const KEY = "showroom.staff.key";
const KEPT = 200;

const told = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(LANG);
let lang = LANGUAGES.find((each) => each === told) ?? choose(navigator.languages);
const [words, catalogue] = await Promise.all([loadWords(), fetch("/api/catalogue").then((answer) => answer.json())]);
const i18n = createI18n(words, () => lang);
/** @type {Map<string, import("../types.js").Product>} */
const products = new Map(catalogue.products.map((/** @type {import("../types.js").Product} */ product) => [product.id, product]));

const root = /** @type {HTMLElement} */ (document.getElementById("staff"));
const notice = h("p", { class: "notice", role: "status" });
const list = h("nav", { class: "waiting" });
const talk = h("div", { class: "talk", role: "log", "aria-live": "polite" });
const foot = h("footer", {});
const side = h("aside", { class: "context" });

/** @type {Desk | null} */
let desk = null;
/** @type {Ticket[]} */
let tickets = [];
let open = "";
/** @type {Line[]} */
let said = [];
/** @type {Insight | null} */
let seen = null;
/** What the foot offers now, so that a half-written answer is not drawn away. */
let offered = "";

const eyes = () => ({ i18n, find: (/** @type {string} */ id) => products.get(id), name: localStorage.getItem(NAME) ?? "" });

/** @param {string} code */
const complain = (code) => { notice.textContent = code ? i18n.t(`staff.refused.${i18n.has(`staff.refused.${code}`) ? code : "other"}`) : ""; };

function signIn() {
  desk = null;
  const name = h("input", { id: "staff-name", required: true, maxlength: "40", autocomplete: "name", value: localStorage.getItem(NAME) ?? "" });
  const key = h("input", { id: "staff-key", type: "password", required: true, autocomplete: "current-password" });
  const enter = async (/** @type {Event} */ event) => {
    event.preventDefault();
    localStorage.setItem(NAME, name.value.trim());
    sessionStorage.setItem(KEY, key.value);
    await begin();
  };
  fill(root, h("form", { class: "sign-in", onsubmit: enter },
    h("header", {}, h("h1", {}, i18n.t("staff.title")), languages(signIn)),
    h("p", { class: "quiet-text" }, i18n.t("staff.about")),
    h("label", {}, i18n.t("staff.name"), name),
    h("label", {}, i18n.t("staff.key"), key),
    notice,
    h("button", { type: "submit", class: "button primary", id: "staff-enter" }, i18n.t("staff.enter"))));
}

/** @param {() => void} again */
const languages = (again) => h("div", { class: "languages" }, LANGUAGES.map((each) => h("button", {
  type: "button", lang: each, "aria-pressed": String(each === lang), "data-key": each,
  onclick: () => {
    lang = each;
    localStorage.setItem(LANG, lang);
    document.documentElement.lang = lang;
    again();
  },
}, each === "en" ? "EN" : "中文")));

function frame() {
  offered = "";
  const name = eyes().name;
  const leave = () => {
    desk?.away();
    sessionStorage.removeItem(KEY);
    [open, said, seen] = ["", [], null];
    signIn();
  };
  fill(root,
    h("header", { class: "bar" }, h("h1", {}, i18n.t("staff.title")), notice,
      h("span", { class: "me" }, name), languages(() => { frame(); draw(); }),
      button(i18n.t("staff.leave"), leave, { class: "small", id: "staff-leave" })),
    h("div", { class: "floor" }, list, h("main", {}, talk, foot), side));
}

function draw() {
  const waiting = tickets.filter(({ stage }) => stage === "waiting").length;
  document.title = `${waiting ? `(${waiting}) ` : ""}${i18n.t("staff.title")}`;
  fill(list, h("h2", {}, i18n.t("staff.queue")), queue(eyes(), tickets, open, look));
  if (!seen) {
    fill(talk, h("p", { class: "quiet-text empty" }, i18n.t(tickets.length ? "staff.choose" : "staff.idle")));
    fill(foot);
    fill(side);
    offered = "";
    return;
  }
  const low = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 40;
  fill(talk, ...conversation(eyes(), said));
  if (low) talk.scrollTop = talk.scrollHeight;
  offer();
  fill(side, ...context(eyes(), seen));
}

function offer() {
  const now = `${open} ${seen?.ticket.stage}`;
  if (now === offered) return;
  offered = now;
  if (seen?.ticket.stage === "with") {
    fill(foot, reply(eyes(), { take: () => act("take"), back: () => act("back"), say: (text) => act("say", text) }));
    document.getElementById("staff-say")?.focus();
  } else {
    fill(foot, button(i18n.t("staff.take"), () => act("take"), { class: "primary", id: "staff-take" }));
  }
}

/** @param {string} visit */
function look(visit) {
  [open, said, seen] = [visit, [], null];
  void news();
}

/** @param {"take" | "say" | "back"} deed @param {string} [text] */
async function act(deed, text) {
  try {
    await desk?.act(open, deed, text);
    complain("");
  } catch (error) {
    complain(error instanceof Refused ? error.code : "other");
  }
  await news();
}

let asking = false;

async function news() {
  if (!desk || asking) return;
  asking = true;
  try {
    await hear(desk);
    if (notice.textContent === i18n.t("staff.refused.offline")) complain("");
  } catch (error) {
    const code = error instanceof Refused ? error.code : "other";
    complain(code);
    if (code === "token_invalid" || code === "no_staff") signIn();
  } finally {
    asking = false;
  }
  if (desk) draw();
}

/** @param {Desk} from @throws {Refused} */
async function hear(from) {
  tickets = await from.tickets();
  if (!tickets.some(({ visit }) => visit === open)) [open, said, seen] = ["", [], null];
  if (!open) return;
  const visit = open;
  const insight = await from.insight(visit, said.at(-1)?.number ?? 0);
  if (visit !== open) return; // another one was chosen meanwhile
  seen = insight;
  said = [...said, ...insight.lines].slice(-KEPT);
}

async function begin() {
  desk = new Desk({ fetch: fetch.bind(window), name: eyes().name, key: sessionStorage.getItem(KEY) ?? "" });
  try {
    tickets = await desk.tickets();
  } catch (error) {
    signIn();
    complain(error instanceof Refused ? error.code : "other");
    return;
  }
  complain("");
  frame();
  draw();
}

document.documentElement.lang = lang;
window.addEventListener("pagehide", () => desk?.away());
setInterval(() => { void news(); }, EVERY_MS);
if (sessionStorage.getItem(KEY) && eyes().name) await begin();
else signIn();
