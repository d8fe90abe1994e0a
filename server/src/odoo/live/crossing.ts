import type { IsoDate } from "@sextant/contracts";
import type { Minor } from "@sextant/ledger";
import type { ControlRows } from "./control-rows.ts";

/**
 * What matches with items of other partners take off one partner's open items (debit) or add to them (credit), from rows. Within all
 * partners they cancel, within one they do not.
 */
export function crossingOf(
  { items, partials }: ControlRows,
  commercialPartners: ReadonlyMap<number, number>,
  partnerId: number,
  asOf: IsoDate,
): Minor {
  const own = new Map(
    items.map((item) => {
      const entered = item.partnerId ?? 0;
      return [item.id, (commercialPartners.get(entered) ?? entered) === partnerId];
    }),
  );
  let crossing = 0n;
  for (const { debitItemId, creditItemId, maxDate, amount } of partials) {
    const [debit, credit] = [own.get(debitItemId), own.get(creditItemId)];
    if (debit === undefined || credit === undefined || debit === credit || maxDate > asOf) continue;
    crossing += debit ? -amount : amount;
  }
  return crossing;
}
