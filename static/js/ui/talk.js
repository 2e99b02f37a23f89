/**
 * Talking with the guide: captions of what was said, "which one?", the text box and microphone.
 * @module ui/talk
 */

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { act, button, iconButton, open, thumb } from "./parts.js";

/** @typedef {import("./parts.js").Ui} Ui */

/** Lines that are shown of a talk with a person. */
const WITH_PERSON = 4;

/** @param {Ui} ui */
export function captions(ui) {
  const box = h("div", { class: "captions", id: "captions", role: "log", "aria-live": "polite" });
  const draw = () => {
    const { talk, partial, helped } = ui.store.get();
    const mine = talk.findLastIndex((line) => line.who === "me");
    const last = talk.slice(helped.stage === "with" ? -WITH_PERSON : Math.max(mine, talk.length - 2, 0));
    box.hidden = !last.length && !partial && helped.stage === "none";
    fill(box, help(ui), last.flatMap((line) => caption(ui, line)), partial && h("p", { class: "me partial" }, partial),
      iconButton("close", ui.i18n.t("close"), () => ui.store.set({ talk: [], asking: [] }), { class: "quiet", "data-key": "close" }));
    if (helped.stage === "with") box.scrollTop = box.scrollHeight;
  };
  ui.store.on(["talk", "partial", "asking", "lang", "helped"], draw);
  ui.store.on(["detail"], () => {
    const { detail, asking, helped } = ui.store.get();
    if (detail && !asking.length && helped.stage !== "with") ui.store.set({ talk: [] }); // what was said gives way to what was chosen
  });
  draw();
  return box;
}

/** That a person is called, or is there, and how to do without. @param {Ui} ui */
function help(ui) {
  const { stage, by } = ui.store.get().helped;
  if (stage === "none") return null;
  const words = stage === "with" ? ui.i18n.t("helped.with", { name: by }) : ui.i18n.t("helped.waiting");
  return h("div", { class: `helped ${stage}`, role: "status" }, h("span", {}, words),
    button(ui.i18n.t(stage === "with" ? "helped.end" : "helped.cancel"), () => act(ui, "human", "", { kind: "end" }), { class: "small", id: "help-end", "data-key": "help-end" }));
}

/** @param {Ui} ui @param {import("../types.js").State["talk"][number]} line */
function caption(ui, line) {
  const { asking, talk } = ui.store.get();
  const newest = line === talk.at(-1);
  return [
    line.by && h("p", { class: "person" }, ui.i18n.t("helped.person", { name: line.by })),
    h("p", { class: line.by ? "guide by-person" : line.who, lang: line.by ? undefined : line.lang }, line.text),
    newest && line.products.length > 1 && h("div", { class: "chips" }, line.products.slice(0, 6).map((id) => chip(ui, id, asking.includes(id)))),
  ];
}

/** @param {Ui} ui @param {string} id @param {boolean} asked whether the guide wants to know which */
function chip(ui, id, asked) {
  const answer = () => {
    if (!asked) open(ui, id);
    else {
      act(ui, "disambiguate", id);
      ui.store.set({ asking: [] });
    }
  };
  return h("button", { type: "button", class: "chip", "data-key": `chip-${id}`, onclick: answer },
    thumb(ui, id), h("span", {}, ui.i18n.text(ui.find(id)?.name)));
}

/**
 * @param {Ui} ui
 * @param {() => HTMLElement} camera to search with a picture
 */
export function composer(ui, camera) {
  const field = h("input", { id: "say", type: "text", maxlength: "400", autocomplete: "off", enterkeyhint: "send" });
  const form = h("form", {
    class: "composer",
    onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      ui.voice.typed();
      ui.send.say(field.value);
      field.value = "";
    },
  });
  const draw = () => {
    field.placeholder = ui.i18n.t("say.hint");
    field.setAttribute("aria-label", ui.i18n.t("say"));
    fill(form,
      iconButton("undo", ui.i18n.t("undo"), () => act(ui, "undo", ""), { class: "quiet", "data-key": "undo", id: "undo" }),
      field,
      camera(),
      ui.voice.road && microphone(ui),
      h("button", { type: "submit", class: "icon-button accent", "aria-label": ui.i18n.t("say.send"), "data-key": "send", id: "say-send" }, icon("send")));
  };
  ui.store.on(["lang", "listens", "ears"], draw);
  draw();
  return form;
}

/**
 * A click turns it on and off; held down, it listens until it is let go.
 * @param {Ui} ui
 */
function microphone({ voice, store, i18n }) {
  const { ears } = store.get();
  const label = i18n.t(ears ? "mic.stop" : voice.road === "server" ? "mic" : "mic.browser");
  const toggle = () => (store.get().ears ? voice.stop() : voice.start(false));
  return iconButton("mic", label, toggle, { class: ears ? "listening" : "quiet", "data-key": "mic", id: "mic", "aria-pressed": String(Boolean(ears)) });
}
