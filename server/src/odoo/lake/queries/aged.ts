import { type AgedCell, type AgedQuery, type AgedReading, bucketsOf } from "@sextant/ledger";
import { agedParameters, controlAccountIds, readControl, residualParts } from "./control-accounts.ts";
import type { ReadingContext } from "./reading-context.ts";

/** Open amounts at D by both formulas, per commercial partner, currency and bucket. */
export async function readAged(context: ReadingContext, query: AgedQuery): Promise<AgedReading> {
  context.assertWhole();
  const accountIds = await controlAccountIds(context, query.side);
  const rows = await context.rows("aged", agedParameters(context, query, accountIds), residualParts());
  const buckets = bucketsOf(query.ages);
  const cells = rows.map(
    (row): AgedCell => ({
      partnerId: Number(row.partnerId),
      currencyId: Number(row.currencyId),
      bucket: buckets[Number(row.bucket)] ?? "older",
      forward: BigInt(row.forward as bigint),
      backward: BigInt(row.backward as bigint),
      forwardCurrency: BigInt(row.forwardCurrency as bigint),
      backwardCurrency: BigInt(row.backwardCurrency as bigint),
      count: Number(row.count),
    }),
  );
  return {
    cells,
    control: await readControl(context, query, accountIds),
    accountIds,
    partners: await context.partnerNames(cells.map(({ partnerId }) => partnerId)),
    currencies: context.currencies,
    watermark: context.watermark,
  };
}
