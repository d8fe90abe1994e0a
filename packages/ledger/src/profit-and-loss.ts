import type { TieOut } from "@sextant/contracts";
import { addDays, type Period } from "./calendar.ts";
import { type Chart, chartOf, isProfitAndLoss, sumBalances, totalsOf } from "./chart-of-accounts.ts";
import { columnSuffix, labelled } from "./column-suffix.ts";
import { fiscalYearOf, fiscalYearStart } from "./fiscal-year.ts";
import type { TotalsReading } from "./ledger-source.ts";
import { offBalanceTieOut } from "./off-balance.ts";
import { populationTieOut } from "./population.ts";
import { PROFIT_AND_LOSS_LINES } from "./profit-and-loss-lines.ts";
import { cellsOf, type RangeTotals, type RuleColumn, ruleColumn, subtotalTieOut } from "./rule-column.ts";
import type { Statement } from "./statement.ts";
import type { StatementRule } from "./statement-rule.ts";
import { tieOutOf } from "./tie-out.ts";
import type { Account, Company, DateRange } from "./types.ts";

const periodName = (index: number) => `period${columnSuffix(index)}`;
const yearEndName = (index: number) => `year-end${columnSuffix(index)}`;

/** Last day of a fiscal year inside the period, where closing entries are dated; the latest when there are several. */
function yearEndIn(company: Company, { from, to }: Period): string | null {
  const year = fiscalYearOf(company, to);
  const end = year.to === to ? to : addDays(year.from, -1);
  return end >= from ? end : null;
}

/** Ranges to read for a profit and loss: the periods, and the last day of a fiscal year in them, to recognise closing entries. */
export function profitAndLossRanges(company: Company, periods: readonly Period[]): Record<string, DateRange> {
  const ranges: Record<string, DateRange> = {};
  periods.forEach((period, index) => {
    ranges[periodName(index)] = { from: period.from, to: period.to };
    const end = yearEndIn(company, period);
    if (end !== null) ranges[yearEndName(index)] = { from: end, to: end };
  });
  return ranges;
}

interface ProfitAndLossInput {
  readonly company: Company;
  readonly accounts: readonly Account[];
  /** The period and those to compare with; cells `balance`, `balance-1`, … in this order. */
  readonly periods: readonly Period[];
  /** Read with {@link profitAndLossRanges} of the same periods. */
  readonly reading: TotalsReading;
  readonly drafts?: boolean;
  readonly rules?: readonly StatementRule[];
}

/**
 * Profit and loss over each period.
 *
 * @throws SextantError `unknown_account_type`, `hidden_items`.
 */
export function profitAndLoss(input: ProfitAndLossInput): Statement {
  const { company, accounts, periods, reading, drafts, rules = PROFIT_AND_LOSS_LINES } = input;
  const chart = chartOf(accounts);
  const columns = periods.map((period, index) => {
    const totals: RangeTotals = { range: period, totals: totalsOf(reading, periodName(index), chart) };
    const selectorRange = () => ({ from: period.from, to: period.to });
    const column = ruleColumn({ company, chart, rules, drafts, rangesOf: () => [totals], selectorRange });
    return { name: `balance${columnSuffix(index)}`, column, totals, period };
  });
  return {
    columns: columns.map(({ name, period }) => ({ name, label: `${period.from} – ${period.to}` })),
    lines: rules.map(({ key, label, level, kind }) => ({ key, label, level, kind, ...cellsOf(key, columns, company) })),
    tieOuts: columns.flatMap(({ column, totals, period }, index) =>
      labelled(
        tieOutsOf(company, chart, rules, column, totals, period, columnSuffix(index)),
        `${period.from} – ${period.to}`,
        columns.length,
      ),
    ),
    notes: [
      ...(drafts ? ["Includes draft entries."] : []),
      ...periods.flatMap((period, index) => periodNotes(company, chart, reading, period, index)),
    ],
  };
}

function tieOutsOf(
  company: Company,
  chart: Chart,
  rules: readonly StatementRule[],
  column: RuleColumn,
  { totals }: RangeTotals,
  period: Period,
  suffix: string,
): TieOut[] {
  const { currency } = company;
  const amount = (key: string) => column.amounts.get(key) ?? 0n;
  const result = amount("net-profit") - amount("allocations");
  const netAssets = sumBalances(totals, chart, ({ type }) => /^(asset_|liability_|equity$)/.test(type));
  const tieOuts = [
    populationTieOut(company, [totals], suffix),
    tieOutOf(
      currency,
      `change-in-net-assets${suffix}`,
      "Net profit − allocations = change in assets − liabilities − capital",
      result,
      netAssets.amount,
    ),
    subtotalTieOut(column, rules, company, suffix),
    ...offBalanceTieOut(company, chart, [totals], suffix),
  ];
  if (period.from !== fiscalYearStart(company, period.to)) return tieOuts;
  const earnings = sumBalances(totals, chart, ({ type }) => isProfitAndLoss(type) || type === "equity_unaffected");
  const label = "Net profit − allocations = current-year earnings of the balance sheet";
  return [...tieOuts, tieOutOf(currency, `current-year-earnings${suffix}`, label, result, -earnings.amount)];
}

function periodNotes(company: Company, chart: Chart, reading: TotalsReading, period: Period, index: number): string[] {
  const notes: string[] = [];
  const name = `${period.from} – ${period.to}`;
  if (period.from < fiscalYearStart(company, period.to)) {
    notes.push(`${name} crosses the end of a fiscal year: it holds results of more than one year.`);
  }
  const end = yearEndIn(company, period);
  if (end === null) return notes;
  const lastDay = totalsOf(reading, yearEndName(index), chart);
  const whole = totalsOf(reading, periodName(index), chart);
  const closed = [...lastDay.values()].filter(({ accountId, balance }) => {
    const account = chart.get(accountId);
    return account && isProfitAndLoss(account.type) && balance !== 0n && whole.get(accountId)?.balance === 0n;
  });
  const open = [...whole.values()].filter(({ accountId, balance }) => {
    const account = chart.get(accountId);
    return account && isProfitAndLoss(account.type) && balance !== 0n;
  });
  if (closed.length > 0 && open.length === 0) {
    notes.push(
      `Entries of ${end} bring every income and expense account to zero: they look like closing entries, and ${name} shows the result after them.`,
    );
  }
  return notes;
}
