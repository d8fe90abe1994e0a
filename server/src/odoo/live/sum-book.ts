import type { IsoDate } from "@sextant/contracts";
import { BUCKETS, type Bucket, bucketsAt, type Currency, type Minor } from "@sextant/ledger";
import type { Group } from "@sextant/odoo-client";
import type { CompanyContext } from "./live-context.ts";
import { type PartialSide, partialKeys } from "./partial-sums.ts";
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

/** A bucket, or all due dates at once. */
export type Stretch = Bucket | "all";

/** Aggregates of items that {@link SumBook.addItems} takes. */
export const ITEM_SUMS = {
  balance: "balance:sum",
  amountCurrency: "amount_currency:sum",
  residual: "amount_residual:sum",
  residualCurrency: "amount_residual_currency:sum",
} as const;
/** Adds up what the calls bring, in whatever order they come. */
export class SumBook {
  readonly #context: CompanyContext;
  readonly #bucketAt: (due: IsoDate | null) => Bucket;
  readonly #sums = new Map<Stretch, Map<string, AgedSum>>();

  constructor(context: CompanyContext, asOf: IsoDate) {
    this.#context = context;
    this.#bucketAt = bucketsAt(asOf);
  }

  addItems(stretch: Stretch, groups: readonly Group[], sign: 1n | -1n = 1n): void {
    for (const { keys, aggregates } of groups) {
      const { sum, currency } = this.#at(stretch, keys.partner_id, keys.currency_id);
      const own = this.#context.company.currency;
      sum.forward += sign * minorOf(aggregates[ITEM_SUMS.balance] ?? null, own);
      sum.backward += sign * minorOf(aggregates[ITEM_SUMS.residual] ?? null, own);
      sum.forwardCurrency += sign * minorOf(aggregates[ITEM_SUMS.amountCurrency] ?? null, currency);
      sum.backwardCurrency += sign * minorOf(aggregates[ITEM_SUMS.residualCurrency] ?? null, currency);
      sum.count += numberOf(aggregates.__count);
    }
  }

  /** A counted partial is taken off the forward residual of its debit item; one after D is put back on the backward residual. */
  addPartials(stretch: Stretch, side: PartialSide, formula: "forward" | "backward", groups: readonly Group[]): void {
    const names = partialKeys(side);
    const sign = (side === "debit") === (formula === "backward") ? 1n : -1n;
    for (const { keys, aggregates } of groups) {
      const { sum, currency } = this.#at(stretch, keys[names.partner], keys[names.currency]);
      const amount = sign * minorOf(aggregates[names.amount] ?? null, this.#context.company.currency);
      const amountCurrency = sign * minorOf(aggregates[names.amountCurrency] ?? null, currency);
      if (formula === "forward") {
        sum.forward += amount;
        sum.forwardCurrency += amountCurrency;
      } else {
        sum.backward += amount;
        sum.backwardCurrency += amountCurrency;
      }
    }
  }

  /** Items by due date, of buckets other than the oldest. */
  addItemsByDue(groups: readonly Group[], sign: 1n | -1n = 1n): void {
    for (const group of groups) {
      const bucket = this.#bucketAt(dateOf(group.keys["date_maturity:day"] ?? null));
      if (bucket !== "older") this.addItems(bucket, [group], sign);
    }
  }

  /** Partials by due date of their item, of buckets other than the oldest. */
  addPartialsByDue(side: PartialSide, formula: "forward" | "backward", groups: readonly Group[]): void {
    for (const group of groups) {
      const bucket = this.#bucketAt(dateOf(group.keys[partialKeys(side).due] ?? null));
      if (bucket !== "older") this.addPartials(bucket, side, formula, [group]);
    }
  }

  addStray(side: PartialSide, groups: readonly Group[]): void {
    this.addPartials("all", side, "backward", groups);
    this.addPartialsByDue(side, "backward", groups);
  }

  /** Takes the stored residual of items without amount away; forward they are zero already. */
  dropItemsWithoutAmount(groups: readonly Group[]): void {
    const residuals = groups.map((group) => ({ ...group, aggregates: { ...group.aggregates, __count: 0 } }));
    this.addItems("all", residuals, -1n);
    this.addItemsByDue(residuals, -1n);
  }

  sums(): readonly AgedSum[] {
    const asked = BUCKETS.flatMap((bucket) => [...(this.#sums.get(bucket)?.values() ?? [])]);
    const older = new Map(
      [...(this.#sums.get("all") ?? [])].map(([key, sum]) => [key, { ...sum, bucket: "older" as const }]),
    );
    for (const sum of asked) {
      const rest = older.get(keyOf(sum.partnerId, sum.currencyId));
      if (rest) subtract(rest, sum);
    }
    return [...asked, ...older.values()].filter(
      ({ count, forward, backward, forwardCurrency, backwardCurrency }) =>
        count !== 0 || forward !== 0n || backward !== 0n || forwardCurrency !== 0n || backwardCurrency !== 0n,
    );
  }

  #at(
    stretch: Stretch,
    partner: Group["keys"][string] | undefined,
    currencyKey: Group["keys"][string] | undefined,
  ): { readonly sum: AgedSum; readonly currency: Currency } {
    const { company, currencies } = this.#context;
    const partnerId = idOf(partner ?? null) ?? 0;
    const currency = currencies.get(idOf(currencyKey ?? null) ?? 0) ?? company.currency;
    const byKey = this.#sums.get(stretch) ?? new Map<string, AgedSum>();
    this.#sums.set(stretch, byKey);
    const key = keyOf(partnerId, currency.id);
    const bucket = stretch === "all" ? "older" : stretch;
    const sum = byKey.get(key) ?? emptySum(partnerId, currency.id, bucket);
    byKey.set(key, sum);
    return { sum, currency };
  }
}

const keyOf = (partnerId: number, currencyId: number) => `${partnerId}|${currencyId}`;

function emptySum(partnerId: number, currencyId: number, bucket: Bucket): AgedSum {
  return {
    partnerId,
    currencyId,
    bucket,
    forward: 0n,
    backward: 0n,
    forwardCurrency: 0n,
    backwardCurrency: 0n,
    count: 0,
  };
}

function subtract(from: AgedSum, sum: AgedSum): void {
  from.forward -= sum.forward;
  from.backward -= sum.backward;
  from.forwardCurrency -= sum.forwardCurrency;
  from.backwardCurrency -= sum.backwardCurrency;
  from.count -= sum.count;
}
