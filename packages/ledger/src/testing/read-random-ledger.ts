import { agedCells } from "../aged-cells.ts";
import type { Ages } from "../ages.ts";
import type { AgedReading, OpenItemsReading, Side, TotalsReading } from "../ledger-source.ts";
import { openItemsAt } from "../open-items.ts";
import type { AccountTotal, Company, Currency, DateRange, LedgerItem } from "../types.ts";
import { EUR, JPY, KWD, USD } from "./company.ts";
import { CONTROL, inPopulation, type RandomLedger } from "./random-ledger.ts";

const WATERMARK = { count: 0, maxId: 0, lastWrite: "", balance: 0n };
const CURRENCIES: ReadonlyMap<number, Currency> = new Map(
  [USD, EUR, JPY, KWD].map((currency) => [currency.id, currency]),
);
const PARTNERS = new Map([
  [11, "Azure Interior"],
  [13, "John Smith"],
  [14, "John Smith"],
]);

/** Totals of a company as a source would read them. */
export function readTotals(
  ledger: RandomLedger,
  company: Company,
  ranges: Readonly<Record<string, DateRange>>,
  drafts = false,
): TotalsReading {
  const read = ({ from = "", to = "9999" }: DateRange): AccountTotal[] => {
    const totals = new Map<
      number,
      { accountId: number; debit: bigint; credit: bigint; balance: bigint; count: number }
    >();
    for (const row of ledger.rows) {
      if (!inPopulation(row, company, drafts) || row.date < from || row.date > to) continue;
      const total = totals.get(row.accountId) ?? {
        accountId: row.accountId,
        debit: 0n,
        credit: 0n,
        balance: 0n,
        count: 0,
      };
      totals.set(row.accountId, total);
      if (row.balance > 0n) total.debit += row.balance;
      else total.credit -= row.balance;
      total.balance += row.balance;
      total.count += 1;
    }
    return [...totals.values()];
  };
  return {
    ranges: Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, read(range)])),
    watermark: WATERMARK,
  };
}

/** Items of the control accounts in a company's books, of any state, as the row-based ageing takes them. */
export function controlItems({ rows }: RandomLedger, company: Company, side: Side): LedgerItem[] {
  return rows
    .filter(
      (row) =>
        company.branchIds.includes(row.companyId) &&
        CONTROL[side].includes(row.accountId) &&
        !row.display.startsWith("line_"),
    )
    .map(({ state, display: _, ...row }) => ({ ...row, posted: state === "posted" }));
}

function controlBalance({ rows }: RandomLedger, company: Company, side: Side, asOf: string): bigint {
  return rows
    .filter((row) => inPopulation(row, company) && CONTROL[side].includes(row.accountId) && row.date <= asOf)
    .reduce((sum, { balance }) => sum + balance, 0n);
}

export function readAged(ledger: RandomLedger, company: Company, side: Side, asOf: string, ages?: Ages): AgedReading {
  const { commercialPartners, partials } = ledger;
  return {
    cells: agedCells(controlItems(ledger, company, side), partials, {
      asOf,
      commercialPartners,
      ...(ages && { ages }),
    }),
    control: controlBalance(ledger, company, side, asOf),
    accountIds: CONTROL[side],
    partners: PARTNERS,
    currencies: CURRENCIES,
    watermark: WATERMARK,
  };
}

export function readOpenItems(ledger: RandomLedger, company: Company, side: Side, asOf: string): OpenItemsReading {
  const { commercialPartners, partials } = ledger;
  const options = { asOf, commercialPartners };
  const open = openItemsAt(controlItems(ledger, company, side), partials, options);
  const counts = new Map<number, number>();
  for (const { partnerId, count } of agedCells(controlItems(ledger, company, side), partials, options)) {
    counts.set(partnerId, (counts.get(partnerId) ?? 0) + count);
  }
  return {
    counts,
    items: open.map((item) => ({ ...item, entry: `M/${item.moveId}`, label: "" })),
    control: controlBalance(ledger, company, side, asOf),
    accountIds: CONTROL[side],
    partners: PARTNERS,
    currencies: CURRENCIES,
    watermark: WATERMARK,
  };
}
