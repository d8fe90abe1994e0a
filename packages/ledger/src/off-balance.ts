import type { CellSource, ReportLine, TieOut } from "@sextant/contracts";
import { cellSourceOf } from "./cell-source.ts";
import { type Chart, sumBalances, type Totals } from "./chart-of-accounts.ts";
import { formatMinor } from "./money.ts";
import type { RangeTotals } from "./rule-column.ts";
import { tieOutOf } from "./tie-out.ts";
import type { Company, DateRange } from "./types.ts";

interface OffBalanceInput {
  readonly company: Company;
  readonly chart: Chart;
  readonly drafts?: boolean | undefined;
  readonly columns: readonly {
    readonly name: string;
    readonly ranges: readonly RangeTotals[];
    readonly range: DateRange;
  }[];
}

/** Off-balance accounts, shown apart after the statement: a heading, then one line per account that has a balance. */
export function offBalanceLines({ company, chart, drafts, columns }: OffBalanceInput): ReportLine[] {
  const accounts = [...chart.values()]
    .filter(({ type }) => type === "off_balance")
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.id - b.id));
  const lines: ReportLine[] = [];
  for (const { id, code, name } of accounts) {
    const cells: Record<string, string> = {};
    const source: Record<string, CellSource> = {};
    let shown = false;
    for (const column of columns) {
      const sums = column.ranges.map(({ totals }) => sumBalances(totals, chart, (account) => account.id === id));
      const amount = sums.reduce((total, sum) => total + sum.amount, 0n);
      const count = sums.reduce((total, sum) => total + sum.count, 0);
      shown ||= amount !== 0n;
      cells[column.name] = formatMinor(amount, company.currency);
      const parts = [{ accountIds: [id], ...column.range }];
      source[column.name] = cellSourceOf({ company, measure: "balance", sign: 1, parts, count, drafts });
    }
    if (!shown) continue;
    lines.push({ key: `off-balance-${code}`, label: `${code} ${name}`, level: 1, kind: "line", cells, source });
  }
  if (lines.length === 0) return [];
  return [{ key: "off-balance", label: "Off balance", level: 0, kind: "heading", cells: {}, source: {} }, ...lines];
}

/** An entry is wholly off-balance or not at all, so these accounts sum to zero among themselves. None when there are no such items. */
export function offBalanceTieOut(company: Company, chart: Chart, ranges: readonly Totals[], suffix: string): TieOut[] {
  const sums = ranges.map((totals) => sumBalances(totals, chart, ({ type }) => type === "off_balance"));
  if (sums.every(({ count }) => count === 0)) return [];
  const amount = sums.reduce((total, sum) => total + sum.amount, 0n);
  return [tieOutOf(company.currency, `off-balance${suffix}`, "Off-balance accounts sum to 0", amount, 0n)];
}
