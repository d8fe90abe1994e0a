import { reportLine } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import {
  ACCOUNT_TYPES,
  agedStatement,
  assertTieOuts,
  BALANCE_SHEET_LINES,
  balanceSheet,
  balanceSheetRanges,
  finality,
  openItemsAt,
  openItemsStatement,
  profitAndLoss,
  profitAndLossRanges,
  residualAt,
  trialBalance,
  trialBalanceRanges,
} from "./index.ts";
import type { Statement } from "./statement.ts";
import { takesAccount } from "./statement-rule.ts";
import { companyWith, EUR, USD } from "./testing/company.ts";
import { accountsByType, readEntries, TWO_YEAR_ENTRIES, type TypedEntry } from "./testing/two-year-ledger.ts";
import type { Account } from "./types.ts";

const company = companyWith();
const currencies = new Map([USD, EUR].map((currency) => [currency.id, currency]));
const watermark = { count: 0, maxId: 0, lastWrite: "", balance: 0n };
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

describe("ageing statements", () => {
  const reading = {
    cells: [],
    control: 0n,
    accountIds: [1],
    partners: new Map([
      [7, "John Smith"],
      [8, "John Smith"],
    ]),
    currencies,
    watermark,
  };
  const cell = (partnerId: number, forward: bigint) => ({
    partnerId,
    currencyId: 1,
    bucket: "current" as const,
    forward,
    backward: forward,
    forwardCurrency: forward,
    backwardCurrency: forward,
    count: 1,
  });

  it("keep two partners of one name apart and put items without a partner under 0", () => {
    const cells = [cell(8, 100n), cell(0, -30n), cell(7, 50n), cell(9, 0n)];
    const statement = agedStatement({
      company,
      side: "receivable",
      asOf: "2026-03-31",
      reading: { ...reading, cells, control: 120n },
    });
    assertTieOuts(statement);
    expect(statement.lines.map(({ key, label, cells: { total } }) => [key, label, total])).toEqual([
      ["7", "John Smith", "0.50"],
      ["8", "John Smith", "1.00"],
      ["0", "No partner", "-0.30"],
      ["total", "Total", "1.20"],
    ]);
    expect(Object.keys(statement.lines[0]?.cells ?? {})).toEqual([
      "current",
      "1-30",
      "31-60",
      "61-90",
      "91-120",
      "older",
      "total",
    ]);
    for (const line of statement.lines) expect(reportLine.parse(line)).toEqual(line);
  });

  it("show what is owed to suppliers as positive", () => {
    const statement = agedStatement({
      company,
      side: "payable",
      asOf: "2026-03-31",
      reading: { ...reading, cells: [cell(7, -5000n)], control: -5000n },
    });
    assertTieOuts(statement);
    expect(statement.lines[0]?.cells.total).toBe("50.00");
    expect(statement.lines[0]?.source.total?.sign).toBe(-1);
  });

  it("narrow the total to the partner that was read", () => {
    const statement = agedStatement({
      company,
      side: "receivable",
      asOf: "2026-03-31",
      reading: { ...reading, cells: [cell(7, 5000n)], control: 5000n },
      partnerId: 7,
    });
    expect(statement.lines.at(-1)?.source.total?.selector.partnerId).toBe(7);
  });

  it("are empty, with a total of zero, for an empty ledger", () => {
    const aged = agedStatement({ company, side: "receivable", asOf: "2026-03-31", reading });
    assertTieOuts(aged);
    expect(aged.lines.map(({ key, cells }) => [key, cells.total])).toEqual([["total", "0.00"]]);
    const open = openItemsStatement({
      company,
      side: "payable",
      asOf: "2026-03-31",
      reading: { ...reading, items: [] },
    });
    assertTieOuts(open);
    expect(open.lines.map(({ key, cells }) => [key, cells.residual])).toEqual([["total", "0.00"]]);
  });

  it("list items under their partner with entry, dates and currency, and mark an unbooked exchange difference", () => {
    const item = {
      moveId: 3,
      label: "",
      accountId: 1,
      partnerId: 7,
      date: "2026-02-15",
      due: "2026-02-15",
      currencyId: 2,
    };
    const items = [
      {
        ...item,
        id: 6,
        entry: "PBNK1/2026/00001",
        balance: -12000n,
        residual: -4500n,
        backwardResidual: -4500n,
        residualCurrency: 0n,
      },
      {
        ...item,
        id: 5,
        entry: "INV/2026/00001",
        balance: 12500n,
        residual: 5000n,
        backwardResidual: 5000n,
        residualCurrency: 4000n,
      },
    ];
    const statement = openItemsStatement({
      company,
      side: "receivable",
      asOf: "2026-02-20",
      reading: { ...reading, items, control: 500n },
    });
    assertTieOuts(statement);
    expect(statement.lines.map(({ key, cells }) => [key, cells])).toEqual([
      ["partner-7", { residual: "5.00" }],
      ["5", { residual: "50.00", "residual-currency": "40.00", original: "125.00" }],
      ["6", { residual: "-45.00", "residual-currency": "0.00", original: "-120.00" }],
      ["total", { residual: "5.00" }],
    ]);
    expect(statement.lines[2]?.facts).toMatchObject({
      entry: "PBNK1/2026/00001",
      currency: "EUR",
      bucket: "1-30",
      note: "exchange difference not yet booked",
    });
    expect(statement.lines[1]?.facts?.note).toBeUndefined();
    expect(statement.lines[1]?.record).toEqual({ model: "account.move", id: 3 });
  });
});

describe("residualAt", () => {
  it("ignores the stored residual of an item of amount zero that was never matched", () => {
    const zero = {
      id: 1,
      moveId: 1,
      accountId: 1,
      companyId: 1,
      partnerId: null,
      date: "2026-01-01",
      due: null,
      balance: 0n,
      storedResidual: 100n,
      currencyId: 1,
      amountCurrency: 0n,
      storedResidualCurrency: 100n,
      posted: true,
    };
    expect(residualAt([zero], [], "2026-01-31")[0]).toMatchObject({ forward: 0n, backward: 0n, backwardCurrency: 0n });
    const wrong = { ...zero, id: 2, balance: 500n };
    expect(residualAt([wrong], [], "2026-01-31")[0]).toMatchObject({ forward: 500n, backward: 100n });
  });
});

describe("openItemsAt", () => {
  const item = {
    id: 1,
    moveId: 1,
    accountId: 1,
    companyId: 1,
    partnerId: null,
    date: "2026-01-01",
    due: null,
    balance: 100n,
    storedResidual: 100n,
    currencyId: 1,
    amountCurrency: 100n,
    storedResidualCurrency: 100n,
    posted: true,
  };
  const partial = {
    id: 1,
    debitItemId: 1,
    creditItemId: 2,
    maxDate: "2026-01-01",
    amount: 100n,
    debitAmountCurrency: 100n,
    creditAmountCurrency: 100n,
  };
  const payment = {
    ...item,
    id: 2,
    balance: -100n,
    amountCurrency: -100n,
    storedResidual: 0n,
    storedResidualCurrency: 0n,
  };

  it("lists an item whose two residuals disagree, so that the disagreement is seen", () => {
    const open = openItemsAt([item, payment], [partial], { asOf: "2026-01-31" });
    expect(open.map(({ id, residual, backwardResidual }) => [id, residual, backwardResidual])).toEqual([[1, 0n, 100n]]);
    const lost = openItemsAt([{ ...item, storedResidual: 0n, storedResidualCurrency: 0n }], [], { asOf: "2026-01-31" });
    expect(lost.map(({ id, residual, backwardResidual }) => [id, residual, backwardResidual])).toEqual([[1, 100n, 0n]]);
  });
});

describe("finality", () => {
  it("holds when every date is locked", () => {
    const locked = { lock: { lockedThrough: "2026-03-31", hard: false } };
    expect(finality(locked, ["2026-01-01", "2026-03-31"])).toBe(true);
    expect(finality(locked, ["2026-01-01", "2026-04-01"])).toBe(false);
    expect(finality(company, ["2020-01-01"])).toBe(false);
  });
});
