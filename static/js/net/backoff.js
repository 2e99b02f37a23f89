/**
 * How long to wait before coming back, and whether to come back at all.
 * @module net/backoff
 */

const FIRST_MS = 400;
const LONGEST_MS = 20_000;

/** Another window took this visit over: both coming back would fence each other for ever. */
export const ELSEWHERE = 3011;

/**
 * @param {number} attempt 0 for the first
 * @param {() => number} random in [0, 1): spreads a crowd that lost the same server
 * @param {number} least what the server asked for, ms
 * @returns {number} ms
 */
export function delay(attempt, random, least = 0) {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.max(least, ceiling / 2 + (random() * ceiling) / 2);
}

/**
 * @param {number} code WebSocket close code
 * @returns {"again" | "elsewhere" | "refused"} 3500-3999 mean "do not come back"
 */
export function verdict(code) {
  if (code === ELSEWHERE) return "elsewhere";
  return code >= 3500 && code <= 3999 ? "refused" : "again";
}
