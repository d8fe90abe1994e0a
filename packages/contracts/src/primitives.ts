import { z } from "zod";

/** A calendar date `YYYY-MM-DD` without a zone. */
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date as YYYY-MM-DD");
export type IsoDate = string;

/** An exact amount, e.g. `"-1234.50"`, with exactly the currency's decimals. */
export const decimalString = z.string().regex(/^-?\d+(\.\d+)?$/, "a decimal number");

/** An Odoo search domain. */
export const domain = z.array(z.unknown());
export type Domain = readonly unknown[];

export const currency = z.object({
  id: z.number().int(),
  code: z.string(),
  symbol: z.string(),
  decimals: z.number().int(),
});
