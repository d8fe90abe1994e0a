import { SextantError } from "@sextant/contracts";
import { type Currency, formatMinor, parseMinor } from "@sextant/ledger";
import type { Value } from "@sextant/odoo-client";

/** Decimals of quantities that are kept; Odoo's units of measure have at most six. */
const QUANTITY = { code: "quantity", decimals: 6 };

/** A sum of quantities as an exact decimal, without zeros at its end. */
export function quantityText(value: Value | undefined): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "number") throw unreadable(value);
  const text = value.toFixed(QUANTITY.decimals).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

/** A sum of money in the decimals of its currency. */
export function moneyText(value: Value | undefined, currency: Currency): string {
  if (value === null) return formatMinor(0n, currency);
  if (typeof value === "string") return formatMinor(parseMinor(value, currency), currency);
  if (typeof value === "number") return formatMinor(parseMinor(value.toFixed(currency.decimals), currency), currency);
  throw unreadable(value);
}

export function countText(value: Value | undefined): string {
  if (typeof value === "number" && Number.isInteger(value)) return String(value);
  throw unreadable(value);
}

export const negated = (text: string): string =>
  /^-?0*\.?0*$/.test(text) ? text.replace("-", "") : text.startsWith("-") ? text.slice(1) : `-${text}`;

/** Sums and comparisons of exact decimals of any number of decimals. */
export const exact = (text: string): bigint => parseMinor(text, QUANTITY);

const unreadable = (value: Value | undefined) =>
  new SextantError("bad_reply", `A sum of Odoo is no number: ${JSON.stringify(String(value)).slice(0, 60)}.`);
