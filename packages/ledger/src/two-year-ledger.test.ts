import { reportResult } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { assertTieOuts, balanceSheet, balanceSheetRanges, profitAndLoss, profitAndLossRanges } from "./index.ts";
import type { Statement } from "./statement.ts";
import { companyWith } from "./testing/company.ts";
import { accountsByType, readEntries, TWO_YEAR_ENTRIES } from "./testing/two-year-ledger.ts";
import { trialBalance, trialBalanceRanges } from "./trial-balance.ts";

const company = companyWith();
const accounts = accountsByType(TWO_YEAR_ENTRIES);
const cell = (statement: Statement, key: string, name = "balance") =>
  statement.lines.find((line) => line.key === key)?.cells[name];

describe("the two-year ledger of Odoo 19", () => {
  it("gives the balance sheet of the rules at both year-ends, without a closing entry", () => {
    const dates = ["2026-01-31", "2025-12-31"];
    const reading = readEntries(TWO_YEAR_ENTRIES, balanceSheetRanges(company, dates));
    const statement = balanceSheet({ company, accounts, dates, reading });
    assertTieOuts(statement);
    expect(
      ["assets", "equity-capital", "previous-years-earnings", "current-year-earnings"].map((key) =>
        cell(statement, key),
      ),
    ).toEqual(["6890.00", "5000.00", "1590.00", "300.00"]);
    expect(
      ["assets", "equity-capital", "previous-years-earnings", "current-year-earnings"].map((key) =>
        cell(statement, key, "balance-1"),
      ),
    ).toEqual(["6590.00", "5000.00", "600.00", "990.00"]);
  });

  it("gives the profit and loss of 2025", () => {
    const periods = [{ from: "2025-01-01", to: "2025-12-31" }];
    const reading = readEntries(TWO_YEAR_ENTRIES, profitAndLossRanges(company, periods));
    const statement = profitAndLoss({ company, accounts, periods, reading });
    assertTieOuts(statement);
    expect(Object.fromEntries(statement.lines.map(({ key, cells }) => [key, cells.balance]))).toEqual({
      revenue: "2000.00",
      "cost-of-revenue": "700.00",
      "gross-profit": "1300.00",
      "operating-expenses": "0.00",
      "operating-income": "1300.00",
      "other-income": "90.00",
      "other-expenses": "150.00",
      "net-profit": "1240.00",
      allocations: "250.00",
      "left-after-allocations": "990.00",
    });
  });

  it("opens 2026 with earlier results on the unaffected-earnings account", () => {
    const period = { from: "2026-01-01", to: "2026-01-31" };
    const reading = readEntries(TWO_YEAR_ENTRIES, trialBalanceRanges(company, period));
    const statement = trialBalance({ company, accounts, ...period, reading });
    assertTieOuts(statement);
    const openings = statement.lines
      .filter(({ cells }) => cells.opening !== "0.00")
      .map(({ key, cells }) => [key, cells.opening]);
    expect(Object.fromEntries(openings)).toEqual({
      asset_cash: "6110.00",
      asset_fixed: "480.00",
      equity: "-5000.00",
      equity_unaffected: "-1590.00",
    });
    expect(cell(statement, "income", "closing")).toBe("-300.00");
  });

  it("is, as a statement, a valid part of a report", () => {
    const part = reportResult
      .pick({ columns: true, lines: true, tieOuts: true, notes: true, currencies: true })
      .strict();
    const dates = ["2026-01-31", "2025-12-31"];
    const periods = [{ from: "2025-01-01", to: "2025-12-31" }];
    const period = { from: "2025-03-01", to: "2025-03-31" };
    const read = (ranges: Parameters<typeof readEntries>[1]) => readEntries(TWO_YEAR_ENTRIES, ranges);
    for (const statement of [
      balanceSheet({ company, accounts, dates, reading: read(balanceSheetRanges(company, dates)) }),
      profitAndLoss({ company, accounts, periods, reading: read(profitAndLossRanges(company, periods)) }),
      trialBalance({ company, accounts, ...period, reading: read(trialBalanceRanges(company, period)) }),
    ]) {
      expect(part.parse(statement)).toEqual(statement);
      expect(JSON.parse(JSON.stringify(statement))).toEqual(statement);
    }
  });
});
