import type { IsoDate, ItemSelector } from "@sextant/contracts";
import { addDays } from "./calendar.ts";
import { type Chart, isProfitAndLoss, sumBalances, type Totals } from "./chart-of-accounts.ts";
import type { Account, Minor } from "./types.ts";

type Parts = ItemSelector["parts"];

/** The four columns. */
export interface TrialBalanceAmounts {
  readonly opening: Minor;
  readonly debit: Minor;
  readonly credit: Minor;
  readonly closing: Minor;
}

/** One account of a trial balance, before it is written out. */
export interface TrialBalanceRow extends TrialBalanceAmounts {
  /** Absent on the line that carries earlier results when the company has no unaffected-earnings account. */
  readonly account?: Account;
  readonly key: string;
  readonly label: string;
  readonly offBalance: boolean;
  /** True on the line that carries the results of earlier fiscal years. */
  readonly brought: boolean;
  readonly parts: { readonly opening: Parts; readonly period: Parts; readonly closing: Parts };
  readonly counts: { readonly opening: number; readonly period: number; readonly closing: number };
}

interface RowsInput {
  readonly chart: Chart;
  readonly earlier: Totals;
  readonly yearToDate: Totals;
  readonly period: Totals;
  /** First day of the fiscal year of `from`. */
  readonly start: IsoDate;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly taken: ReadonlySet<number> | null;
  readonly filtered: boolean;
}

const UNDER_FILTER = " (earnings brought forward under this filter)";

const byCode = (a: Account, b: Account) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.id - b.id);

/** Rows of all accounts in the order of their codes, zero or not. */
export function trialBalanceRows(input: RowsInput): TrialBalanceRow[] {
  const { chart, earlier, yearToDate, period, start, from, to, taken, filtered } = input;
  const accounts = [...chart.values()].filter(({ id }) => taken === null || taken.has(id)).sort(byCode);
  const result = accounts.filter(({ type }) => isProfitAndLoss(type)).map(({ id }) => id);
  const brought = sumBalances(earlier, chart, ({ type }) => isProfitAndLoss(type));
  const carrier = carrierOf(accounts);
  const broughtParts: Parts = [{ accountIds: [...result].sort((a, b) => a - b), to: addDays(start, -1) }];
  const dayBefore = addDays(from, -1);

  const rows = accounts.map((account): TrialBalanceRow => {
    const { id } = account;
    const carries = account === carrier;
    const annual = isProfitAndLoss(account.type);
    const own = (totals: Totals) => totals.get(id);
    const opens = annual ? [own(yearToDate)] : [own(earlier), own(yearToDate)];
    const moved = own(period);
    const debit = moved?.debit ?? 0n;
    const credit = moved?.credit ?? 0n;
    const opening = opens.reduce((sum, total) => sum + (total?.balance ?? 0n), carries ? brought.amount : 0n);
    const openingCount = opens.reduce((sum, total) => sum + (total?.count ?? 0), carries ? brought.count : 0);
    const since = annual ? { from: start } : {};
    const extra = carries && result.length > 0 ? broughtParts : [];
    return {
      account,
      key: account.code || `account-${id}`,
      label: carries && filtered ? `${account.name}${UNDER_FILTER}` : account.name,
      offBalance: account.type === "off_balance",
      brought: carries,
      opening,
      debit,
      credit,
      closing: opening + debit - credit,
      parts: {
        opening: [{ accountIds: [id], ...since, to: dayBefore }, ...extra],
        period: [{ accountIds: [id], from, to }],
        closing: [{ accountIds: [id], ...since, to }, ...extra],
      },
      counts: { opening: openingCount, period: moved?.count ?? 0, closing: openingCount + (moved?.count ?? 0) },
    };
  });
  if (carrier || brought.amount === 0n) return rows;
  return [
    ...rows,
    {
      key: "unallocated-earnings",
      label: `Unallocated earnings of earlier years${filtered ? UNDER_FILTER : ""}`,
      offBalance: false,
      brought: true,
      opening: brought.amount,
      debit: 0n,
      credit: 0n,
      closing: brought.amount,
      parts: { opening: broughtParts, period: [], closing: broughtParts },
      counts: { opening: brought.count, period: 0, closing: brought.count },
    },
  ];
}

/** Columns of several accounts, with the items behind them. */
export interface RowTotal extends TrialBalanceAmounts {
  readonly accountIds: readonly number[];
  /** Items dated before the period, those of income and expense accounts of earlier years included. */
  readonly before: number;
  readonly within: number;
}

export function addRows(rows: readonly TrialBalanceRow[]): RowTotal {
  const sum = (pick: (row: TrialBalanceRow) => Minor) => rows.reduce((total, row) => total + pick(row), 0n);
  return {
    opening: sum((row) => row.opening),
    debit: sum((row) => row.debit),
    credit: sum((row) => row.credit),
    closing: sum((row) => row.closing),
    accountIds: rows.flatMap(({ account }) => (account ? [account.id] : [])).sort((a, b) => a - b),
    before: rows.reduce((total, { counts }) => total + counts.opening, 0),
    within: rows.reduce((total, { counts }) => total + counts.period, 0),
  };
}

/** The unaffected-earnings account that carries earlier results; with several, the active one with the lowest code. */
function carrierOf(accounts: readonly Account[]): Account | undefined {
  const candidates = accounts.filter(({ type }) => type === "equity_unaffected");
  return candidates.find(({ active }) => active) ?? candidates[0];
}

/** Line keys are account codes; where two accounts share one, the id tells them apart. */
export function lineKeys(rows: readonly TrialBalanceRow[]): Map<TrialBalanceRow, string> {
  const seen = new Map<string, number>();
  for (const { key } of rows) seen.set(key, (seen.get(key) ?? 0) + 1);
  return new Map(rows.map((row) => [row, seen.get(row.key) === 1 ? row.key : `${row.key}#${row.account?.id ?? 0}`]));
}
