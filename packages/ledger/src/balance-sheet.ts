import type { IsoDate, TieOut } from "@sextant/contracts";
import { BALANCE_SHEET_LINES } from "./balance-sheet-lines.ts";
import { addDays } from "./calendar.ts";
import { type Chart, chartOf, isProfitAndLoss, sumBalances, totalsOf } from "./chart-of-accounts.ts";
import { columnSuffix, labelled } from "./column-suffix.ts";
import { fiscalYearStart } from "./fiscal-year.ts";
import type { TotalsReading } from "./ledger-source.ts";
import { offBalanceLines, offBalanceTieOut } from "./off-balance.ts";
import { populationTieOut } from "./population.ts";
import { PROFIT_AND_LOSS_LINES } from "./profit-and-loss-lines.ts";
import { cellsOf, type RangeTotals, type RuleColumn, ruleColumn, subtotalTieOut } from "./rule-column.ts";
import type { Statement } from "./statement.ts";
import type { StatementRule } from "./statement-rule.ts";
import { tieOutOf } from "./tie-out.ts";
import type { Account, Company, DateRange } from "./types.ts";

const earlierName = (index: number) => `earlier${columnSuffix(index)}`;
const currentName = (index: number) => `current${columnSuffix(index)}`;

/** Ranges to read for a balance sheet: per date, the current fiscal year up to it and everything before. */
export function balanceSheetRanges(company: Company, dates: readonly IsoDate[]): Record<string, DateRange> {
  const ranges: Record<string, DateRange> = {};
  dates.forEach((date, index) => {
    const start = fiscalYearStart(company, date);
    ranges[earlierName(index)] = { to: addDays(start, -1) };
    ranges[currentName(index)] = { from: start, to: date };
  });
  return ranges;
}

interface BalanceSheetInput {
  readonly company: Company;
  readonly accounts: readonly Account[];
  /** The as-of date and the dates to compare with; cells `balance`, `balance-1`, … in this order. */
  readonly dates: readonly IsoDate[];
  /** Read with {@link balanceSheetRanges} of the same dates. */
  readonly reading: TotalsReading;
  readonly drafts?: boolean;
  /** The lines; Odoo's classification by account type unless told otherwise. */
  readonly rules?: readonly StatementRule[];
}

interface DateColumn {
  readonly name: string;
  readonly column: RuleColumn;
  readonly earlier: RangeTotals;
  readonly current: RangeTotals;
}

/**
 * Balance sheet at each date. Current-year earnings are the result since the start of the fiscal year of that date, earlier results are
 * a line of their own, so that assets = liabilities + equity at every date without closing entries.
 *
 * @throws SextantError `unknown_account_type`, `hidden_items`.
 */
export function balanceSheet(input: BalanceSheetInput): Statement {
  const { company, accounts, dates, reading, drafts, rules = BALANCE_SHEET_LINES } = input;
  const chart = chartOf(accounts);
  const ranges = balanceSheetRanges(company, dates);
  const columns = dates.map((date, index): DateColumn => {
    const named = (name: string): RangeTotals => ({
      range: ranges[name] ?? {},
      totals: totalsOf(reading, name, chart),
    });
    const earlier = named(earlierName(index));
    const current = named(currentName(index));
    const column = ruleColumn({
      company,
      chart,
      rules,
      drafts,
      rangesOf: ({ years = "all" }) =>
        years === "current" ? [current] : years === "earlier" ? [earlier] : [earlier, current],
      selectorRange: ({ years = "all" }) =>
        years === "current" ? current.range : years === "earlier" ? earlier.range : { to: date },
    });
    return { name: `balance${columnSuffix(index)}`, column, earlier, current };
  });
  return {
    columns: columns.map(({ name }, index) => ({ name, label: dates[index] ?? name })),
    lines: [
      ...rules.map(({ key, label, level, kind }) => ({ key, label, level, kind, ...cellsOf(key, columns, company) })),
      ...offBalanceLines({
        company,
        chart,
        drafts,
        columns: columns.map(({ name, earlier, current }, index) => ({
          name,
          ranges: [earlier, current],
          range: { to: dates[index] ?? "" },
        })),
      }),
    ],
    tieOuts: columns.flatMap((column, index) =>
      labelled(tieOutsAt(company, chart, rules, column, columnSuffix(index)), dates[index] ?? "", columns.length),
    ),
    notes: notesOf(columns, drafts),
  };
}

function tieOutsAt(
  company: Company,
  chart: Chart,
  rules: readonly StatementRule[],
  { column, earlier, current }: DateColumn,
  suffix: string,
): TieOut[] {
  const { currency } = company;
  const amount = (key: string) => column.amounts.get(key) ?? 0n;
  const profitAndLoss = ruleColumn({
    company,
    chart,
    rules: PROFIT_AND_LOSS_LINES,
    rangesOf: () => [current],
    selectorRange: () => current.range,
  });
  const result = (key: string) => profitAndLoss.amounts.get(key) ?? 0n;
  const brought = sumBalances(
    earlier.totals,
    chart,
    ({ type }) => isProfitAndLoss(type) || type === "equity_unaffected",
  );
  return [
    populationTieOut(company, [earlier.totals, current.totals], suffix),
    tieOutOf(
      currency,
      `assets-equal-liabilities-and-equity${suffix}`,
      "Assets = liabilities + equity",
      amount("assets"),
      amount("liabilities") + amount("equity"),
    ),
    tieOutOf(
      currency,
      `current-year-earnings${suffix}`,
      "Net profit since the start of the fiscal year − allocations = current-year earnings",
      result("net-profit") - result("allocations"),
      amount("current-year-earnings"),
    ),
    tieOutOf(
      currency,
      `previous-years-earnings${suffix}`,
      "Results and allocations of earlier fiscal years = previous years' earnings",
      -brought.amount,
      amount("previous-years-earnings"),
    ),
    subtotalTieOut(column, rules, company, suffix),
    ...offBalanceTieOut(company, chart, [earlier.totals, current.totals], suffix),
  ];
}

function notesOf(columns: readonly DateColumn[], drafts: boolean | undefined): string[] {
  const notes: string[] = [];
  if (drafts) notes.push("Includes draft entries.");
  if (columns.some(({ column }) => (column.amounts.get("bank-and-cash") ?? 0n) < 0n)) {
    notes.push("Bank and cash is negative: an overdraft stays a negative asset, it is not moved to liabilities.");
  }
  return notes;
}
