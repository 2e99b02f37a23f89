/**
 * Words in the shopper's language.
 * @module i18n
 */

/** @typedef {import("./types.js").Lang} Lang */
/** @typedef {Record<string, string>} Words by key, with `{name}` for values */

/** @type {Lang[]} */
export const LANGUAGES = ["zh-CN", "en"];

/**
 * @param {Record<Lang, Words>} words
 * @param {() => Lang} lang
 * @returns {import("./types.js").I18n}
 */
export function createI18n(words, lang) {
  return {
    lang,
    t: (key, values = {}) => fill(words[lang()][key] ?? tail(key), values),
    has: (key) => key in words[lang()],
    text: (texts = {}) => texts[lang()] ?? texts.en ?? Object.values(texts)[0] ?? "",
  };
}

/** @param {string} text @param {Record<string, string | number>} values */
const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

/** A token of the user's own data has no translation: it is shown as it is. @param {string} key */
const tail = (key) => key.slice(key.indexOf(".") + 1).replaceAll("_", " ");

/**
 * @param {readonly string[]} wanted language tags, most wanted first
 * @returns {Lang}
 */
export function choose(wanted) {
  for (const tag of wanted) {
    if (tag.toLowerCase().startsWith("zh")) return "zh-CN";
    if (tag.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}

/** @returns {Promise<Record<Lang, Words>>} */
export async function loadWords() {
  const load = async (/** @type {Lang} */ lang) => (await fetch(`/static/i18n/${lang}.json`)).json();
  const [zh, en] = await Promise.all(LANGUAGES.map(load));
  return { "zh-CN": zh, en };
}
