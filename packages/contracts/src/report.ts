import { z } from "zod";
import { currency, decimalString, domain, isoDate } from "./primitives.ts";

/**
 * Which journal items stand behind a figure: the union of `parts`, each a set of accounts and a range of dates, narrowed by
 * partner and due date. A live source turns it into an Odoo domain, the lake into SQL.
 */
export const itemSelector = z.object({
  companyId: z.number().int(),
  state: z.enum(["posted", "posted-and-draft"]),
  parts: z.array(z.object({ accountIds: z.array(z.number().int()), from: isoDate.optional(), to: isoDate.optional() })),
  /** Commercial partner; 0 = items without a partner. */
  partnerId: z.number().int().optional(),
  /** Range of due dates; `missing` includes items without one. */
  due: z.object({ from: isoDate.optional(), to: isoDate.optional(), missing: z.boolean() }).optional(),
  currencyId: z.number().int().optional(),
});
export type ItemSelector = z.infer<typeof itemSelector>;

/** What is summed over the items: a stored amount, or the residual at the as-of date. */
export const measure = z.enum(["balance", "debit", "credit", "residual"]);
export type Measure = z.infer<typeof measure>;

/** The proof of one cell: `sign × Σ measure` over the items of `domain` (on `account.move.line`). */
export const cellSource = z.object({
  model: z.literal("account.move.line"),
  measure,
  sign: z.union([z.literal(1), z.literal(-1)]),
  asOf: isoDate.optional(),
  selector: itemSelector,
  /** The selector as an Odoo domain, ready to paste into Odoo. */
  domain,
  /** Number of items that went into the figure. */
  count: z.number().int(),
});
export type CellSource = z.infer<typeof cellSource>;

export const tieOut = z.object({
  name: z.string(),
  label: z.string(),
  left: decimalString,
  right: decimalString,
  ok: z.boolean(),
});
export type TieOut = z.infer<typeof tieOut>;

export const reportLine = z.object({
  key: z.string(),
  label: z.string(),
  /** 0 = total or heading, deeper = nested under the last line of the level above. */
  level: z.number().int(),
  kind: z.enum(["heading", "line", "subtotal", "total"]),
  cells: z.record(z.string(), decimalString),
  /** Per cell name, its proof. */
  source: z.record(z.string(), cellSource),
  /** More about the line, shown beside the label: due date, entry, partner, currency. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  /** The Odoo record that the line is about. */
  record: z.object({ model: z.string(), id: z.number().int() }).optional(),
});
export type ReportLine = z.infer<typeof reportLine>;

export const companyRef = z.object({ id: z.number().int(), name: z.string() });

/** Where a report was read: whose rights, which ledger state. */
export const provenance = z.object({
  generatedFrom: z.enum(["live", "lake"]),
  /** Label of the connection or snapshot, e.g. `demo company` or a host and database. */
  origin: z.string(),
  /** Login whose rights were used. */
  readAs: z.string(),
  /** When the ledger was read (live) or synced (lake): UTC, ISO 8601. */
  readAt: z.string(),
  /** State of the ledger: two readings with the same watermark saw the same items. */
  watermark: z.object({
    count: z.number().int(),
    maxId: z.number().int(),
    lastWrite: z.string(),
    balance: decimalString,
  }),
});
export type Provenance = z.infer<typeof provenance>;

export const reportResult = z.object({
  report: z.string(),
  title: z.string(),
  company: companyRef,
  currency,
  asOf: isoDate.optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  columns: z.array(z.object({ name: z.string(), label: z.string() })),
  lines: z.array(reportLine),
  tieOuts: z.array(tieOut),
  /** True when every date of the report lies in a locked period. */
  final: z.boolean(),
  lock: z.object({ lockedThrough: isoDate.nullable(), hard: z.boolean() }),
  generatedFrom: z.enum(["live", "lake"]),
  provenance,
  /** Conventions and warnings the reader must know, e.g. the ageing basis. */
  notes: z.array(z.string()),
  /** Total per foreign currency, where the report has one. Never added to each other. */
  currencies: z.array(z.object({ currency, cells: z.record(z.string(), decimalString) })).optional(),
});
export type ReportResult = z.infer<typeof reportResult>;

/** Where the buckets of an ageing end: the last day overdue of each, ascending. `[45]`: late by up to 45 days, and by more. */
export const ages = z
  .array(z.number().int().min(1).max(3650))
  .min(1)
  .max(12)
  .refine((days) => days.every((day, at) => at === 0 || day > (days[at - 1] ?? 0)), {
    error: "Ages ascend: 30, 60, 90.",
  });

/** Parameters of a report, as given on the command line or over HTTP. Dates default as `defaults` of the report says. */
export const reportParameters = z.object({
  company: z.union([z.number().int(), z.string()]).optional(),
  asOf: isoDate.optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  compare: z.number().int().min(0).max(24).optional(),
  /** Commercial partner id, where the report can be narrowed to one. */
  partner: z.number().int().optional(),
  /** Days overdue at which the buckets of an aged report end; default 30, 60, 90 and 120. */
  ages: ages.optional(),
  drafts: z.boolean().optional(),
});
export type ReportParameters = z.infer<typeof reportParameters>;

/** A report as the catalogue lists it. */
export const reportInfo = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  dates: z.enum(["as-of", "period"]),
  comparable: z.boolean(),
  byPartner: z.boolean(),
  /** Whether it has buckets of age, whose ends can be chosen. */
  byAge: z.boolean(),
});
export type ReportInfo = z.infer<typeof reportInfo>;

/** One journal item of a drill-down. `amount` is what it adds to the cell, sign included. */
export const journalItem = z.object({
  id: z.number().int(),
  date: isoDate,
  due: isoDate.nullable(),
  entry: z.string(),
  moveId: z.number().int(),
  journal: z.string(),
  account: z.object({ id: z.number().int(), code: z.string(), name: z.string() }),
  partner: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  label: z.string(),
  debit: decimalString,
  credit: decimalString,
  balance: decimalString,
  /** Residual at the as-of date, where the measure is residual. */
  residual: decimalString.optional(),
  currency: z.string(),
  amountCurrency: decimalString,
  amount: decimalString,
});
export type JournalItemView = z.infer<typeof journalItem>;

export const drillRequest = z.object({
  source: cellSource,
  /** The amount shown in the cell; the proof compares it with what it recomputes. */
  amount: decimalString.optional(),
  after: z.number().int().optional(),
  /** Of a residual: also list items that were settled by the as-of date, which add nothing to it. */
  settled: z.boolean().default(true),
  limit: z.number().int().min(1).max(1000).default(100),
});
export type DrillRequest = z.infer<typeof drillRequest>;

/** A page of the items behind a cell. The proof of the whole cell comes with the first page. */
export const drillPage = z.object({
  items: z.array(journalItem),
  next: z.number().int().nullable(),
  /** Recomputed now over the whole domain; `hash` is SHA-256 over the sorted item ids. */
  proof: z.object({ count: z.number().int(), total: decimalString, hash: z.string(), matches: z.boolean() }).optional(),
  /** Prefix and suffix around a move id that open it in Odoo; null without an Odoo (embedded demo). */
  link: z.object({ before: z.string(), after: z.string() }).nullable(),
});
export type DrillPage = z.infer<typeof drillPage>;
