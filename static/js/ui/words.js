/**
 * Catalogue facts and reasons as words: prices, stars, lengths, why something is on the shelf.
 * @module ui/words
 */

/** @typedef {import("../types.js").I18n} I18n */
/** @typedef {import("../types.js").Product} Product */

/** Canonical tokens of the catalogue; anything else is a name or a user's own text. */
const CANONICAL = /^[a-z][a-z_-]*$/;

/**
 * @param {I18n} i18n
 * @param {{minor: number, currency: string} | null | undefined} price
 * @returns {string} empty when the catalogue says no price
 */
export function money(i18n, price) {
  if (!price) return "";
  const format = new Intl.NumberFormat(i18n.lang(), {
    style: "currency", currency: price.currency, currencyDisplay: "narrowSymbol",
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const whole = price.minor % 10 ** digits === 0;
  return whole
    ? new Intl.NumberFormat(i18n.lang(), {
      style: "currency", currency: price.currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0,
    }).format(price.minor / 10 ** digits)
    : format.format(price.minor / 10 ** digits);
}

/**
 * @param {I18n} i18n
 * @param {import("../types.js").Reason | undefined} reason
 * @param {(id: string) => Product | undefined} find
 * @param {string} [self] the product it is a reason for
 * @returns {string} "because you picked up X", or empty
 */
export function why(i18n, reason, find, self = "") {
  if (!reason) return "";
  const name = i18n.text(find(reason.product)?.name);
  if (reason.kind === "because" && reason.product === self) return i18n.t("because.self");
  if (reason.kind === "because") return name ? i18n.t(`because.${reason.gesture || "select"}`, { name }) : "";
  const values = reason.values.map((value) => token(i18n, value)).join(i18n.t("list.comma"));
  if (reason.kind === "asked" && !values) return i18n.t("reason.asked.words");
  return i18n.t(`reason.${reason.kind}`, { name, values });
}

/**
 * @param {I18n} i18n
 * @param {string} value a canonical token, or any text of the user's own data
 * @param {string} [of] the attribute: a light colour is not a light bag
 */
export function token(i18n, value, of = "") {
  if (!CANONICAL.test(value)) return value;
  const name = value.replaceAll("-", "_");
  return i18n.t(i18n.has(`${of}.${name}`) ? `${of}.${name}` : `token.${name}`);
}

/**
 * @param {I18n} i18n
 * @param {string | string[] | number | boolean} value
 * @param {string} of the attribute
 * @returns {string}
 */
export function attribute(i18n, value, of) {
  if (Array.isArray(value)) return value.map((each) => token(i18n, each, of)).join(i18n.t("list.comma"));
  if (typeof value === "boolean") return i18n.t(value ? "yes" : "no");
  return typeof value === "number" ? value.toLocaleString(i18n.lang()) : token(i18n, value, of);
}

/**
 * @param {Product | undefined} product
 * @param {import("../types.js").Reason | undefined} reason
 * @returns {string} the variant in the colour that was asked for, empty for none
 */
export function askedVariant(product, reason) {
  if (reason?.kind !== "asked") return "";
  return product?.variants?.find(({ color }) => color && reason.values.includes(color))?.id ?? "";
}

/**
 * @param {Product} product
 * @returns {string} width x height x depth in centimetres, empty when not known
 */
export function measures({ bounds_m: bounds }) {
  if (!bounds) return "";
  const [low, high] = bounds;
  const sides = high.map((edge, axis) => (edge - low[axis]) * 100);
  if (!sides.some((side) => side > 0)) return "";
  return `${sides.map((side) => (side < 10 ? side.toFixed(1) : Math.round(side))).join(" × ")} cm`;
}

/**
 * @param {Product} product
 * @param {string} size empty: of any size
 * @returns {number} pieces; `Infinity` when the catalogue does not say
 */
export function stock({ stock: pieces }, size) {
  if (!pieces || !Object.keys(pieces).length) return Infinity;
  if (size) return pieces[size] ?? 0;
  return Object.values(pieces).reduce((sum, count) => sum + count, 0);
}
