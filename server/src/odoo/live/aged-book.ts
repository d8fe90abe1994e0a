import type { IsoDate } from "@sextant/contracts";
import { type Ages, type Bucket, bucketsAt, type Currency, type Minor, toMinor } from "@sextant/ledger";
import type { Group } from "@sextant/odoo-client";
import type { CompanyContext } from "./live-context.ts";
import { columnOf, type PartialList } from "./partial-lists.ts";
import { PARTIAL_SIDES } from "./partial-sums.ts";
import { dateOf, idOf, minorOf, numberOf } from "./values.ts";

/** Open amounts of one partner (as entered), currency and bucket. */
export interface AgedSum {
  readonly partnerId: number;
  readonly currencyId: number;
  readonly bucket: Bucket;
  forward: Minor;
  backward: Minor;
  forwardCurrency: Minor;
  backwardCurrency: Minor;
  count: number;
}

/** A sum, and what is needed to find the sum of another bucket of the same partner and currency. */
interface Cell extends AgedSum {
  readonly currency: Currency;
  readonly buckets: Map<Bucket, Cell>;
}

const IDS = "id:array_agg";
const AMOUNTS = {
  balance: "balance",
  residual: "amount_residual",
  amountCurrency: "amount_currency",
  residualCurrency: "amount_residual_currency",
} as const;
const fields = Object.values(AMOUNTS);
type ItemAmounts = Readonly<Record<keyof typeof AMOUNTS, Minor>>;

/** Aggregates of {@link AgedBook.addItems}, by partner and currency. */
export const ITEM_SUMS = ["__count", IDS, ...fields.map((name) => `${name}:sum`)];
/** Aggregates of {@link AgedBook.addListed}, by due date. */
export const ITEM_LISTS = ["__count", IDS, ...fields.map((name) => `${name}:array_agg`)];

/**
 * Adds up forward and backward residuals at D by partner, currency and bucket:
 *
 * - forward: `Σ balance ∓ Σ counted partials`;
 * - backward: `Σ stored residual ± Σ partials that do not count`, later ones and those with an item outside the population.
 *
 * All items come first, as sums with the ids behind them, and are taken for old; the recent ones are then moved to their bucket, and
 * partials find the sum of each of their items by its id.
 */
export class AgedBook {
  readonly #company: CompanyContext["company"];
  readonly #currencies: CompanyContext["currencies"];
  readonly #bucketAt: (due: IsoDate | null) => Bucket;
  readonly #cells: Cell[] = [];
  readonly #ofItem = new Map<number, Cell>();
  /** Items without amount that no partial touched yet. */
  readonly #withoutAmount = new Map<number, ItemAmounts>();
  #whole = true;

  constructor({ company, currencies }: CompanyContext, asOf: IsoDate, ages?: Ages) {
    this.#company = company;
    this.#currencies = currencies;
    this.#bucketAt = bucketsAt(asOf, ages);
  }

  /** False when a later call brought an item that the first one did not: the ledger moved in between. */
  get whole(): boolean {
    return this.#whole;
  }

  has(itemId: number): boolean {
    return this.#ofItem.has(itemId);
  }

  /** Sums by partner and currency, with the ids of their items. */
  addItems(groups: readonly Group[]): void {
    const own = this.#company.currency;
    for (const { keys, aggregates } of groups) {
      const currency = this.#currencies.get(idOf(keys.currency_id ?? null) ?? 0) ?? own;
      const cell = this.#open({
        partnerId: idOf(keys.partner_id ?? null) ?? 0,
        currency,
        bucket: "older",
        buckets: new Map(),
      });
      const sum = (name: keyof typeof AMOUNTS, of: Currency) => minorOf(aggregates[`${AMOUNTS[name]}:sum`] ?? null, of);
      cell.forward = sum("balance", own);
      cell.backward = sum("residual", own);
      cell.forwardCurrency = sum("amountCurrency", currency);
      cell.backwardCurrency = sum("residualCurrency", currency);
      cell.count = numberOf(aggregates.__count ?? 0);
      for (const id of columnOf(aggregates[IDS], cell.count)) this.#ofItem.set(id, cell);
    }
  }

  /**
   * Lists by due date: the items that are not older than the last bucket, and those of amount zero that show a residual. Such a residual
   * is to be ignored where no partial touches the item; forward it is zero already.
   */
  addListed(groups: readonly Group[]): void {
    for (const group of groups) {
      const bucket = this.#bucketAt(dateOf(group.keys["date_maturity:day"] ?? null));
      this.#eachItem(group, (id, amounts, cell) => {
        if (amounts.balance === 0n && amounts.amountCurrency === 0n) this.#withoutAmount.set(id, amounts);
        if (bucket !== "older") this.#move(id, amounts, cell, bucket);
      });
    }
  }

  /**
   * A partial that counts is taken off the forward residual of its debit item, one that does not is put back on the backward one.
   *
   * @param isOther Whether an item that is not an own one lies in the population all the same.
   */
  addPartials(list: PartialList, isOther: (itemId: number) => boolean): void {
    const own = this.#company.currency;
    const { debit, credit } = list.itemIds;
    list.amounts.forEach((value, index) => {
      const ids = { debit: debit[index] ?? 0, credit: credit[index] ?? 0 };
      const cells = { debit: this.#ofItem.get(ids.debit), credit: this.#ofItem.get(ids.credit) };
      if (!cells.debit && !cells.credit) return;
      const counts =
        list.upTo &&
        (cells.debit !== undefined || isOther(ids.debit)) &&
        (cells.credit !== undefined || isOther(ids.credit));
      const amount = toMinor(value, own);
      for (const side of list.sides) {
        const cell = cells[side];
        if (!cell) continue;
        const { currency } = cell;
        const inCurrency =
          currency.id === own.id ? amount : toMinor(list.currencyAmounts?.[side][index] ?? value, currency);
        const sign = (side === "debit") === counts ? -1n : 1n;
        if (counts) {
          cell.forward += sign * amount;
          cell.forwardCurrency += sign * inCurrency;
        } else {
          cell.backward += sign * amount;
          cell.backwardCurrency += sign * inCurrency;
        }
      }
      if (this.#withoutAmount.size > 0) for (const side of PARTIAL_SIDES) this.#withoutAmount.delete(ids[side]);
    });
  }

  /** The sums, once everything is added. */
  sums(): readonly AgedSum[] {
    for (const [id, { residual, residualCurrency }] of this.#withoutAmount) {
      const cell = this.#ofItem.get(id);
      if (!cell) continue;
      cell.backward -= residual;
      cell.backwardCurrency -= residualCurrency;
    }
    this.#withoutAmount.clear();
    return this.#cells.filter(
      ({ count, forward, backward, forwardCurrency, backwardCurrency }) =>
        count !== 0 || forward !== 0n || backward !== 0n || forwardCurrency !== 0n || backwardCurrency !== 0n,
    );
  }

  #open(of: Pick<Cell, "partnerId" | "currency" | "bucket" | "buckets">): Cell {
    const { partnerId, currency, bucket, buckets } = of;
    const nothing = { forward: 0n, backward: 0n, forwardCurrency: 0n, backwardCurrency: 0n, count: 0 };
    const cell = { partnerId, currencyId: currency.id, bucket, currency, buckets, ...nothing };
    buckets.set(bucket, cell);
    this.#cells.push(cell);
    return cell;
  }

  #move(id: number, amounts: ItemAmounts, from: Cell, bucket: Bucket): void {
    const to = from.buckets.get(bucket) ?? this.#open({ ...from, bucket });
    this.#ofItem.set(id, to);
    from.count -= 1;
    to.count += 1;
    from.forward -= amounts.balance;
    to.forward += amounts.balance;
    from.backward -= amounts.residual;
    to.backward += amounts.residual;
    from.forwardCurrency -= amounts.amountCurrency;
    to.forwardCurrency += amounts.amountCurrency;
    from.backwardCurrency -= amounts.residualCurrency;
    to.backwardCurrency += amounts.residualCurrency;
  }

  #eachItem({ aggregates }: Group, take: (id: number, amounts: ItemAmounts, cell: Cell) => void): void {
    const count = numberOf(aggregates.__count ?? 0);
    const column = (name: string) => columnOf(aggregates[`${name}:array_agg`], count);
    const balances = column(AMOUNTS.balance);
    const residuals = column(AMOUNTS.residual);
    const amounts = column(AMOUNTS.amountCurrency);
    const residualsCurrency = column(AMOUNTS.residualCurrency);
    columnOf(aggregates[IDS], count).forEach((id, index) => {
      const cell = this.#ofItem.get(id);
      if (!cell) {
        this.#whole = false;
        return;
      }
      const own = (values: readonly number[]) => toMinor(values[index] ?? 0, this.#company.currency);
      const foreign = (values: readonly number[]) => toMinor(values[index] ?? 0, cell.currency);
      const read = {
        balance: own(balances),
        residual: own(residuals),
        amountCurrency: foreign(amounts),
        residualCurrency: foreign(residualsCurrency),
      };
      take(id, read, cell);
    });
  }
}
