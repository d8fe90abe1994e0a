import { type AgeingOptions, commercialPartnerOf } from "./aged-cells.ts";
import type { OpenItem } from "./ledger-source.ts";
import { residualAt } from "./residual.ts";
import type { LedgerItem, Partial } from "./types.ts";

/** An open item without the names that only the source of the rows knows. */
export type OpenAmount = Omit<OpenItem, "entry" | "label">;

/**
 * Items whose residual at D is not zero, in company currency or in their own, by partner, due date and id. An item whose two formulas
 * disagree is open as well, so that the disagreement is seen.
 */
export function openItemsAt(
  items: Iterable<LedgerItem>,
  partials: Iterable<Partial>,
  options: AgeingOptions,
): OpenAmount[] {
  const open: OpenAmount[] = [];
  for (const residual of residualAt(items, partials, options.asOf)) {
    const { item, forward, backward, forwardCurrency, backwardCurrency } = residual;
    if (forward === 0n && forwardCurrency === 0n && backward === 0n && backwardCurrency === 0n) continue;
    const partnerId = commercialPartnerOf(item, options);
    if (options.partnerId !== undefined && partnerId !== options.partnerId) continue;
    open.push({
      id: item.id,
      moveId: item.moveId,
      accountId: item.accountId,
      partnerId,
      date: item.date,
      due: item.due,
      currencyId: item.currencyId,
      balance: item.balance,
      residual: forward,
      backwardResidual: backward,
      residualCurrency: forwardCurrency,
    });
  }
  return open.sort(compareOpenItems);
}

/** Partner, due date (none first), id. */
export function compareOpenItems(a: OpenAmount, b: OpenAmount): number {
  const dueA = a.due ?? "";
  const dueB = b.due ?? "";
  return a.partnerId - b.partnerId || (dueA < dueB ? -1 : dueA > dueB ? 1 : a.id - b.id);
}
