import {
  type AgedCell,
  type Ages,
  agedCells,
  type Currency,
  earliestDue,
  type LedgerItem,
  type Partial,
} from "@sextant/ledger";
import type { Group } from "@sextant/odoo-client";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomAges } from "../../../../packages/ledger/src/testing/random-ages.ts";
import { AgedBook, type AgedSum } from "./aged-book.ts";
import type { CompanyContext } from "./live-context.ts";
import { PARTIAL_SIDES } from "./partial-sums.ts";

const USD: Currency = { id: 1, code: "USD", symbol: "$", decimals: 2 };
const JPY: Currency = { id: 2, code: "JPY", symbol: "¥", decimals: 0 };
const context = { company: { currency: USD }, currencies: new Map([USD, JPY].map((one) => [one.id, one])) };
const AS_OF = "2026-06-30";

const text = (minor: bigint, { decimals }: Currency) => String(Number(minor) / 10 ** decimals);
const currencyOf = ({ currencyId }: LedgerItem) => (currencyId === JPY.id ? JPY : USD);
const openBook = (ages?: Ages) => new AgedBook(context as unknown as CompanyContext, AS_OF, ages);

/** What Odoo answers for these items, grouped by a key. */
function groupsOf(items: readonly LedgerItem[], keyOf: (item: LedgerItem) => Group["keys"], lists: boolean): Group[] {
  const byKey = new Map<string, LedgerItem[]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    byKey.set(key, [...(byKey.get(key) ?? []), item]);
  }
  return [...byKey.values()].map((members): Group => {
    const [first] = members;
    const column = (name: string, of: (item: LedgerItem) => [bigint, Currency]) => {
      const values = members.map(of);
      const currency = values[0]?.[1] ?? USD;
      return lists
        ? { [`${name}:array_agg`]: values.map(([minor, own]) => Number(text(minor, own))) }
        : {
            [`${name}:sum`]: text(
              values.reduce((sum, [minor]) => sum + minor, 0n),
              currency,
            ),
          };
    };
    return {
      keys: first ? keyOf(first) : {},
      aggregates: {
        __count: members.length,
        "id:array_agg": members.map(({ id }) => id),
        ...column("balance", (item) => [item.balance, USD]),
        ...column("amount_residual", (item) => [item.storedResidual, USD]),
        ...column("amount_currency", (item) => [item.amountCurrency, currencyOf(item)]),
        ...column("amount_residual_currency", (item) => [item.storedResidualCurrency, currencyOf(item)]),
      } as unknown as Group["aggregates"],
    };
  });
}

const byPartner = (item: LedgerItem) => ({ partner_id: item.partnerId, currency_id: item.currencyId });
const byDue = (item: LedgerItem) => ({ "date_maturity:day": item.due });

const numbers = (partials: readonly Partial[], of: (partial: Partial) => number) => partials.map(of);

/** Reads the same items and partials as the calls of an ageing bring them. */
function readBook(items: readonly LedgerItem[], partials: readonly Partial[], ages?: Ages): AgedBook {
  const book = openBook(ages);
  const recentFrom = earliestDue(AS_OF, ages);
  const own = items.filter((item) => item.posted && item.date <= AS_OF);
  book.addItems(groupsOf(own, byPartner, false));
  const nothing = (item: LedgerItem) => item.balance === 0n && item.amountCurrency === 0n;
  const open = (item: LedgerItem) => item.storedResidual !== 0n || item.storedResidualCurrency !== 0n;
  const listed = own.filter((item) => item.due === null || item.due >= recentFrom || (nothing(item) && open(item)));
  book.addListed(groupsOf(listed, byDue, true));
  const byId = new Map(items.map((item) => [item.id, item]));
  const currencyOn = (id: number) => currencyOf(byId.get(id) as LedgerItem);
  for (const upTo of [true, false]) {
    const list = partials.filter(({ maxDate }) => maxDate <= AS_OF === upTo);
    const amountOf = (id: number, minor: bigint) => Number(text(minor, currencyOn(id)));
    const columns = {
      upTo,
      itemIds: {
        debit: numbers(list, ({ debitItemId }) => debitItemId),
        credit: numbers(list, ({ creditItemId }) => creditItemId),
      },
      amounts: numbers(list, ({ amount }) => Number(text(amount, USD))),
      currencyAmounts: {
        debit: numbers(list, ({ debitItemId, debitAmountCurrency }) => amountOf(debitItemId, debitAmountCurrency)),
        credit: numbers(list, ({ creditItemId, creditAmountCurrency }) => amountOf(creditItemId, creditAmountCurrency)),
      },
    };
    // Half of the lists bring both sides of a partial, half one side each.
    if (upTo) book.addPartials({ ...columns, sides: PARTIAL_SIDES }, () => false);
    else for (const side of PARTIAL_SIDES) book.addPartials({ ...columns, sides: [side] }, () => false);
  }
  return book;
}

const minor = fc.integer({ min: -500_000, max: 500_000 }).map(BigInt);
const dueDates = [
  null,
  "2026-07-15",
  "2026-06-30",
  "2026-06-29",
  "2026-05-31",
  "2026-03-02",
  "2026-03-01",
  "2024-01-01",
];
const item = fc
  .record({
    partnerId: fc.constantFrom(null, 7, 8),
    foreign: fc.boolean(),
    date: fc.constantFrom("2025-02-01", "2026-06-30", "2026-07-01"),
    due: fc.constantFrom(...dueDates),
    balance: fc.oneof(fc.constant(0n), minor),
    storedResidual: fc.oneof(fc.constant(0n), minor),
    amountJpy: fc.oneof(fc.constant(0n), minor),
    storedJpy: fc.oneof(fc.constant(0n), minor),
    posted: fc.boolean(),
  })
  .map(({ foreign, amountJpy, storedJpy, ...rest }) => ({
    ...rest,
    currencyId: foreign ? JPY.id : USD.id,
    amountCurrency: foreign ? amountJpy : rest.balance,
    storedResidualCurrency: foreign ? storedJpy : rest.storedResidual,
  }));
const ledger = fc.array(item, { minLength: 2, maxLength: 12 }).chain((drafts) => {
  const items: LedgerItem[] = drafts.map((draft, index) => ({
    ...draft,
    id: index + 1,
    moveId: index + 1,
    accountId: 5,
    companyId: 1,
  }));
  const index = fc.integer({ min: 1, max: items.length });
  const partial = fc
    .record({
      debitItemId: index,
      creditItemId: index,
      maxDate: fc.constantFrom("2025-02-01", "2026-06-30", "2026-07-01"),
      amount: minor,
      debitJpy: minor,
      creditJpy: minor,
    })
    .map(({ debitJpy, creditJpy, ...rest }) => {
      const foreign = (id: number) => items[id - 1]?.currencyId === JPY.id;
      return {
        ...rest,
        debitAmountCurrency: foreign(rest.debitItemId) ? debitJpy : rest.amount,
        creditAmountCurrency: foreign(rest.creditItemId) ? creditJpy : rest.amount,
      };
    });
  return fc.tuple(
    fc.constant(items),
    fc.array(partial, { maxLength: 12 }).map((all) => all.map((one, id): Partial => ({ ...one, id: id + 1 }))),
  );
});

describe("the book of an ageing", () => {
  test("comes to what the rows come to, item by item: strays, later partials, items without amount", () => {
    fc.assert(
      fc.property(ledger, randomAges, ([items, partials], ages) => {
        const book = readBook(items, partials, ages);
        const read = (cells: readonly (AgedSum | AgedCell)[]) =>
          cells
            .map((cell) => [
              `${cell.partnerId} ${cell.currencyId} ${cell.bucket}`,
              [cell.count, cell.forward, cell.backward, cell.forwardCurrency, cell.backwardCurrency],
            ])
            .sort();
        expect(read(book.sums())).toEqual(read(agedCells(items, partials, { asOf: AS_OF, ...(ages && { ages }) })));
        expect(book.whole).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  const one: LedgerItem = {
    id: 1,
    moveId: 1,
    accountId: 5,
    companyId: 1,
    partnerId: 7,
    date: AS_OF,
    due: AS_OF,
    balance: 100n,
    storedResidual: 100n,
    currencyId: USD.id,
    amountCurrency: 100n,
    storedResidualCurrency: 100n,
    posted: true,
  };

  test("is not whole when a list holds an item that the sums did not", () => {
    const book = openBook();
    book.addItems(groupsOf([one], byPartner, false));
    book.addListed(groupsOf([one, { ...one, id: 2 }], byDue, true));
    expect(book.whole).toBe(false);
  });

  test("refuses a list that is shorter than Odoo's count", () => {
    const [group] = groupsOf([one], byPartner, false);
    if (!group) throw new Error("no group");
    const short = { ...group, aggregates: { ...group.aggregates, __count: 2 } };
    expect(() => openBook().addItems([short])).toThrow(/counts 2 records but listed 1/);
  });

  test("refuses an amount that names no amount of its currency", () => {
    const book = openBook();
    book.addItems(groupsOf([{ ...one, currencyId: JPY.id }], byPartner, false));
    const [group] = groupsOf([{ ...one, currencyId: JPY.id }], byDue, true);
    if (!group) throw new Error("no group");
    const odd = { ...group, aggregates: { ...group.aggregates, "amount_currency:array_agg": [0.5] } };
    expect(() => book.addListed([odd])).toThrow(expect.objectContaining({ code: "precision" }));
  });
});
