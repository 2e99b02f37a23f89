/**
 * Elements without a framework.
 * @module ui/dom
 */

/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [props] `on*` functions listen, `style` is set field by field (the
 *   page's policy takes no style attributes), the rest are attributes; false and null are left out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(props).forEach(([name, value]) => put(element, name, value));
  element.append(...nodes(children));
  return element;
}

/** @param {HTMLElement} element @param {string} name @param {any} value */
function put(element, name, value) {
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "style") {
    Object.entries(value).forEach(([key, text]) => element.style.setProperty(key, String(text)));
  } else if (value !== false && value !== null && value !== undefined) {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** @param {(Child | Child[])[]} children @returns {(Node | string)[]} */
function nodes(children) {
  return children.flat().filter((child) => child !== false && child !== null && child !== undefined)
    .map((child) => (child instanceof Node ? child : String(child)));
}

/**
 * Replace what is inside `root`, keeping the keyboard where it was: elements with the same
 * `data-key` are taken as the same.
 * @param {HTMLElement} root
 * @param {...(Child | Child[])} children
 */
export function fill(root, ...children) {
  const held = root.contains(document.activeElement)
    ? /** @type {HTMLElement} */ (document.activeElement).dataset.key : undefined;
  const top = root.scrollTop;
  root.replaceChildren(...nodes(children));
  root.scrollTop = top;
  if (held) /** @type {HTMLElement | null} */ (root.querySelector(`[data-key="${CSS.escape(held)}"]`))?.focus();
}

/**
 * A modal sheet: the browser keeps the keyboard inside, closes on Escape and gives the focus back.
 * @param {{id: string, kind?: "drawer" | "sheet" | "wide", onclose?: () => void}} options
 * @returns {HTMLDialogElement}
 */
export function dialog({ id, kind = "sheet", onclose = () => {} }) {
  const element = h("dialog", { id, class: `dialog ${kind}`, "aria-labelledby": `${id}-title`, onclose });
  element.addEventListener("click", (event) => { if (event.target === element) element.close(); });
  return element;
}

/** @param {HTMLDialogElement} element @param {boolean} open */
export function toggle(element, open) {
  if (open && !element.open) element.showModal();
  if (!open && element.open) element.close();
}
