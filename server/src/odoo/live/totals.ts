import type { Domain } from "@sextant/contracts";
import type { AccountTotal, TotalsQuery, TotalsReading } from "@sextant/ledger";
import type { Group } from "@sextant/odoo-client";
import type { CompanyContext } from "./live-context.ts";
import { populationDomain } from "./population.ts";
import { isWithin, type Segment, segmentAt, segmentsOf, unitOf } from "./segments.ts";
import { type Attempt, steadily } from "./steady.ts";
import { dateOf, idOf, minorOf, numberOf } from "./values.ts";
import {
  assertWhole,
  type LedgerState,
  readState,
  sameState,
  stateOf,
  WATERMARK_AGGREGATES,
  watermarkOf,
} from "./watermark.ts";

const AGGREGATES = [...WATERMARK_AGGREGATES, "credit:sum"];

/** Groups by account of each segment, and the state of the whole ledger that they come from. */
interface SegmentReading {
  readonly groups: ReadonlyMap<Segment, readonly Group[]>;
  readonly state: LedgerState;
}

/**
 * Totals per range and account. All time is read, cut at the borders of the ranges: so no item is read twice, the groups carry the
 * watermark of the whole ledger, and Σ balance = 0 is checked over all of it.
 *
 * Where the borders are beginnings of months, quarters or years and Odoo gives their first day (from 19), one call by account and
 * period does it, and a single statement is a single state. Otherwise there is one call per segment between two watermarks.
 *
 * @throws SextantError `hidden_items`, `ledger_changed`.
 */
export async function readTotals(context: CompanyContext, query: TotalsQuery): Promise<TotalsReading> {
  const names = Object.keys(query.ranges);
  const segments = segmentsOf(Object.values(query.ranges));
  context.options.onProgress?.("Reading the ledger by account");
  const { groups, state } = await readSegments(context, segments, query.drafts === true);
  assertWhole(state, context);
  const ranges = Object.fromEntries(
    names.map((name) => {
      const range = query.ranges[name] ?? {};
      const within = segments.filter((segment) => isWithin(segment, range));
      return [
        name,
        totalsOf(
          context,
          within.flatMap((segment) => groups.get(segment) ?? []),
        ),
      ];
    }),
  );
  return { ranges, watermark: watermarkOf(state) };
}

async function readSegments(
  context: CompanyContext,
  segments: readonly Segment[],
  drafts: boolean,
): Promise<SegmentReading> {
  const unit = context.capabilities.groupsAcrossRelations ? unitOf(segments) : null;
  if (segments.length === 1 || unit !== null) return readByPeriod(context, segments, drafts, unit);
  return steadily(context.company.name, () => readBySegment(context, segments, drafts));
}

/** One call, one state. */
async function readByPeriod(
  context: CompanyContext,
  segments: readonly Segment[],
  drafts: boolean,
  unit: string | null,
): Promise<SegmentReading> {
  const period = segments.length === 1 || unit === null ? null : `date:${unit}`;
  const rows = await context.client.aggregate(
    {
      model: "account.move.line",
      domain: populationDomain(context.company, drafts),
      groupBy: period ? ["account_id", period] : ["account_id"],
      aggregates: AGGREGATES,
      order: "__count",
    },
    context.scope,
  );
  const groups = new Map<Segment, Group[]>(segments.map((segment) => [segment, []]));
  for (const row of rows) {
    const date = period ? (dateOf(row.keys[period] ?? null) ?? "") : null;
    const segment = date === null ? segments[0] : segmentAt(segments, date);
    if (segment) groups.get(segment)?.push(row);
  }
  return { groups, state: stateOf(rows, context) };
}

/** A call per segment. The state before, the one that the segments add up to and the one after must be the same. */
async function readBySegment(
  context: CompanyContext,
  segments: readonly Segment[],
  drafts: boolean,
): Promise<Attempt<SegmentReading>> {
  const before = await readState(context, drafts);
  const read = await Promise.all(
    segments.map(async (segment) => {
      const rows = await context.client.aggregate(
        {
          model: "account.move.line",
          domain: [...populationDomain(context.company, drafts), ...datesOf(segment)],
          groupBy: ["account_id"],
          aggregates: AGGREGATES,
          order: "__count",
        },
        context.scope,
      );
      return [segment, rows] as const;
    }),
  );
  const after = await readState(context, drafts);
  const state = stateOf(
    read.flatMap(([, rows]) => rows),
    context,
  );
  return {
    steady: sameState(before, state) && sameState(state, after),
    reading: { groups: new Map(read), state },
  };
}

function datesOf({ from, before }: Segment): Domain {
  return [
    ...(from === undefined ? [] : [["date", ">=", from]]),
    ...(before === undefined ? [] : [["date", "<", before]]),
  ];
}

/** Adds up groups by account, in ascending account id. */
function totalsOf({ company }: CompanyContext, groups: readonly Group[]): readonly AccountTotal[] {
  const totals = new Map<number, AccountTotal>();
  for (const { keys, aggregates } of groups) {
    const accountId = idOf(keys.account_id ?? null);
    if (accountId === null) continue;
    const amount = (name: string) => minorOf(aggregates[name] ?? null, company.currency);
    const sofar = totals.get(accountId);
    totals.set(accountId, {
      accountId,
      debit: (sofar?.debit ?? 0n) + amount("debit:sum"),
      credit: (sofar?.credit ?? 0n) + amount("credit:sum"),
      balance: (sofar?.balance ?? 0n) + amount("balance:sum"),
      count: (sofar?.count ?? 0) + numberOf(aggregates.__count),
    });
  }
  return [...totals.values()].sort((a, b) => a.accountId - b.accountId);
}
