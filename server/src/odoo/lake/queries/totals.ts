import { listValue } from "@duckdb/node-api";
import type { AccountTotal, TotalsQuery, TotalsReading } from "@sextant/ledger";
import { FIRST_DAY, LAST_DAY } from "../parameters.ts";
import type { ReadingContext } from "./reading-context.ts";

/** Totals per range and account, in one statement. */
export async function readTotals(context: ReadingContext, query: TotalsQuery): Promise<TotalsReading> {
  context.assertWhole();
  const ranges = Object.entries(query.ranges).map(([name, { from, to }]) => ({
    name,
    from: from ?? FIRST_DAY,
    to: to ?? LAST_DAY,
  }));
  const rows = await context.rows("totals", {
    companies: listValue([...context.company.branchIds]),
    drafts: query.drafts === true,
    names: listValue(ranges.map(({ name }) => name)),
    froms: listValue(ranges.map(({ from }) => from)),
    tos: listValue(ranges.map(({ to }) => to)),
    first: ranges.map(({ from }) => from).sort()[0] ?? FIRST_DAY,
    last:
      ranges
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? LAST_DAY,
  });
  const totals: Record<string, AccountTotal[]> = Object.fromEntries(ranges.map(({ name }) => [name, []]));
  for (const row of rows) {
    totals[String(row.name)]?.push({
      accountId: Number(row.accountId),
      debit: BigInt(row.debit as bigint),
      credit: BigInt(row.credit as bigint),
      balance: BigInt(row.balance as bigint),
      count: Number(row.count),
    });
  }
  return { ranges: totals, watermark: context.watermark };
}
