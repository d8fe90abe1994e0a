import type { CellSource } from "@sextant/contracts";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  assertTieOuts,
  balanceSheet,
  balanceSheetRanges,
  formatMinor,
  parseMinor,
  profitAndLoss,
  profitAndLossRanges,
  trialBalance,
  trialBalanceRanges,
} from "./index.ts";
import type { Statement } from "./statement.ts";
import { naiveAddDays, naiveYearStart } from "./testing/naive-calendar.ts";
import { matchesDomain } from "./testing/naive-domain.ts";
import {
  accountsOf,
  FIRST_DAY,
  inPopulation,
  type RandomLedger,
  type Row,
  randomLedger,
} from "./testing/random-ledger.ts";
import { readTotals } from "./testing/read-random-ledger.ts";
import type { Account, Company } from "./types.ts";

// Many ledgers, each at many dates: give a busy machine time.
vi.setConfig({ testTimeout: 120_000 });

const RUNS = { numRuns: 60 };
const offset = fc.integer({ min: 0, max: 1500 });
const isResult = (type: string) => type.startsWith("income") || type.startsWith("expense");

const MONTH_ENDS = Array.from({ length: 48 }, (_, index) =>
  new Date(Date.UTC(2022, index + 1, 0)).toISOString().slice(0, 10),
);

type NaiveSum = (applies: (row: Row, account: Account) => boolean) => bigint;

/** Σ balance over the rows of a company that satisfy a condition: every expected figure is computed from this alone. */
function naiveSums({ rows }: RandomLedger, company: Company, drafts = false): NaiveSum {
  const accounts = accountsOf(company);
  const population = rows
    .filter((row) => inPopulation(row, company, drafts))
    .flatMap((row) => accounts.filter(({ id }) => id === row.accountId).map((account) => ({ row, account })));
  return (applies) =>
    population.reduce((sum, { row, account }) => (applies(row, account) ? sum + row.balance : sum), 0n);
}

/** Follows every cell's domain back to the rows and computes the figure and the count again. */
function checkSources(statement: Statement, ledger: RandomLedger, company: Company): void {
  const measured = ({ measure }: CellSource, { balance }: Row) => {
    if (measure === "debit") return balance > 0n ? balance : 0n;
    if (measure === "credit") return balance < 0n ? -balance : 0n;
    return balance;
  };
  for (const { key, cells, source } of statement.lines) {
    expect(Object.keys(source)).toEqual(Object.keys(cells));
    for (const [name, proof] of Object.entries(source)) {
      const rows = ledger.rows.filter((row) => matchesDomain(proof.domain, row, ledger.commercialPartners));
      const sum = rows.reduce((total, row) => total + measured(proof, row), 0n) * BigInt(proof.sign);
      expect([key, name, formatMinor(sum, company.currency), rows.length]).toEqual([
        key,
        name,
        cells[name],
        proof.count,
      ]);
    }
  }
}

const cellsOf = (statement: Statement, name = "balance") =>
  Object.fromEntries(statement.lines.filter(({ cells }) => name in cells).map(({ key, cells }) => [key, cells[name]]));

describe("balance sheet of generated ledgers", () => {
  const expected = (sum: NaiveSum, company: Company, date: string) => {
    const start = naiveYearStart(company, date);
    const at = (applies: (account: Account) => boolean) => sum((row, account) => row.date <= date && applies(account));
    const of = (...types: string[]) => at(({ type }) => types.includes(type));
    const unallocated = (type: string) => isResult(type) || type === "equity_unaffected";
    const receivable = (nonTrade: boolean) => at((a) => a.type === "asset_receivable" && a.nonTrade === nonTrade);
    const payable = (nonTrade: boolean) => at((a) => a.type === "liability_payable" && a.nonTrade === nonTrade);
    return {
      assets: at(({ type }) => type.startsWith("asset_")),
      "bank-and-cash": of("asset_cash"),
      receivables: receivable(false),
      "current-assets": of("asset_current") + receivable(true),
      prepayments: of("asset_prepayments"),
      "fixed-assets": of("asset_fixed"),
      "non-current-assets": of("asset_non_current"),
      liabilities: -at(({ type }) => type.startsWith("liability_")),
      "current-liabilities": -of("liability_current", "liability_credit_card") - payable(true),
      payables: -payable(false),
      "non-current-liabilities": -of("liability_non_current"),
      "equity-capital": -of("equity"),
      "current-year-earnings": -sum((row, { type }) => unallocated(type) && row.date >= start && row.date <= date),
      "previous-years-earnings": -sum((row, { type }) => unallocated(type) && row.date < start),
    };
  };

  it("equals the naive sums at every month-end for each company, and assets = liabilities + equity", () => {
    fc.assert(
      fc.property(randomLedger, (ledger) => {
        for (const company of ledger.companies) {
          const reading = readTotals(ledger, company, balanceSheetRanges(company, MONTH_ENDS));
          const statement = balanceSheet({ company, accounts: accountsOf(company), dates: MONTH_ENDS, reading });
          assertTieOuts(statement);
          const sum = naiveSums(ledger, company);
          MONTH_ENDS.forEach((date, index) => {
            const cells = cellsOf(statement, index === 0 ? "balance" : `balance-${index}`);
            const amounts = expected(sum, company, date);
            const texts = Object.entries(amounts).map(([key, amount]) => [key, formatMinor(amount, company.currency)]);
            expect({ date, ...cells }).toMatchObject({ date, ...Object.fromEntries(texts) });
            const equity =
              amounts["equity-capital"] + amounts["current-year-earnings"] + amounts["previous-years-earnings"];
            expect(cells.equity).toBe(formatMinor(equity, company.currency));
            expect(amounts.assets).toBe(amounts.liabilities + equity);
            expect(cells["liabilities-and-equity"]).toBe(cells.assets);
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  it("has a domain behind every cell that gives the same figure and count", () => {
    fc.assert(
      fc.property(
        randomLedger,
        fc.array(offset, { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        (ledger, offsets, drafts) => {
          for (const company of ledger.companies) {
            const dates = offsets.map((days) => naiveAddDays(FIRST_DAY, days));
            const reading = readTotals(ledger, company, balanceSheetRanges(company, dates), drafts);
            const statement = balanceSheet({ company, accounts: accountsOf(company), dates, reading, drafts });
            assertTieOuts(statement);
            checkSources(statement, ledger, company);
          }
        },
      ),
      RUNS,
    );
  });
});

describe("profit and loss of generated ledgers", () => {
  it("equals the naive sums, and over FY(D)..D less allocations the current-year earnings of the balance sheet", () => {
    fc.assert(
      fc.property(randomLedger, offset, offset, (ledger, a, b) => {
        for (const company of ledger.companies) {
          const accounts = accountsOf(company);
          const to = naiveAddDays(FIRST_DAY, Math.max(a, b));
          const from = naiveAddDays(FIRST_DAY, Math.min(a, b));
          const periods = [
            { from, to },
            { from: naiveYearStart(company, to), to },
          ];
          const reading = readTotals(ledger, company, profitAndLossRanges(company, periods));
          const statement = profitAndLoss({ company, accounts, periods, reading });
          assertTieOuts(statement);
          checkSources(statement, ledger, company);
          const sum = naiveSums(ledger, company);
          const of = (...types: string[]) =>
            sum((row, { type }) => types.includes(type) && row.date >= from && row.date <= to);
          const show = (amount: bigint) => formatMinor(amount, company.currency);
          const netProfit = -of(...accounts.map(({ type }) => type).filter(isResult));
          expect(cellsOf(statement)).toEqual({
            revenue: show(-of("income")),
            "cost-of-revenue": show(of("expense_direct_cost")),
            "gross-profit": show(-of("income", "expense_direct_cost")),
            "operating-expenses": show(of("expense")),
            "operating-income": show(-of("income", "expense_direct_cost", "expense")),
            "other-income": show(-of("income_other")),
            "other-expenses": show(of("expense_depreciation", "expense_other")),
            "net-profit": show(netProfit),
            allocations: show(of("equity_unaffected")),
            "left-after-allocations": show(netProfit - of("equity_unaffected")),
          });

          const sheet = balanceSheet({
            company,
            accounts,
            dates: [to],
            reading: readTotals(ledger, company, balanceSheetRanges(company, [to])),
          });
          expect(cellsOf(statement, "balance-1")["left-after-allocations"]).toBe(
            cellsOf(sheet)["current-year-earnings"],
          );
        }
      }),
      RUNS,
    );
  });
});

describe("trial balance of generated ledgers", () => {
  it("equals the naive sums per account, sums to zero, and every cell has its domain", () => {
    fc.assert(
      fc.property(randomLedger, offset, offset, fc.boolean(), (ledger, a, b, drafts) => {
        for (const company of ledger.companies) {
          const accounts = accountsOf(company);
          const from = naiveAddDays(FIRST_DAY, Math.min(a, b));
          const to = naiveAddDays(FIRST_DAY, Math.max(a, b));
          const start = naiveYearStart(company, from);
          const reading = readTotals(ledger, company, trialBalanceRanges(company, { from, to }), drafts);
          const statement = trialBalance({ company, accounts, from, to, reading, drafts });
          assertTieOuts(statement);
          checkSources(statement, ledger, company);

          const sum = naiveSums(ledger, company, drafts);
          const carrier = accounts
            .filter(({ type }) => type === "equity_unaffected")
            .reduce((lowest, account) => (account.code < lowest.code ? account : lowest));
          const expected: Record<string, Record<string, string>> = {};
          for (const { id, code, type } of accounts) {
            const own = (row: Row) => row.accountId === id;
            let opening = isResult(type)
              ? sum((row) => own(row) && row.date >= start && row.date < from)
              : sum((row) => own(row) && row.date < from);
            if (id === carrier.id) opening += sum((row, account) => isResult(account.type) && row.date < start);
            const within = (row: Row) => own(row) && row.date >= from && row.date <= to;
            const debit = sum((row) => within(row) && row.balance > 0n);
            const credit = -sum((row) => within(row) && row.balance < 0n);
            const closing = opening + sum(within);
            if ([opening, debit, credit, closing].every((amount) => amount === 0n)) continue;
            expected[code] = Object.fromEntries(
              Object.entries({ opening, debit, credit, closing }).map(([name, amount]) => [
                name,
                formatMinor(amount, company.currency),
              ]),
            );
          }
          const shown = Object.fromEntries(
            statement.lines.filter(({ kind }) => kind === "line").map(({ key, cells }) => [key, cells]),
          );
          expect(shown).toEqual(expected);
          const total = statement.lines.find(({ key }) => key === "total");
          expect(parseMinor(total?.cells.opening ?? "", company.currency)).toBe(0n);
          expect(parseMinor(total?.cells.closing ?? "", company.currency)).toBe(0n);
          expect(total?.cells.debit).toBe(total?.cells.credit);
        }
      }),
      RUNS,
    );
  });

  it("gives the same bytes whatever the order of accounts and totals", () => {
    fc.assert(
      fc.property(randomLedger, offset, (ledger, days) => {
        const [company] = ledger.companies;
        if (!company) return;
        const from = FIRST_DAY;
        const to = naiveAddDays(FIRST_DAY, days);
        const accounts = accountsOf(company);
        const reading = readTotals(ledger, company, trialBalanceRanges(company, { from, to }));
        const reversed = {
          ...reading,
          ranges: Object.fromEntries(
            Object.entries(reading.ranges).map(([name, totals]) => [name, [...totals].reverse()]),
          ),
        };
        const once = trialBalance({ company, accounts, from, to, reading });
        const again = trialBalance({ company, accounts: [...accounts].reverse(), from, to, reading: reversed });
        expect(JSON.stringify(again)).toBe(JSON.stringify(once));
      }),
      RUNS,
    );
  });
});
