import type { IsoDate } from "@sextant/contracts";
import type { LedgerItem, Minor, Partial } from "./types.ts";

/** What remains of an item at D by both formulas, in company currency and in the item's own. Debit positive. */
export interface Residual<Item extends LedgerItem = LedgerItem> {
  readonly item: Item;
  readonly forward: Minor;
  readonly backward: Minor;
  readonly forwardCurrency: Minor;
  readonly backwardCurrency: Minor;
}

type Open<Item extends LedgerItem> = { -readonly [Key in keyof Residual<Item>]: Residual<Item>[Key] } & {
  matched: boolean;
};

/**
 * Residual at D of every posted item dated up to D, in the order given.
 *
 * - *forward*: `bal − Σ counted partials on the debit side + Σ on the credit side`;
 * - *backward*: `stored residual + Σ uncounted partials on the debit side − Σ on the credit side`.
 *
 * A partial counts from its `maxDate` on, and only when both its items are in the population: a posted payment can be matched with a
 * draft invoice, or with an item on another account. Going backward such partials are undone whatever their date. The two formulas
 * agree exactly when the stored residual agrees with all partials.
 *
 * An item of amount zero without partials has no residual, whatever is stored.
 *
 * @param items all items of the control accounts, of any state and date.
 * @param partials every partial that touches one of them, chosen by item and never by the partial's own company.
 */
export function residualAt<Item extends LedgerItem>(
  items: Iterable<Item>,
  partials: Iterable<Partial>,
  asOf: IsoDate,
): Residual<Item>[] {
  const population = new Map<number, Open<Item>>();
  for (const item of items) {
    if (!item.posted || item.date > asOf) continue;
    population.set(item.id, {
      item,
      forward: item.balance,
      backward: item.storedResidual,
      forwardCurrency: item.amountCurrency,
      backwardCurrency: item.storedResidualCurrency,
      matched: false,
    });
  }
  for (const partial of partials) {
    const debit = population.get(partial.debitItemId);
    const credit = population.get(partial.creditItemId);
    if (!debit && !credit) continue;
    const counted = debit !== undefined && credit !== undefined && partial.maxDate <= asOf;
    if (debit) apply(debit, counted, partial.amount, partial.debitAmountCurrency);
    if (credit) apply(credit, counted, -partial.amount, -partial.creditAmountCurrency);
  }
  for (const open of population.values()) {
    const { item, matched } = open;
    if (matched || item.balance !== 0n || item.amountCurrency !== 0n) continue;
    open.backward = 0n;
    open.backwardCurrency = 0n;
  }
  return [...population.values()];
}

/** Takes a partial off the forward residual, or puts it back on the backward one. */
function apply(open: Open<LedgerItem>, counted: boolean, amount: Minor, amountCurrency: Minor): void {
  open.matched = true;
  if (counted) {
    open.forward -= amount;
    open.forwardCurrency -= amountCurrency;
  } else {
    open.backward += amount;
    open.backwardCurrency += amountCurrency;
  }
}
