import type { IsoDate } from "@sextant/contracts";
import { type Ages, compareBuckets } from "./ages.ts";
import { bucketsAt } from "./bucket.ts";
import type { AgedCell } from "./ledger-source.ts";
import { residualAt } from "./residual.ts";
import type { LedgerItem, Partial } from "./types.ts";

/** How items are chosen and grouped for ageing. */
export interface AgeingOptions {
  readonly asOf: IsoDate;
  /** Commercial partner of each partner; a partner that is not in it is its own. */
  readonly commercialPartners?: ReadonlyMap<number, number>;
  /** Only this commercial partner; 0 = items without one. */
  readonly partnerId?: number;
  readonly ages?: Ages;
}

/** Commercial partner of an item, 0 without a partner. */
export function commercialPartnerOf(item: LedgerItem, { commercialPartners }: AgeingOptions): number {
  if (item.partnerId === null) return 0;
  return commercialPartners?.get(item.partnerId) ?? item.partnerId;
}

type Growing = { -readonly [Key in keyof AgedCell]: AgedCell[Key] };

/**
 * Open amounts at D per commercial partner, currency and bucket, ordered by these. Items that are closed at D count too, with zero.
 *
 * @param items all items of the control accounts of the side, see {@link residualAt}.
 */
export function agedCells(
  items: Iterable<LedgerItem>,
  partials: Iterable<Partial>,
  options: AgeingOptions,
): AgedCell[] {
  const bucketOfDue = bucketsAt(options.asOf, options.ages);
  const byPartner = new Map<number, Map<string, Growing>>();
  for (const { item, forward, backward, forwardCurrency, backwardCurrency } of residualAt(
    items,
    partials,
    options.asOf,
  )) {
    const partnerId = commercialPartnerOf(item, options);
    if (options.partnerId !== undefined && partnerId !== options.partnerId) continue;
    const { currencyId } = item;
    const bucket = bucketOfDue(item.due);
    const cells = byPartner.get(partnerId) ?? new Map<string, Growing>();
    if (cells.size === 0) byPartner.set(partnerId, cells);
    const key = `${currencyId} ${bucket}`;
    const cell = cells.get(key);
    if (cell) {
      cell.forward += forward;
      cell.backward += backward;
      cell.forwardCurrency += forwardCurrency;
      cell.backwardCurrency += backwardCurrency;
      cell.count += 1;
    } else {
      cells.set(key, { partnerId, currencyId, bucket, forward, backward, forwardCurrency, backwardCurrency, count: 1 });
    }
  }
  return [...byPartner.values()].flatMap((cells) => [...cells.values()]).sort(compareAgedCells);
}

/** Partner, currency, bucket. */
export function compareAgedCells(a: AgedCell, b: AgedCell): number {
  return a.partnerId - b.partnerId || a.currencyId - b.currencyId || compareBuckets(a.bucket, b.bucket);
}
