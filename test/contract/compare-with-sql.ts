import type { ReportResult } from "@sextant/contracts";
import type { Company, LedgerSource, OpenItemsReading, Side } from "@sextant/ledger";
import { expect } from "vitest";
import { drill, runReport } from "../../server/src/reports/index.ts";
import {
  agedByPartner,
  type Ledger,
  type Oracle,
  type OracleAccount,
  type OracleOpenItem,
  toMinorUnits,
} from "../odoo/oracle/oracle.ts";

/** The day on which the statements of these tests are made. */
export const TODAY = "2026-11-15";

const BALANCE_SHEET = {
  "bank-and-cash": "bankAndCash",
  receivables: "receivables",
  "current-assets": "currentAssets",
  prepayments: "prepayments",
  "fixed-assets": "fixedAssets",
  "non-current-assets": "nonCurrentAssets",
  "current-liabilities": "currentLiabilities",
  payables: "payables",
  "non-current-liabilities": "nonCurrentLiabilities",
  "equity-capital": "equity",
  "current-year-earnings": "currentYearEarnings",
  "previous-years-earnings": "previousYearsEarnings",
} as const;

const PROFIT_AND_LOSS = {
  revenue: "revenue",
  "cost-of-revenue": "costOfRevenue",
  "gross-profit": "grossProfit",
  "operating-expenses": "operatingExpenses",
  "operating-income": "operatingIncome",
  "other-income": "otherIncome",
  "other-expenses": "otherExpenses",
  "net-profit": "netProfit",
  allocations: "allocations",
  "left-after-allocations": "leftAfterAllocations",
} as const;

export const LEDGERS: Readonly<Record<Side, Ledger>> = { receivable: "asset_receivable", payable: "liability_payable" };

const BUCKETS = ["current", "1-30", "31-60", "61-90", "91-120", "older"] as const;

/** Last day of every month from the first to the last date. */
export function monthEnds(first: string, last: string): string[] {
  const ends: string[] = [];
  for (let date = new Date(`${first.slice(0, 7)}-01T00:00:00Z`); ; date.setUTCMonth(date.getUTCMonth() + 1)) {
    const end = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
    ends.push(end);
    if (end >= last) return ends;
  }
}

/**
 * The lake is compared at every date. Odoo asked live takes up to seconds for each, so that it is asked at some of them, and at all when
 * `SEXTANT_TEST_EVERY_DATE=1`, which takes about ten minutes more.
 */
export const EVERY_DATE = process.env.SEXTANT_TEST_EVERY_DATE === "1";

/** Every n-th of the dates from the first, and the last: those at which Odoo is asked live. */
export function askedLive(dates: readonly string[], step: number): readonly string[] {
  return dates.filter((_, index) => EVERY_DATE || index % step === 0 || index === dates.length - 1);
}

/** Works through the dates two at a time: the database has two cores. */
async function inPairs(dates: readonly string[], check: (date: string) => Promise<void>): Promise<void> {
  const waiting = [...dates];
  const work = async () => {
    for (let date = waiting.shift(); date !== undefined; date = waiting.shift()) await check(date);
  };
  await Promise.all([work(), work()]);
}

const cellsOf = ({ lines }: ReportResult, key: string) => lines.find((line) => line.key === key)?.cells ?? {};

function compareLines(
  result: ReportResult,
  names: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string>>,
): void {
  const { decimals } = result.currency;
  const shown = Object.entries(names).map(
    ([key, name]) => [key, toMinorUnits(cellsOf(result, key).balance ?? "none", decimals), name] as const,
  );
  expect(Object.fromEntries(shown.map(([key, amount]) => [key, amount]))).toEqual(
    Object.fromEntries(shown.map(([key, , name]) => [key, toMinorUnits(expected[name] ?? "none", decimals)])),
  );
}

/** Balance sheet, profit and loss and trial balance of a company equal the oracle's at the end of each of these months. */
export async function checkStatements(
  source: LedgerSource,
  oracle: Oracle,
  companyId: number,
  monthEnds: readonly string[],
): Promise<void> {
  const run = (name: string, parameters: object) =>
    runReport(source, name, { company: companyId, ...parameters }, { today: TODAY });
  await inPairs(monthEnds, async (date) => {
    const sheet = await run("balance-sheet", { asOf: date });
    compareLines(sheet, BALANCE_SHEET, await oracle.balanceSheet(companyId, date));

    const from = `${date.slice(0, 7)}-01`;
    const result = await run("profit-and-loss", { from, to: date });
    compareLines(result, PROFIT_AND_LOSS, await oracle.profitAndLoss(companyId, from, date));

    const balance = await run("trial-balance", { from, to: date });
    compareTrialBalance(balance, await oracle.trialBalance(companyId, from, date));
  });
}

function compareTrialBalance(result: ReportResult, accounts: readonly OracleAccount[]): void {
  const { decimals } = result.currency;
  // The oracle gives the results of earlier years as a row of its own, a statement on the unaffected-earnings account: compare their sum.
  const expected = new Map<string, bigint[]>();
  for (const row of accounts) {
    const unaffected = row.accountId === null || row.accountType === "equity_unaffected";
    const amounts = [row.opening, row.debit, row.credit, row.closing];
    addAmounts(expected, unaffected ? "unaffected" : String(row.accountId), amounts, decimals);
  }
  const shown = new Map<string, bigint[]>();
  for (const { kind, record, facts, cells } of result.lines) {
    if (kind !== "line") continue;
    const unaffected = record === undefined || facts?.type === "equity_unaffected";
    const amounts = ["opening", "debit", "credit", "closing"].map((name) => cells[name] ?? "none");
    addAmounts(shown, unaffected ? "unaffected" : String(record?.id), amounts, decimals);
  }
  expect(nonZeroLines(shown)).toBe(nonZeroLines(expected));
}

function addAmounts(totals: Map<string, bigint[]>, key: string, amounts: readonly string[], decimals: number): void {
  const sofar = totals.get(key) ?? [];
  totals.set(
    key,
    amounts.map((amount, index) => toMinorUnits(amount, decimals) + (sofar[index] ?? 0n)),
  );
}

/**
 * Aged receivables and payables of a company equal the oracle's for each partner and bucket at these dates; the oracle's own two ways to a
 * residual agree, and the total is the balance of the control accounts.
 */
export async function checkAgeing(
  source: LedgerSource,
  oracle: Oracle,
  companyId: number,
  dates: readonly string[],
): Promise<void> {
  for (const side of ["receivable", "payable"] as const) {
    const ledger = LEDGERS[side];
    const sign = side === "receivable" ? 1n : -1n;
    await inPairs(dates, async (date) => {
      const result = await runReport(source, `aged-${side}`, { company: companyId, asOf: date }, { today: TODAY });
      const { decimals } = result.currency;
      const minor = (amount: string | undefined) => sign * toMinorUnits(amount ?? "none", decimals);
      const partners = result.lines.filter(({ kind }) => kind === "line");
      const shown = partners.map(({ key, cells }) => [key, BUCKETS.map((bucket) => minor(cells[bucket]))] as const);
      const sums = await oracle.aged(companyId, date, ledger);
      for (const direction of ["forward", "backward"] as const) {
        const oneWay = sums.map((sum) => ({ ...sum, residual: sum[direction] }));
        const aged = agedByPartner(oneWay, decimals);
        const expected = [...aged].map(
          ([partnerId, buckets]) => [String(partnerId), BUCKETS.map((bucket) => buckets[bucket] ?? 0n)] as const,
        );
        expect(nonZeroLines(shown)).toBe(nonZeroLines(expected));
      }
      const control = await oracle.controlAccount(companyId, date, ledger);
      expect(minor(cellsOf(result, "total").total)).toBe(toMinorUnits(control, decimals));
    });
  }
}

/** Ages that no default has: one threshold, single days, a month apart, and far back. */
const OTHER_AGES = [[45], [1, 2, 30, 31], [7, 14, 365, 3650]];

/** The same for other ages: each partner's buckets are the oracle's, and what lies behind the last is drilled to the same amount. */
export async function checkOtherAges(
  source: LedgerSource,
  oracle: Oracle,
  companyId: number,
  asOf: string,
): Promise<void> {
  for (const side of ["receivable", "payable"] as const) {
    const sign = side === "receivable" ? 1n : -1n;
    for (const ages of OTHER_AGES) {
      const parameters = { company: companyId, asOf, ages };
      const result = await runReport(source, `aged-${side}`, parameters, { today: TODAY });
      const { decimals } = result.currency;
      const names = result.columns.map(({ name }) => name).filter((name) => name !== "total");
      expect(names).toHaveLength(ages.length + 2);
      const shown = new Map(
        result.lines
          .filter(({ kind }) => kind === "line")
          .map(({ key, cells }) => [key, names.map((name) => sign * toMinorUnits(cells[name] ?? "none", decimals))]),
      );
      const expected = new Map<string, bigint[]>();
      for (const { partnerId, past, forward, backward } of await oracle.agedPast(
        companyId,
        asOf,
        LEDGERS[side],
        ages,
      )) {
        expect(backward).toBe(forward);
        const amounts = names.map((_, at) => (at === (past ?? -1) + 1 ? forward : "0"));
        addAmounts(expected, String(partnerId), amounts, decimals);
      }
      expect(nonZeroLines(shown)).toBe(nonZeroLines(expected));
      const total = result.lines.find(({ key }) => key === "total");
      const proof = total?.source.older;
      if (!proof) throw new Error("the oldest bucket has no proof");
      const drilled = await drill(source, { source: proof, amount: total.cells.older, settled: true, limit: 1 }, {});
      expect(drilled.proof).toMatchObject({ matches: true, count: proof.count });
    }
  }
}

/** Open items are those of the oracle, with the same residuals both ways, and add up to the control accounts. */
export async function checkOpenItems(
  source: LedgerSource,
  oracle: Oracle,
  { id: companyId, currency }: Company,
  side: Side,
  asOf: string,
): Promise<void> {
  const reading = await source.openItems({ companyId, side, asOf });
  const expected = await oracle.openItems(companyId, asOf, LEDGERS[side]);
  const seen = [...reading.items].sort((a, b) => a.id - b.id);
  const identity = ({ id, partnerId, accountId }: { id: number; partnerId: number; accountId: number }) => [
    id,
    partnerId,
    accountId,
  ];
  expect(seen.map(identity)).toEqual(expected.map(identity));
  const residuals = seen.map(({ residual }) => residual);
  expect(residuals).toEqual(expected.map(({ residual }) => toMinorUnits(residual, currency.decimals)));
  expect(seen.map(({ backwardResidual }) => backwardResidual)).toEqual(residuals);
  expect(seen.map(({ residualCurrency }) => residualCurrency)).toEqual(
    expected.map((item) => minorIn(item, reading.currencies)),
  );
  expect(residuals.reduce((sum, residual) => sum + residual, 0n)).toBe(reading.control);
}

/** An item's open amount in its own currency, in that currency's minor units. */
export function minorIn(
  { currency, residualCurrency }: OracleOpenItem,
  currencies: OpenItemsReading["currencies"],
): bigint {
  const decimals = [...currencies.values()].find(({ code }) => code === currency)?.decimals;
  return toMinorUnits(residualCurrency, decimals ?? 2);
}

/** A line for each that is not all zero, in the order of their keys: one text is compared in a tenth of the time of thousands of lists of numbers. */
const nonZeroLines = (totals: Iterable<readonly [string, readonly bigint[]]>) =>
  [...totals]
    .filter(([, amounts]) => amounts.some((amount) => amount !== 0n))
    .map(([key, amounts]) => `${key}: ${amounts.join(" ")}`)
    .sort()
    .join("\n");
