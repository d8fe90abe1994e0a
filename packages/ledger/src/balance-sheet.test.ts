import { describe, expect, it } from "vitest";
import {
  ACCOUNT_TYPES,
  assertTieOuts,
  BALANCE_SHEET_LINES,
  balanceSheet,
  balanceSheetRanges,
  trialBalance,
} from "./index.ts";
import type { Statement } from "./statement.ts";
import { takesAccount } from "./statement-rule.ts";
import { companyWith } from "./testing/company.ts";
import { accountsByType, readEntries, type TypedEntry } from "./testing/two-year-ledger.ts";
import type { Account } from "./types.ts";

const company = companyWith();
const watermark = { count: 0, maxId: 0, lastWrite: "", balance: 0n };
const cellOf = (statement: Statement, key: string, name = "balance") =>
  statement.lines.find((line) => line.key === key)?.cells[name];

describe("balance-sheet lines", () => {
  it("take every account type but off balance exactly once, trade or not", () => {
    const lines = BALANCE_SHEET_LINES.filter(({ kind }) => kind === "line");
    for (const type of ACCOUNT_TYPES) {
      for (const nonTrade of [false, true]) {
        const account = { id: 1, code: "1", name: "", type, nonTrade, active: true };
        const takes = lines.flatMap((line) => line.takes).filter((take) => takesAccount(take, account));
        const years = takes.map((take) => take.years ?? "all").sort();
        if (type === "off_balance") expect(years).toEqual([]);
        else if (type === "equity_unaffected" || /^(income|expense)/.test(type))
          expect(years).toEqual(["current", "earlier"]);
        else expect([type, years]).toEqual([type, ["all"]]);
      }
    }
  });

  it("say that an overdraft stays a negative asset", () => {
    const entries: TypedEntry[] = [["2026-01-05", ["expense", 40], ["asset_cash", -40]]];
    const dates = ["2026-01-31"];
    const reading = readEntries(entries, balanceSheetRanges(company, dates));
    const statement = balanceSheet({ company, accounts: accountsByType(entries), dates, reading });
    assertTieOuts(statement);
    expect(cellOf(statement, "bank-and-cash")).toBe("-40.00");
    expect(statement.notes.join()).toContain("overdraft");
  });

  it("show off-balance accounts apart and leave them out of every total", () => {
    const entries: TypedEntry[] = [["2026-01-05", ["off_balance", 500], ["off_balance", -200], ["off_balance", -300]]];
    const [account] = accountsByType(entries);
    const second = { ...account, id: 2, code: "OFF2" } as Account;
    const dates = ["2026-01-31"];
    const totals = [
      { accountId: 1, debit: 50000n, credit: 0n, balance: 50000n, count: 1 },
      { accountId: 2, debit: 0n, credit: 50000n, balance: -50000n, count: 2 },
    ];
    const chart = [account as Account, second];
    const sheet = balanceSheet({
      company,
      accounts: chart,
      dates,
      reading: { ranges: { earlier: [], current: totals }, watermark },
    });
    assertTieOuts(sheet);
    expect(cellOf(sheet, "assets")).toBe("0.00");
    expect(cellOf(sheet, "off-balance-off_balance")).toBe("500.00");
    expect(cellOf(sheet, "off-balance-OFF2")).toBe("-500.00");
    expect(sheet.tieOuts.map(({ name }) => name)).toContain("off-balance");

    const ranges = { earlier: [], period: totals };
    const balance = trialBalance({
      company,
      accounts: chart,
      from: "2026-01-01",
      to: "2026-01-31",
      reading: { ranges, watermark },
    });
    assertTieOuts(balance);
    expect(balance.lines.map(({ key }) => key)).toEqual(["total", "off-balance", "OFF2", "off_balance"]);
    expect(cellOf(balance, "total", "debit")).toBe("0.00");
  });
});
