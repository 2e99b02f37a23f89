/**
 * What a member of staff sees: who waits, what was said, and what the shopper is looking at.
 * @module staff/view
 */

import { imageOf } from "../images.js";
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { button } from "../ui/parts.js";
import { money, token } from "../ui/words.js";

/** @typedef {import("./desk.js").Ticket} Ticket */
/** @typedef {import("./desk.js").Line} Line */
/** @typedef {import("./desk.js").Insight} Insight */
/** @typedef {{i18n: import("../types.js").I18n, find: (id: string) => import("../types.js").Product | undefined, name: string}} Eyes */

/**
 * @param {Eyes} eyes
 * @param {Ticket[]} tickets
 * @param {string} open
 * @param {(visit: string) => void} choose
 */
export function queue({ i18n, name }, tickets, open, choose) {
  if (!tickets.length) return h("p", { class: "quiet-text empty" }, i18n.t("staff.nobody"));
  return h("ul", { class: "queue" }, tickets.map((ticket, at) => {
    const mine = ticket.by === name;
    const state = ticket.stage === "waiting" ? i18n.t("staff.waits", { time: clock(ticket.since_s) })
      : mine ? i18n.t("staff.yours") : i18n.t("staff.with", { name: ticket.by });
    return h("li", {}, h("button", {
      type: "button", class: `ticket ${ticket.stage} ${mine ? "mine" : ""}`, "data-key": ticket.visit,
      "aria-current": ticket.visit === open ? "true" : false,
      disabled: ticket.stage === "with" && !mine, onclick: () => choose(ticket.visit),
    },
    h("span", { class: "who" }, i18n.t("staff.shopper", { number: at + 1 })),
    h("span", { class: "lang" }, i18n.t(`staff.lang.${ticket.lang}`)),
    h("span", { class: "since" }, state, !ticket.here && ` · ${i18n.t("staff.left")}`)));
  }));
}

/** @param {Eyes} eyes @param {Line[]} lines */
export function conversation({ i18n }, lines) {
  if (!lines.length) return [h("p", { class: "quiet-text empty" }, i18n.t("staff.silent"))];
  return lines.map((line) => h("div", { class: `said ${line.who}` },
    h("p", { class: "by" }, line.who === "staff" ? line.by : i18n.t(`staff.who.${line.who}`)),
    h("p", { class: "text" }, line.text)));
}

/** @param {Eyes} eyes @param {Insight} seen */
export function context(eyes, seen) {
  const { i18n } = eyes;
  const wanted = seen.wants.filter(([name]) => name !== "text");
  return [
    products(eyes, "staff.held", seen.held),
    products(eyes, "staff.focus", seen.focus.filter((id) => !seen.held.includes(id)).slice(0, 4)),
    lines(eyes, "staff.cart", seen.cart.map(([id, variant, size, count]) => ({ id, variant, note: [size, count > 1 && `× ${count}`] }))),
    lines(eyes, "staff.worn", seen.worn.map(([id, variant, size]) => ({ id, variant, note: [size] }))),
    products(eyes, "staff.liked", seen.liked.slice(0, 4)),
    wanted.length > 0 && part(i18n.t("staff.wants"), h("p", {}, wanted.map(([name, value, yes]) => want(eyes, name, value, yes)).join(i18n.t("list.comma")))),
    seen.section && part(i18n.t("staff.section"), h("p", {}, i18n.t(`section.${seen.section}`))),
    products(eyes, "staff.view", (seen.view.length ? seen.view : seen.shelf).filter((id) => !seen.focus.includes(id)).slice(0, 6)),
    seen.deeds.length > 0 && part(i18n.t("staff.deeds"), h("ol", { class: "deeds" }, seen.deeds.slice(0, 6).map((deed) => h("li", {},
      h("span", {}, i18n.t(`staff.did.${deed.kind}`, { name: called(eyes, deed.product) })),
      h("time", {}, clock(deed.ago_s)))))),
  ];
}

/** @param {Eyes} eyes @param {string} name @param {string} value @param {boolean} yes */
function want({ i18n, find }, name, value, yes) {
  const price = name.startsWith("price_") && /^\d+$/.test(value);
  const said = price ? `${name === "price_max" ? "≤" : "≥"} ${(Number(value) / 100).toLocaleString(i18n.lang())}` : find(value) ? i18n.text(find(value)?.name) : token(i18n, value, name);
  return yes ? said : i18n.t("staff.not", { what: said });
}

/** @param {string} title @param {...Node} inside */
const part = (title, ...inside) => h("section", {}, h("h3", {}, title), ...inside);

/** @param {Eyes} eyes @param {string} key @param {string[]} ids */
const products = (eyes, key, ids) => lines(eyes, key, ids.map((id) => ({ id, variant: "", note: [] })));

/** @param {Eyes} eyes @param {string} key @param {{id: string, variant: string, note: (string | false)[]}[]} rows */
function lines(eyes, key, rows) {
  if (!rows.length) return null;
  return part(eyes.i18n.t(key), h("ul", { class: "goods" }, rows.map((row) => good(eyes, row))));
}

/** @param {Eyes} eyes @param {{id: string, variant: string, note: (string | false)[]}} row */
function good(eyes, { id, variant, note }) {
  const product = eyes.find(id);
  const picture = imageOf(product, variant) || imageOf(product, "");
  const colour = product?.variants?.find((each) => each.id === variant);
  const more = [money(eyes.i18n, product?.price), eyes.i18n.text(colour?.name), ...note].filter(Boolean);
  return h("li", {},
    h("span", { class: "thumb" }, picture && h("img", { src: picture, alt: "", loading: "lazy" })),
    h("span", {}, h("b", {}, called(eyes, id)), h("small", {}, more.join(" · "))));
}

/** @param {Eyes} eyes @param {string} id */
const called = ({ i18n, find }, id) => i18n.text(find(id)?.name) || id;

/** @param {number} seconds @returns {string} 0:07, 12:40, 1:02:03 */
export function clock(seconds) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/**
 * @param {Eyes} eyes
 * @param {{take: () => void, back: () => void, say: (text: string) => void}} deeds
 */
export function reply({ i18n }, deeds) {
  const field = h("textarea", {
    id: "staff-say", rows: "2", maxlength: "1000", placeholder: i18n.t("staff.say"), "aria-label": i18n.t("staff.say"),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    },
  });
  const form = h("form", {
    class: "reply",
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (text) deeds.say(text);
      field.value = "";
      field.focus();
    },
  }, field,
  h("button", { type: "submit", class: "icon-button accent", "aria-label": i18n.t("say.send"), id: "staff-send" }, icon("send")));
  return h("div", { class: "reply-box" }, form, button(i18n.t("staff.back"), deeds.back, { class: "small", id: "staff-back" }));
}
