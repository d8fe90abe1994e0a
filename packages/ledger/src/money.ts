/** Exact money: decimal text ↔ minor units. No binary float takes part in any sum. */
import { SextantError } from "@sextant/contracts";
import type { Currency, Minor } from "./types.ts";

type Decimals = Pick<Currency, "code" | "decimals">;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Digits that a binary double keeps for every decimal number. */
const SAFE_DIGITS = 15;
const SAFE_MINOR = 10 ** SAFE_DIGITS;
/** Far above any amount of money; keeps `1e999999999` from filling the memory. */
const MAX_EXPONENT = 40;

/**
 * Minor units of a decimal text: `parseMinor("-12.5", EUR)` is `-1250n`. An exponent is accepted as JSON allows it.
 *
 * @throws SextantError `precision` when a digit other than zero lies beyond the currency's decimals; `unsafe_value` when the text is no number.
 */
export function parseMinor(text: string, currency: Decimals): Minor {
  const match = DECIMAL.exec(text);
  const exponent = Number(match?.[4] ?? 0);
  if (!match || Math.abs(exponent) > MAX_EXPONENT) {
    throw new SextantError("unsafe_value", `${JSON.stringify(text)} is not an amount in ${currency.code}.`);
  }
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = whole + fraction;
  const shift = currency.decimals - fraction.length + exponent;
  const kept = shift >= 0 ? digits + "0".repeat(shift) : digits.slice(0, shift);
  const lost = shift >= 0 ? "" : digits.slice(shift);
  if (/[1-9]/.test(lost)) {
    throw new SextantError(
      "precision",
      `${text} has more than the ${currency.decimals} decimals of ${currency.code}; it cannot be read exactly.`,
    );
  }
  const minor = BigInt(kept === "" ? "0" : kept);
  return sign === "-" ? -minor : minor;
}

/**
 * Minor units of an amount as Odoo sends it. A number is accepted only when it names exactly one amount of the currency: its shortest
 * decimal form has at most 15 significant digits, and no neighbouring amount reads as the same binary number.
 *
 * @throws SextantError `precision`, `unsafe_value`.
 */
export function toMinor(value: string | number, currency: Decimals): Minor {
  if (typeof value === "string") return parseMinor(value, currency);
  if (!Number.isFinite(value)) {
    throw new SextantError("unsafe_value", `${value} is not an amount in ${currency.code}.`);
  }
  // Both operands of the division are exact and it is correctly rounded, so equality means: value is the binary number of minor / scale.
  const scale = 10 ** currency.decimals;
  const minor = Math.round(value * scale);
  if (minor / scale === value) {
    if (Math.abs(minor) < SAFE_MINOR) return BigInt(minor);
    const alone = Number.isSafeInteger(minor) && (minor + 1) / scale !== value && (minor - 1) / scale !== value;
    if (alone && significantDigits(value) <= SAFE_DIGITS) return BigInt(minor);
  }
  throw new SextantError(
    "precision",
    `${value} ${currency.code} came as a binary number that does not name one amount with ${currency.decimals} decimals; read it as decimal text.`,
  );
}

function significantDigits(value: number): number {
  return String(value).replace(/e.*$/, "").replace(/[-.]/g, "").replace(/^0+/, "").replace(/0+$/, "").length;
}

/** Decimal text with exactly the currency's decimals: `formatMinor(-5n, EUR)` is `"-0.05"`. */
export function formatMinor(minor: Minor, { decimals }: Pick<Currency, "decimals">): string {
  const negative = minor < 0n;
  const digits = (negative ? -minor : minor).toString().padStart(decimals + 1, "0");
  const whole = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return negative ? `-${whole}` : whole;
}

/** Σ of amounts of one currency. */
export function sumMinor(amounts: Iterable<Minor>): Minor {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/** The amount with its sign reversed, as liabilities and equity are shown. */
export function negate(minor: Minor): Minor {
  return -minor;
}
