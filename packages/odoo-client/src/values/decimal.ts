import { SextantError } from "@sextant/contracts";

/** A double keeps 15 significant decimal digits whatever the value; beyond, two cents may share one double. */
const SAFE_DIGITS = 15;
const SAFE_UNITS = 10 ** SAFE_DIGITS;

export interface DecimalOptions {
  /** Decimals of the currency; the result has exactly as many. */
  readonly decimals?: number | undefined;
  /** Where the currency is unknown: the most decimals that any currency of this Odoo has; only bounds float noise. */
  readonly mostDecimals?: number | undefined;
  /** Where the amount stands, for the message. */
  readonly path: string;
}

/**
 * A monetary value as an exact decimal string. Odoo's JSON carries amounts as doubles: a value is accepted when it is the double of a
 * decimal of at most 15 significant digits, or differs from one by nothing but float noise (1e-6 of the amount and a hundredth of
 * the currency's smallest unit, whichever is less).
 *
 * @throws SextantError `precision` when digits may have been lost
 */
export function exactDecimal(value: number | bigint, options: DecimalOptions): string {
  const { decimals } = options;
  if (typeof value === "bigint") return decimals ? `${value}.${"0".repeat(decimals)}` : String(value);
  if (value === 0) return decimals ? `0.${"0".repeat(decimals)}` : "0";
  if (decimals !== undefined) return fixed(value, decimals, options);
  const shortest = String(value);
  if (!shortest.includes("e")) {
    const point = shortest.indexOf(".");
    const digits = shortest.length - (point < 0 ? 0 : 1) - (value < 0 ? 1 : 0);
    if (digits <= SAFE_DIGITS && (point < 0 || shortest.length - point - 1 <= (options.mostDecimals ?? 6)))
      return shortest;
  }
  return withoutZeros(fixed(value, options.mostDecimals ?? 6, options));
}

function fixed(value: number, decimals: number, options: DecimalOptions): string {
  const scale = 10 ** decimals;
  const scaled = value * scale;
  const units = Math.round(scaled);
  if (!(Math.abs(units) < SAFE_UNITS)) lost(value, options.path);
  // Correctly rounded division: equal means that `value` is the very double of this decimal.
  if (units / scale !== value) {
    const off = Math.abs(scaled - units);
    if (off > 0.01 || off > 1e-6 * Math.max(Math.abs(scaled), 1)) lost(value, options.path);
  }
  if (decimals === 0) return String(units === 0 ? 0 : units);
  const digits = String(Math.abs(units)).padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  return `${units < 0 ? "-" : ""}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

function withoutZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function lost(value: number, path: string): never {
  throw new SextantError(
    "precision",
    `The amount ${value} in ${path} has more digits than can be read exactly. Read it with its currency, or correct the record.`,
    { details: { path, value: String(value) } },
  );
}
