/**
 * Searching with a picture: chosen, photographed, dropped or pasted.
 *
 * It is made small here, so that no more leaves the device than the shop looks at, and it is sent
 * only after the shopper has said that the shop may look at it.
 * @module ui/seeing
 */

import { dialog, fill, h } from "./dom.js";
import { button, iconButton } from "./parts.js";

/** @typedef {import("./parts.js").Ui} Ui */

/** What one message takes. */
const BYTES = 15_000;

/** Longest side and JPEG quality, the best first; the last fits whatever is on the picture. */
const TRIES = /** @type {const} */ ([[320, 0.8], [256, 0.75], [224, 0.65], [192, 0.5], [128, 0.4], [96, 0.3]]);

/**
 * @param {Ui} ui
 * @param {import("./privacy.js").Data} data
 * @returns {{button: () => HTMLElement, look: (file: Blob) => Promise<void>}}
 */
export function seeing(ui, data) {
  const look = async (/** @type {Blob} */ file) => {
    let bytes;
    try {
      bytes = await small(file);
    } catch {
      ui.toast(ui.i18n.t("picture.bad"));
      return;
    }
    if (!(await allowed(ui, data))) return;
    ui.send.picture(bytes);
    ui.toast(ui.i18n.t("picture.looking"));
  };
  const input = h("input", { type: "file", accept: "image/*", id: "picture-file", hidden: true, onchange: () => {
    const file = input.files?.[0];
    input.value = "";
    if (file) void look(file);
  } });
  dropAndPaste(ui, look);
  return {
    look,
    button: () => h("span", { "data-key": "picture" }, input,
      iconButton("camera", ui.i18n.t("picture"), () => input.click(), { class: "quiet", id: "picture" })),
  };
}

/**
 * Whether the shop may look at pictures; asked when it is not known yet.
 * @param {Ui} ui
 * @param {import("./privacy.js").Data} data
 * @returns {Promise<boolean>}
 */
async function allowed({ store, i18n }, data) {
  if (store.get().grants.includes("picture")) return true;
  return new Promise((resolve) => {
    const sheet = dialog({ id: "picture-ask", onclose: () => { sheet.remove(); resolve(store.get().grants.includes("picture")); } });
    const yes = () => {
      data.consent([...store.get().grants, "picture"]);
      sheet.close();
    };
    fill(sheet,
      h("h2", { id: "picture-ask-title" }, i18n.t("picture.ask.title")),
      h("p", {}, i18n.t("picture.ask.text")),
      h("div", { class: "equal" },
        button(i18n.t("picture.ask.no"), () => sheet.close(), { id: "picture-no" }),
        button(i18n.t("picture.ask.yes"), yes, { id: "picture-yes" })));
    document.querySelector("#overlay")?.append(sheet);
    sheet.showModal();
  });
}

/**
 * A JPEG of at most `BYTES`.
 * @param {Blob} file
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {Error} it is no picture that this browser opens
 */
export async function small(file) {
  const picture = await createImageBitmap(file);
  try {
    for (const [side, quality] of TRIES) {
      const shrink = Math.min(1, side / Math.max(picture.width, picture.height));
      const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * shrink)), Math.max(1, Math.round(picture.height * shrink)));
      const pen = canvas.getContext("2d");
      if (!pen) throw new Error("no canvas");
      pen.fillStyle = "white";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.imageSmoothingQuality = "high";
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality });
      if (jpeg.size <= BYTES) return new Uint8Array(await jpeg.arrayBuffer());
    }
    throw new Error("too large");
  } finally {
    picture.close();
  }
}

/** @param {DataTransfer | null} given */
const pictureIn = (given) => [...(given?.files ?? [])].find((file) => file.type.startsWith("image/"));

/**
 * Anywhere on the page a picture may be dropped or pasted.
 * @param {Ui} ui
 * @param {(file: Blob) => Promise<void>} look
 */
function dropAndPaste({ i18n }, look) {
  const veil = h("div", { class: "drop-veil", hidden: true });
  document.body.append(veil);
  const carries = (/** @type {DragEvent} */ event) => Boolean(event.dataTransfer?.types.includes("Files"));
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    veil.textContent = i18n.t("picture.drop");
    veil.hidden = false;
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) veil.hidden = true; });
  document.addEventListener("drop", (event) => {
    veil.hidden = true;
    if (!carries(event)) return;
    event.preventDefault();
    const file = pictureIn(event.dataTransfer);
    if (file) void look(file);
  });
  document.addEventListener("paste", (event) => {
    const file = pictureIn(event.clipboardData);
    if (file) void look(file);
  });
}
