/**
 * What was sent and is not yet safe; what arrived and must not arrive twice.
 *
 * Pure book-keeping of one visit's numbers, both ways; it knows no socket.
 * @module net/mailbox
 */

/** @typedef {{type: string, seq: number} & Record<string, any>} Letter */

/** Gestures made while the line is down longer than this many letters are let go. */
const ROOM = 400;

export class Mailbox {
  /** @type {Letter[]} sent or waiting, not acknowledged */
  pending = [];
  /** Number of the newest letter. */
  sent = 0;
  /** Number of the newest reliable frame that arrived; all before it did, too. */
  seen = 0;

  /**
   * Number a message and keep it until it is acknowledged.
   * @param {{type: string} & Record<string, any>} message
   * @returns {Letter | null} `null` when there is no room for more gestures
   */
  post(message) {
    if (this.pending.length >= ROOM && message.type === "gestures") return null;
    const letter = { ...message, seq: ++this.sent };
    this.pending.push(letter);
    return letter;
  }

  /**
   * @param {number} ack newest of our messages that is safe
   * @returns {Letter[]} those that were not known to be
   */
  acknowledge(ack) {
    const safe = this.pending.filter((letter) => letter.seq <= ack);
    this.pending = this.pending.filter((letter) => letter.seq > ack);
    return safe;
  }

  /**
   * Take up a visit as the server has it.
   *
   * What the server has not heard is numbered on from there: a server that lost acknowledged
   * messages, or never knew this visit, would else wait for numbers that nobody has.
   * @param {{resumed: string, heard: number, next: number}} welcome
   * @returns {Letter[]} to be sent (again)
   */
  resume({ resumed, heard, next }) {
    const anew = resumed === "new";
    if (anew || resumed === "snapshot") this.seen = next - 1;
    const waiting = this.pending.filter((letter) => anew || letter.seq > heard);
    const known = this.pending.filter((letter) => !anew && letter.seq <= heard);
    waiting.forEach((letter, place) => { letter.seq = heard + 1 + place; });
    this.pending = [...known, ...waiting];
    this.sent = heard + waiting.length;
    return waiting;
  }

  /**
   * The server skips numbers whose frame a newer one replaced, so a gap is no loss.
   * @param {{type: string, seq: number}} frame
   * @returns {boolean} whether it is new; unnumbered frames always are
   */
  receive({ type, seq }) {
    if (seq === 0) return true;
    if (seq <= this.seen && type !== "snapshot") return false;
    this.seen = seq;
    return true;
  }
}
