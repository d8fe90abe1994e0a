import { z } from "zod";
import { decimalString, domain } from "./primitives.ts";

export const recordUnit = z.object({
  kind: z.enum(["count", "money", "quantity"]),
  /** Code of the currency or name of the unit; empty for counts. */
  code: z.string(),
  symbol: z.string(),
});

export const recordCell = z.object({ measure: z.string(), value: decimalString, unit: recordUnit });

export const recordRow = z.object({
  /** One per dimension asked for. `value`: id, key, or first day of the period; null where records have none. */
  keys: z.array(z.object({ label: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) })),
  cells: z.array(recordCell),
  /** How many records stand behind the row. */
  records: z.number().int(),
  /** The records behind the row's cells, as Odoo finds them. */
  domain,
});

/** An answer of the semantic layer: what was counted, rows, and totals that no limit touches. */
export const recordsResult = z.object({
  subject: z.string(),
  model: z.string(),
  company: z.object({ id: z.number().int(), name: z.string() }),
  measures: z.array(z.object({ name: z.string(), says: z.string() })),
  /** Which records count, in words. */
  population: z.string(),
  by: z.array(z.object({ dimension: z.string(), grain: z.string().nullable() })),
  where: z.array(z.string()),
  rows: z.array(recordRow),
  /** All records that were asked for, per unit: an aggregate of its own. */
  totals: z.array(z.object({ cells: z.array(recordCell), records: z.number().int(), domain })),
  /** True where rows are left out; totals hold them. */
  more: z.boolean(),
  generatedFrom: z.enum(["live", "lake"]),
  origin: z.string(),
  readAs: z.string(),
  readAt: z.string(),
  zone: z.string(),
  /** What a reader must know. */
  notes: z.array(z.string()),
});
export type RecordUnit = z.output<typeof recordUnit>;
export type RecordRow = z.output<typeof recordRow>;
export type RecordCell = z.output<typeof recordCell>;
export type RecordsResult = z.output<typeof recordsResult>;
