import { describe, expect, it } from "vitest";
import { assertTieOuts, profitAndLoss, profitAndLossRanges } from "./index.ts";
import type { Statement } from "./statement.ts";
import { companyWith } from "./testing/company.ts";
import { accountsByType, readEntries, TWO_YEAR_ENTRIES, type TypedEntry } from "./testing/two-year-ledger.ts";

const company = companyWith();
const cellOf = (statement: Statement, key: string, name = "balance") =>
  statement.lines.find((line) => line.key === key)?.cells[name];

describe("profit and loss", () => {
  const closing: TypedEntry[] = [
    ["2025-05-01", ["asset_cash", 100], ["income", -100]],
    ["2025-06-01", ["expense", 30], ["asset_cash", -30]],
    ["2025-12-31", ["income", 100], ["expense", -30], ["equity", -70]],
  ];
  const over = (entries: readonly TypedEntry[], from: string, to: string) => {
    const periods = [{ from, to }];
    const reading = readEntries(entries, profitAndLossRanges(company, periods));
    return profitAndLoss({ company, accounts: accountsByType(entries), periods, reading });
  };

  it("recognises closing entries on the last day of the year", () => {
    const statement = over(closing, "2025-01-01", "2025-12-31");
    assertTieOuts(statement);
    expect(cellOf(statement, "net-profit")).toBe("0.00");
    expect(statement.notes.join()).toContain("closing entries");
    expect(over(closing.slice(0, 2), "2025-01-01", "2025-12-31").notes).toEqual([]);
    expect(over(closing, "2025-01-01", "2025-12-30").notes).toEqual([]);
  });

  it("compares with earlier periods in columns of their own", () => {
    const periods = [
      { from: "2026-01-01", to: "2026-01-31" },
      { from: "2025-01-01", to: "2025-12-31" },
    ];
    const reading = readEntries(TWO_YEAR_ENTRIES, profitAndLossRanges(company, periods));
    const statement = profitAndLoss({ company, accounts: accountsByType(TWO_YEAR_ENTRIES), periods, reading });
    assertTieOuts(statement);
    expect(statement.lines.find(({ key }) => key === "net-profit")?.cells).toEqual({
      balance: "300.00",
      "balance-1": "1240.00",
    });
    expect(statement.columns.map(({ name }) => name)).toEqual(["balance", "balance-1"]);
    expect(statement.tieOuts.map(({ name }) => name)).toContain("change-in-net-assets-1");
  });
});
