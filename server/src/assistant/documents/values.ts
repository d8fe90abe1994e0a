import type { IsoDate } from "@sextant/contracts";
import { formatMinor, parseMinor } from "@sextant/ledger";
import type { Value } from "@sextant/odoo-client";

/** Values of rows as the client delivers them. A field that the user may not see is missing, and reads as nothing. */
export const text = (value: Value | undefined): string => (typeof value === "string" ? value : "");
export const id = (value: Value | undefined): number | null => (typeof value === "number" ? value : null);
export const ids = (value: Value | undefined): readonly number[] =>
  Array.isArray(value) ? (value as readonly number[]) : [];

const DECIMALS = { code: "a quantity", decimals: 6 };
/** A quantity, exact to six digits: Odoo keeps binary floats, whose last digits nobody has typed. */
export const quantity = (value: Value | undefined): bigint => {
  const number = typeof value === "number" ? value.toFixed(6) : typeof value === "string" ? value : "0";
  return parseMinor(/^-?\d+(\.\d{1,6})?$/.test(number) ? number : Number(number).toFixed(6), DECIMALS);
};
export const quantityText = (value: bigint): string => formatMinor(value, DECIMALS).replace(/\.?0+$/, "") || "0";

/** The day that an instant falls into: as Odoo writes it (UTC, `2026-03-31 22:30:00`) or with its zone. */
export function dayIn(zone: string, instant: Value | undefined): IsoDate | null {
  const written = text(instant).replace(" ", "T");
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(written) ? written : `${written}Z`);
  if (Number.isNaN(at)) return null;
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(at) as IsoDate;
}

export const countOf = (many: number, one: string): string => (many === 1 ? one : `${one}s`);
