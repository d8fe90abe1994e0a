import { describe, expect, it } from "vitest";
import { assertTieOuts, trialBalance, trialBalanceRanges } from "./index.ts";
import type { Statement } from "./statement.ts";
import { companyWith } from "./testing/company.ts";
import { accountsByType, readEntries, TWO_YEAR_ENTRIES, type TypedEntry } from "./testing/two-year-ledger.ts";
import type { Account } from "./types.ts";

const company = companyWith();
const cellOf = (statement: Statement, key: string, name = "balance") =>
  statement.lines.find((line) => line.key === key)?.cells[name];

function trial(
  entries: readonly TypedEntry[],
  from: string,
  to: string,
  accounts: readonly Account[] = accountsByType(entries),
) {
  const reading = readEntries(entries, trialBalanceRanges(company, { from, to }));
  return trialBalance({ company, accounts, from, to, reading });
}

describe("trial balance", () => {
  it("keeps an account whose closing is zero while it moved, and one whose opening and movement cancel", () => {
    const entries: TypedEntry[] = [
      ["2025-06-01", ["asset_current", 70], ["equity", -70]],
      ["2026-01-10", ["asset_cash", 30], ["equity", -30]],
      ["2026-01-11", ["equity", 30], ["asset_cash", -30]],
      ["2026-01-12", ["equity", 70], ["asset_current", -70]],
      ["2025-03-01", ["asset_fixed", 5], ["equity", -5]],
      ["2025-03-02", ["equity", 5], ["asset_fixed", -5]],
    ];
    const statement = trial(entries, "2026-01-01", "2026-01-31");
    assertTieOuts(statement);
    expect(statement.lines.map(({ key }) => key)).toEqual(["asset_cash", "asset_current", "equity", "total"]);
  });

  it("shows earlier results on a line of their own without an unaffected-earnings account", () => {
    const entries: TypedEntry[] = [["2025-06-01", ["asset_cash", 100], ["income", -100]]];
    const statement = trial(entries, "2026-01-01", "2026-12-31");
    assertTieOuts(statement);
    expect(cellOf(statement, "unallocated-earnings", "opening")).toBe("-100.00");
    expect(cellOf(statement, "income", "opening")).toBeUndefined();
    expect(statement.notes.join()).toContain("no unaffected-earnings account");
  });

  it("opens income accounts with the fiscal year inside the year", () => {
    const statement = trial(TWO_YEAR_ENTRIES, "2025-07-01", "2025-12-31");
    assertTieOuts(statement);
    expect(cellOf(statement, "income", "opening")).toBe("-2000.00");
    expect(cellOf(statement, "equity_unaffected", "opening")).toBe("-350.00");
  });

  it("says that a period crosses a year-end", () => {
    const statement = trial(TWO_YEAR_ENTRIES, "2025-12-01", "2026-01-31");
    assertTieOuts(statement);
    expect(statement.notes.join()).toContain("crosses the end of a fiscal year");
  });

  it("computes earnings brought forward under an account filter too, and asserts no sum of zero", () => {
    const accounts = accountsByType(TWO_YEAR_ENTRIES);
    const from = "2026-01-01";
    const to = "2026-01-31";
    const reading = readEntries(TWO_YEAR_ENTRIES, trialBalanceRanges(company, { from, to }));
    const accountIds = accounts
      .filter(({ type }) => ["equity_unaffected", "expense"].includes(type))
      .map(({ id }) => id);
    const filter = { label: "the accounts chosen", wholeEntries: false, accountIds };
    const statement = trialBalance({ company, accounts, from, to, reading, filter });
    assertTieOuts(statement);
    expect(cellOf(statement, "equity_unaffected", "opening")).toBe("650.00");
    expect(statement.lines[0]?.label).toContain("under this filter");
    expect(statement.tieOuts.map(({ name }) => name)).toEqual(["movement"]);
    expect(statement.notes.join()).toContain("same filter");
  });

  it("uses ranges that do not overlap", () => {
    expect(trialBalanceRanges(company, { from: "2026-04-01", to: "2026-06-30" })).toEqual({
      earlier: { to: "2025-12-31" },
      "year-to-date": { from: "2026-01-01", to: "2026-03-31" },
      period: { from: "2026-04-01", to: "2026-06-30" },
    });
  });

  it("tells accounts with the same code apart", () => {
    const [cash, equity] = accountsByType([["2026-01-01", ["asset_cash", 1], ["equity", -1]]]);
    const twins = [{ ...cash, code: "100" } as Account, { ...equity, code: "100" } as Account];
    const entries: TypedEntry[] = [["2026-01-05", ["asset_cash", 1], ["equity", -1]]];
    expect(trial(entries, "2026-01-01", "2026-01-31", twins).lines.map(({ key }) => key)).toEqual([
      "100#1",
      "100#2",
      "total",
    ]);
  });
});
