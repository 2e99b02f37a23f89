/**
 * The whole showroom by keyboard: walk, turn, go from product to product, and handle them.
 * @module input/keys
 */

/** @typedef {import("./walk.js").Intent} Intent */
/**
 * @typedef {"next" | "previous" | "open" | "close" | "grab" | "try_on" | "like" | "dislike" |
 *   "discard" | "turn_left" | "turn_right" | "larger" | "smaller" | "home"} Command
 */

/** @type {Record<string, [keyof Intent, number]>} by `KeyboardEvent.code`: the same on any layout */
const MOVES = {
  KeyW: ["forward", 1], ArrowUp: ["forward", 1], KeyS: ["forward", -1], ArrowDown: ["forward", -1],
  KeyD: ["right", 1], ArrowRight: ["right", 1], KeyA: ["right", -1], ArrowLeft: ["right", -1],
  KeyQ: ["turn", 1], KeyE: ["turn", -1], PageUp: ["look", 1], PageDown: ["look", -1],
};

/** @type {Record<string, Command>} */
const COMMANDS = {
  KeyN: "next", KeyP: "previous", Enter: "open", Escape: "close", KeyG: "grab", KeyT: "try_on",
  KeyL: "like", KeyK: "dislike", Delete: "discard", KeyX: "discard", BracketLeft: "turn_left",
  BracketRight: "turn_right", Equal: "larger", Minus: "smaller", Home: "home",
};

/** @param {Iterable<string>} down codes of the keys held @returns {Intent} */
export function intent(down) {
  /** @type {Intent} */
  const sum = { forward: 0, right: 0, turn: 0, look: 0 };
  for (const code of down) {
    const move = MOVES[code];
    if (move) sum[move[0]] = Math.max(-1, Math.min(1, sum[move[0]] + move[1]));
  }
  return sum;
}

/** @param {{code: string, repeat: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} key @returns {Command | null} */
export function command({ code, repeat, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  const found = COMMANDS[code] ?? null;
  const steady = ["turn_left", "turn_right", "larger", "smaller", "next", "previous"];
  return repeat && found && !steady.includes(found) ? null : found;
}

export class Keys {
  /** @param {(command: Command) => void} act */
  constructor(act) {
    /** @type {Set<string>} */
    this.down = new Set();
    this.stop = new AbortController();
    const { signal } = this.stop;
    addEventListener("keydown", (event) => this.#down(event, act), { signal });
    addEventListener("keyup", (event) => this.down.delete(event.code), { signal });
    addEventListener("blur", () => this.down.clear(), { signal });
  }

  /** @param {KeyboardEvent} event @param {(command: Command) => void} act */
  #down(event, act) {
    const target = event.target;
    // Who types, or works a button or dialog of the page, is not walking.
    if (target instanceof HTMLElement && target.closest("input, textarea, select, button, a, dialog, [role=dialog], [contenteditable]")) return;
    const found = command(event);
    if (found) act(found);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code in MOVES) this.down.add(event.code);
    if (found || event.code in MOVES) event.preventDefault();
  }

  intent() {
    return intent(this.down);
  }

  dispose() {
    this.stop.abort();
  }
}
