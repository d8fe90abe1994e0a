import type { TotalsReading } from "../ledger-source.ts";
import { toMinor } from "../money.ts";
import type { Account, AccountTotal, AccountType, DateRange } from "../types.ts";
import { USD } from "./company.ts";

export type TypedEntry = readonly [date: string, ...items: (readonly [type: AccountType, amount: number])[]];

/** Entries of the case `two_year_ledger`, executed on Odoo 19.0: one account per type, no closing entry. */
export const TWO_YEAR_ENTRIES: readonly TypedEntry[] = [
  ["2024-03-01", ["asset_cash", 5000], ["equity", -5000]],
  ["2024-06-01", ["asset_cash", 1000], ["income", -1000]],
  ["2024-07-01", ["expense", 400], ["asset_cash", -400]],
  ["2025-02-01", ["asset_cash", 2000], ["income", -2000]],
  ["2025-03-01", ["expense_direct_cost", 700], ["asset_cash", -700]],
  ["2025-04-01", ["asset_fixed", 600], ["asset_cash", -600]],
  ["2025-12-31", ["expense_depreciation", 120], ["asset_fixed", -120]],
  ["2025-05-15", ["equity_unaffected", 250], ["asset_cash", -250]],
  ["2025-08-01", ["asset_cash", 90], ["income_other", -90]],
  ["2025-09-01", ["expense_other", 30], ["asset_cash", -30]],
  ["2026-01-20", ["asset_cash", 300], ["income", -300]],
];

/** One account per type that occurs; the code is the type. */
export function accountsByType(entries: readonly TypedEntry[]): Account[] {
  const types = new Set(entries.flatMap(([, ...items]) => items.map(([type]) => type)));
  return [...types].map((type, index) => ({
    id: index + 1,
    code: type,
    name: type,
    type,
    nonTrade: false,
    active: true,
  }));
}

/** Reads typed entries as a source would. */
export function readEntries(
  entries: readonly TypedEntry[],
  ranges: Readonly<Record<string, DateRange>>,
): TotalsReading {
  const accounts = accountsByType(entries);
  const read = ({ from = "", to = "9999-12-31" }: DateRange): AccountTotal[] => {
    const totals: AccountTotal[] = [];
    for (const { id, type } of accounts) {
      const amounts = entries
        .filter(([date]) => from <= date && date <= to)
        .flatMap(([, ...items]) => items.filter((item) => item[0] === type))
        .map(([, amount]) => toMinor(amount, USD));
      if (amounts.length === 0) continue;
      const debit = amounts.filter((amount) => amount > 0n).reduce((a, b) => a + b, 0n);
      const credit = -amounts.filter((amount) => amount < 0n).reduce((a, b) => a + b, 0n);
      totals.push({ accountId: id, debit, credit, balance: debit - credit, count: amounts.length });
    }
    return totals;
  };
  return {
    ranges: Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, read(range)])),
    watermark: { count: 0, maxId: 0, lastWrite: "", balance: 0n },
  };
}
