import type { IsoDate } from "@sextant/contracts";
import { addDays } from "./calendar.ts";
import { chartOf, type Totals, totalsOf } from "./chart-of-accounts.ts";
import { fiscalYearStart } from "./fiscal-year.ts";
import type { TotalsReading } from "./ledger-source.ts";
import type { Statement } from "./statement.ts";
import { rowLine, totalLine } from "./trial-balance-lines.ts";
import { addRows, lineKeys, type TrialBalanceRow, trialBalanceRows } from "./trial-balance-rows.ts";
import { movementTieOut, trialBalanceTieOuts } from "./trial-balance-tie-outs.ts";
import type { Account, Company, DateRange } from "./types.ts";

/**
 * Ranges to read for a trial balance over [from, to]: they are disjoint, so that no item is read twice. `year-to-date` is absent when the
 * period starts with the fiscal year.
 */
export function trialBalanceRanges(
  company: Company,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): Record<string, DateRange> {
  const start = fiscalYearStart(company, from);
  return {
    earlier: { to: addDays(start, -1) },
    ...(start === from ? {} : { "year-to-date": { from: start, to: addDays(from, -1) } }),
    period: { from, to },
  };
}

interface TrialBalanceInput {
  readonly company: Company;
  readonly accounts: readonly Account[];
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Read with {@link trialBalanceRanges} of the same period. */
  readonly reading: TotalsReading;
  readonly drafts?: boolean;
  /**
   * Set when the reading is narrowed. `wholeEntries` says that entries are still complete (a journal filter keeps them so, a partner or
   * account filter does not); only then the identities are asserted. Earnings brought forward are computed under the same filter.
   */
  readonly filter?: {
    readonly label: string;
    readonly wholeEntries: boolean;
    readonly accountIds?: readonly number[];
  };
}

const COLUMNS = [
  { name: "opening", label: "Opening" },
  { name: "debit", label: "Debit" },
  { name: "credit", label: "Credit" },
  { name: "closing", label: "Closing" },
];

/**
 * Trial balance over [from, to]. Income and expense accounts open with the fiscal year; the results of earlier years open on the
 * unaffected-earnings account. An account is left out only when its four amounts are zero.
 *
 * @throws SextantError `unknown_account_type`, `hidden_items`.
 */
export function trialBalance(input: TrialBalanceInput): Statement {
  const { company, accounts, from, to, reading, drafts, filter } = input;
  const chart = chartOf(accounts);
  const start = fiscalYearStart(company, from);
  const taken = filter?.accountIds ? new Set(filter.accountIds) : null;
  const read = (name: string): Totals => {
    const totals = totalsOf(reading, name, chart);
    return taken ? new Map([...totals].filter(([id]) => taken.has(id))) : totals;
  };
  const earlier = read("earlier");
  const yearToDate = start === from ? new Map() : read("year-to-date");
  const period = read("period");

  const rows = trialBalanceRows({
    chart,
    earlier,
    yearToDate,
    period,
    start,
    from,
    to,
    taken,
    filtered: filter !== undefined,
  });
  const shown = rows.filter(({ opening, debit, credit, closing }) => opening || debit || credit || closing);
  const keys = lineKeys(shown);
  const linesOf = (offBalance: boolean) =>
    shown
      .filter((row) => row.offBalance === offBalance)
      .map((row) => rowLine(row, { key: keys.get(row) ?? row.key, company, drafts }));
  const offBalance = linesOf(true);
  const total = addRows(rows.filter((row) => !row.offBalance));
  const wholeEntries = filter?.wholeEntries ?? true;
  return {
    columns: COLUMNS.map((column) => ({ ...column })),
    lines: [
      ...linesOf(false),
      totalLine(total, { company, drafts, from, to }),
      ...(offBalance.length > 0
        ? [{ key: "off-balance", label: "Off balance", level: 0, kind: "heading" as const, cells: {}, source: {} }]
        : []),
      ...offBalance,
    ],
    tieOuts: [
      ...(wholeEntries ? trialBalanceTieOuts(company, chart, total, [earlier, yearToDate, period]) : []),
      movementTieOut(company, chart, period),
    ],
    notes: notesOf(input, start, rows),
  };
}

function notesOf({ company, to, drafts, filter }: TrialBalanceInput, start: IsoDate, rows: readonly TrialBalanceRow[]) {
  const notes: string[] = [];
  if (drafts) notes.push("Includes draft entries.");
  if (start < fiscalYearStart(company, to)) {
    notes.push(
      "The period crosses the end of a fiscal year: income and expense accounts hold the results of more than one year.",
    );
  }
  if (!filter && rows.some(({ brought, account }) => brought && !account)) {
    notes.push(
      "The company has no unaffected-earnings account; the results of earlier years stand on a line of their own.",
    );
  }
  if (filter) {
    const identity = filter.wholeEntries ? "" : " The columns need not sum to zero under this filter.";
    notes.push(`Only ${filter.label}; earnings brought forward are computed under the same filter.${identity}`);
  }
  return notes;
}
