import { SextantError } from "@sextant/contracts";
import { type Currency, type Minor, parseMinor } from "@sextant/ledger";
import type { Value } from "@sextant/odoo-client";

/** Values of a row or group as the client delivers them, narrowed to what the field holds. */

function wrong(what: string, value: Value | undefined): SextantError {
  return new SextantError("bad_reply", `Odoo sent ${JSON.stringify(value) ?? "nothing"} where ${what} was asked for.`);
}

export function numberOf(value: Value | undefined): number {
  if (typeof value === "number") return value;
  throw wrong("a number", value);
}

/** An id, or null for an empty many2one. */
export function idOf(value: Value | undefined): number | null {
  if (value === null || typeof value === "number") return value;
  throw wrong("a record", value);
}

export function textOf(value: Value | undefined): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  throw wrong("a text", value);
}

/** A date, or null where there is none. */
export function dateOf(value: Value | undefined): string | null {
  if (value === null || typeof value === "string") return value;
  throw wrong("a date", value);
}

/** The numbers of a list that Odoo aggregated; nothing is 0, as in a sum. */
export function numbersOf(value: Value | undefined): readonly number[] {
  if (!Array.isArray(value)) throw wrong("a list of numbers", value);
  const list: readonly unknown[] = value;
  return list.map((entry) => {
    if (entry === null || entry === false) return 0;
    if (typeof entry === "number") return entry;
    throw wrong("a number in a list", typeof entry === "bigint" ? String(entry) : null);
  });
}

export function idsOf(value: Value | undefined): readonly number[] {
  if (Array.isArray(value)) return value;
  throw wrong("a list of ids", value);
}

/** An exact amount; a sum over nothing is 0. */
export function minorOf(value: Value | undefined, currency: Pick<Currency, "code" | "decimals">): Minor {
  if (value === null) return 0n;
  if (typeof value === "string") return parseMinor(value, currency);
  throw wrong("an amount", value);
}
