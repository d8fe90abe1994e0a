import type { AgedQuery, OpenItem, OpenItemsReading } from "@sextant/ledger";
import { agedParameters, controlAccountIds, readControl, residualParts } from "./control-accounts.ts";
import type { ReadingContext } from "./reading-context.ts";

const SHOWN = "move_id, entry, label, account_id, date, due,";

/** Items open at D, by partner, due date and id. */
export async function readOpenItems(context: ReadingContext, query: AgedQuery): Promise<OpenItemsReading> {
  context.assertWhole();
  const accountIds = await controlAccountIds(context, query.side);
  const rows = await context.rows("open-items", agedParameters(context, query, accountIds), residualParts(SHOWN));
  const items = rows.map(
    (row): OpenItem => ({
      id: Number(row.id),
      moveId: Number(row.moveId),
      entry: String(row.entry),
      label: String(row.label),
      accountId: Number(row.accountId),
      partnerId: Number(row.partnerId),
      date: String(row.date),
      due: row.due === null ? null : String(row.due),
      currencyId: Number(row.currencyId),
      balance: BigInt(row.balance as bigint),
      residual: BigInt(row.residual as bigint),
      backwardResidual: BigInt(row.backwardResidual as bigint),
      residualCurrency: BigInt(row.residualCurrency as bigint),
    }),
  );
  return {
    items,
    control: await readControl(context, query, accountIds),
    accountIds,
    partners: await context.partnerNames(items.map(({ partnerId }) => partnerId)),
    currencies: context.currencies,
    watermark: context.watermark,
  };
}
