import type { CellSource, IsoDate, ReportLine, TieOut } from "@sextant/contracts";
import { addDays } from "./calendar.ts";
import { cellSourceOf } from "./cell-source.ts";
import { type Chart, chartOf, sumBalances, type Totals, totalsOf } from "./chart-of-accounts.ts";
import { fiscalYearStart } from "./fiscal-year.ts";
import type { TotalsReading } from "./ledger-source.ts";
import { formatMinor } from "./money.ts";
import { offBalanceTieOut } from "./off-balance.ts";
import { populationTieOut } from "./population.ts";
import type { Statement } from "./statement.ts";
import { tieOutOf } from "./tie-out.ts";
import { lineKeys, type TrialBalanceRow, trialBalanceRows } from "./trial-balance-rows.ts";
import type { Account, Company, DateRange, Minor } from "./types.ts";

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
  const onBalance = shown.filter(({ offBalance }) => !offBalance);
  const offBalance = shown.filter((row) => row.offBalance);
  const keys = lineKeys(shown);
  const lineOf = (row: TrialBalanceRow): ReportLine => rowLine(row, keys.get(row) ?? row.key, company, drafts);

  const lines = [
    ...onBalance.map(lineOf),
    totalLine(
      "total",
      "Total",
      rows.filter((row) => !row.offBalance),
    ),
  ];
  if (offBalance.length > 0) {
    lines.push({ key: "off-balance", label: "Off balance", level: 0, kind: "heading", cells: {}, source: {} });
    lines.push(...offBalance.map(lineOf));
  }
  return {
    columns: COLUMNS.map((column) => ({ ...column })),
    lines,
    tieOuts: tieOuts(),
    notes: notes(),
  };

  function totalLine(key: string, label: string, of: readonly TrialBalanceRow[]): ReportLine {
    const ids = of.flatMap(({ account }) => (account ? [account.id] : [])).sort((a, b) => a - b);
    const sum = (pick: (row: TrialBalanceRow) => Minor) => of.reduce((total, row) => total + pick(row), 0n);
    const counted = (totals: Totals) => sumBalances(totals, chart, ({ type }) => type !== "off_balance").count;
    const before = counted(earlier) + counted(yearToDate);
    const within = counted(period);
    const source = (measure: CellSource["measure"], range: DateRange, count: number) =>
      cellSourceOf({ company, measure, sign: 1, parts: [{ accountIds: ids, ...range }], count, drafts });
    return {
      key,
      label,
      level: 0,
      kind: "total",
      cells: {
        opening: formatMinor(
          sum(({ opening }) => opening),
          company.currency,
        ),
        debit: formatMinor(
          sum(({ debit }) => debit),
          company.currency,
        ),
        credit: formatMinor(
          sum(({ credit }) => credit),
          company.currency,
        ),
        closing: formatMinor(
          sum(({ closing }) => closing),
          company.currency,
        ),
      },
      source: {
        opening: source("balance", { to: addDays(from, -1) }, before),
        debit: source("debit", { from, to }, within),
        credit: source("credit", { from, to }, within),
        closing: source("balance", { to }, before + within),
      },
    };
  }

  function tieOuts(): TieOut[] {
    const movement = movementTieOut(company, chart, period);
    if (filter && !filter.wholeEntries) return [movement];
    const on = rows.filter((row) => !row.offBalance);
    const sum = (pick: (row: TrialBalanceRow) => Minor) => on.reduce((total, row) => total + pick(row), 0n);
    const { currency } = company;
    return [
      populationTieOut(company, [earlier, yearToDate, period], ""),
      tieOutOf(
        currency,
        "opening",
        "Sum of opening balances = 0",
        sum(({ opening }) => opening),
        0n,
      ),
      tieOutOf(
        currency,
        "debit-equals-credit",
        "Debit = credit",
        sum(({ debit }) => debit),
        sum(({ credit }) => credit),
      ),
      tieOutOf(
        currency,
        "closing",
        "Sum of closing balances = 0",
        sum(({ closing }) => closing),
        0n,
      ),
      movement,
      ...offBalanceTieOut(company, chart, [earlier, yearToDate, period], ""),
    ];
  }

  function notes(): string[] {
    const found: string[] = [];
    if (drafts) found.push("Includes draft entries.");
    if (start < fiscalYearStart(company, to)) {
      found.push(
        "The period crosses the end of a fiscal year: income and expense accounts hold the results of more than one year.",
      );
    }
    if (rows.some(({ brought, account }) => brought && !account)) {
      found.push(
        "The company has no unaffected-earnings account; the results of earlier years stand on a line of their own.",
      );
    }
    if (filter) {
      const identity = filter.wholeEntries ? "" : " The columns need not sum to zero under this filter.";
      found.push(`Only ${filter.label}; earnings brought forward are computed under the same filter.${identity}`);
    }
    return found;
  }
}

function rowLine(row: TrialBalanceRow, key: string, company: Company, drafts: boolean | undefined): ReportLine {
  const { account, label, opening, debit, credit, closing, parts, counts } = row;
  const source = (measure: CellSource["measure"], of: keyof TrialBalanceRow["parts"]) =>
    cellSourceOf({ company, measure, sign: 1, parts: parts[of], count: counts[of], drafts });
  return {
    key,
    label,
    level: 1,
    kind: "line",
    cells: {
      opening: formatMinor(opening, company.currency),
      debit: formatMinor(debit, company.currency),
      credit: formatMinor(credit, company.currency),
      closing: formatMinor(closing, company.currency),
    },
    source: {
      opening: source("balance", "opening"),
      debit: source("debit", "period"),
      credit: source("credit", "period"),
      closing: source("balance", "closing"),
    },
    facts: {
      ...(account ? { type: account.type, active: account.active } : {}),
      ...(row.brought ? { carriesEarlierResults: true } : {}),
    },
    ...(account ? { record: { model: "account.account", id: account.id } } : {}),
  };
}

/** Debit − credit = balance on every account; the first that differs is reported. */
function movementTieOut(company: Company, chart: Chart, period: Totals): TieOut {
  let movement = 0n;
  let balances = 0n;
  for (const { accountId, debit, credit, balance } of period.values()) {
    if (debit - credit !== balance) {
      const code = chart.get(accountId)?.code ?? String(accountId);
      return tieOutOf(
        company.currency,
        "movement",
        `Debit − credit = balance of account ${code}`,
        debit - credit,
        balance,
      );
    }
    movement += debit - credit;
    balances += balance;
  }
  return tieOutOf(company.currency, "movement", "Debit − credit = balance of every account", movement, balances);
}
