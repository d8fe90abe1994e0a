import { isSextantError } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import {
  agedStatement,
  assertTieOuts,
  BALANCE_SHEET_LINES,
  balanceSheet,
  balanceSheetRanges,
  failedTieOut,
  openItemsStatement,
  profitAndLoss,
  profitAndLossRanges,
  trialBalance,
  trialBalanceRanges,
} from "./index.ts";
import { companyWith, EUR, USD } from "./testing/company.ts";
import { accountsByType, readEntries, TWO_YEAR_ENTRIES, type TypedEntry } from "./testing/two-year-ledger.ts";
import type { AccountType } from "./types.ts";

const company = companyWith();
const accounts = accountsByType(TWO_YEAR_ENTRIES);
const dates = ["2025-12-31"];
const period = { from: "2026-01-01", to: "2026-01-31" };
const watermark = { count: 0, maxId: 0, lastWrite: "", balance: 0n };
const currencies = new Map([USD, EUR].map((currency) => [currency.id, currency]));

function refusal(run: () => unknown): { code: string; message: string } {
  try {
    run();
  } catch (error) {
    if (isSextantError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: "none", message: "" };
}

describe("a statement is refused", () => {
  const sheet = (entries = TWO_YEAR_ENTRIES, chart = accounts) =>
    balanceSheet({
      company,
      accounts: chart,
      dates,
      reading: readEntries(entries, balanceSheetRanges(company, dates)),
    });

  it("for an unknown account type, naming account and type, even without items", () => {
    const odd = {
      id: 99,
      code: "4711",
      name: "Crypto",
      type: "asset_crypto" as AccountType,
      nonTrade: false,
      active: true,
    };
    for (const run of [
      () => sheet(TWO_YEAR_ENTRIES, [...accounts, odd]),
      () =>
        profitAndLoss({
          company,
          accounts: [...accounts, odd],
          periods: [period],
          reading: readEntries(TWO_YEAR_ENTRIES, profitAndLossRanges(company, [period])),
        }),
      () =>
        trialBalance({
          company,
          accounts: [...accounts, odd],
          ...period,
          reading: readEntries(TWO_YEAR_ENTRIES, trialBalanceRanges(company, period)),
        }),
    ]) {
      const { code, message } = refusal(run);
      expect(code).toBe("unknown_account_type");
      expect(message).toContain("4711");
      expect(message).toContain("asset_crypto");
    }
  });

  it("for an account that has items and is missing from the chart", () => {
    const { code, message } = refusal(() => sheet(TWO_YEAR_ENTRIES, accounts.slice(1)));
    expect(code).toBe("hidden_items");
    expect(message).toContain("Account id 1 has");
  });

  it("when a rule hides part of an entry", () => {
    const hidden = TWO_YEAR_ENTRIES.map(
      ([date, ...items], index): TypedEntry => [date, ...(index === 3 ? items.slice(0, 1) : items)],
    );
    const statement = sheet(hidden);
    expect(failedTieOut(statement)?.name).toBe("population");
    const earlier = TWO_YEAR_ENTRIES.map(
      ([date, ...items], index): TypedEntry => [date, ...(index === 1 ? items.slice(0, 1) : items)],
    );
    expect(failedTieOut(sheet(earlier))?.name).toBe("population");
    const { code, message } = refusal(() => assertTieOuts(statement));
    expect(code).toBe("tie_out_failed");
    expect(message).toContain("Sum of all journal items = 0");
    expect(message).toContain("2000.00 against 0.00");
  });

  it("when the reading was made for another statement", () => {
    const reading = readEntries(TWO_YEAR_ENTRIES, trialBalanceRanges(company, period));
    expect(refusal(() => balanceSheet({ company, accounts, dates, reading })).code).toBe("internal");
  });

  it("when the balance sheet leaves earlier results out: the trap of published templates", () => {
    const rules = BALANCE_SHEET_LINES.filter(({ key }) => key !== "previous-years-earnings").map((rule) =>
      rule.key === "equity" || rule.key === "liabilities-and-equity"
        ? { ...rule, takes: rule.takes.filter(({ years }) => years !== "earlier") }
        : rule,
    );
    const reading = readEntries(TWO_YEAR_ENTRIES, balanceSheetRanges(company, dates));
    const statement = balanceSheet({ company, accounts, dates, reading, rules });
    const identity = statement.tieOuts.find(({ name }) => name === "assets-equal-liabilities-and-equity");
    expect(identity).toMatchObject({ left: "6590.00", right: "5990.00", ok: false });
    expect(refusal(() => assertTieOuts(statement)).code).toBe("tie_out_failed");
  });
});

describe("an ageing is refused", () => {
  const cell = { partnerId: 7, currencyId: 2, bucket: "1-30" as const, count: 1 };
  const reading = {
    cells: [{ ...cell, forward: 5000n, backward: 5000n, forwardCurrency: 4000n, backwardCurrency: 4000n }],
    control: 5000n,
    accountIds: [1],
    partners: new Map([[7, "Azure Interior"]]),
    currencies,
    watermark,
  };
  const aged = (changes: Partial<typeof reading>, side: "receivable" | "payable" = "receivable") =>
    agedStatement({ company, side, asOf: "2026-03-31", reading: { ...reading, ...changes } });

  it("when the two residuals differ, naming the first line, even if differences cancel", () => {
    const cells = [
      { ...reading.cells[0], ...cell, forward: 5000n, backward: 4000n, forwardCurrency: 0n, backwardCurrency: 0n },
      { ...cell, partnerId: 8, forward: 0n, backward: 1000n, forwardCurrency: 0n, backwardCurrency: 0n },
    ];
    const failed = failedTieOut(aged({ cells }));
    expect(failed).toMatchObject({ name: "forward-equals-backward", left: "50.00", right: "40.00" });
    expect(failed?.label).toContain("Azure Interior, 1-30");
  });

  it("when they differ in a foreign currency only", () => {
    const cells = [{ ...cell, forward: 5000n, backward: 5000n, forwardCurrency: 4000n, backwardCurrency: 3900n }];
    expect(failedTieOut(aged({ cells }))).toMatchObject({
      name: "forward-equals-backward-EUR",
      left: "40.00",
      right: "39.00",
    });
  });

  it("when the open amounts do not explain the control accounts", () => {
    const statement = aged({ control: 5001n }, "payable");
    expect(failedTieOut(statement)).toMatchObject({ name: "control-account", left: "-50.00", right: "-50.01" });
  });

  it("when a currency is not in the reading", () => {
    expect(refusal(() => aged({ currencies: new Map() })).code).toBe("missing");
  });

  it("item by item as well", () => {
    const item = {
      id: 5,
      moveId: 3,
      entry: "INV/2026/00005",
      label: "",
      accountId: 1,
      partnerId: 7,
      date: "2026-01-10",
      due: "2026-02-10",
      currencyId: 1,
      balance: 10000n,
      residual: 10000n,
      backwardResidual: 9000n,
      residualCurrency: 10000n,
    };
    const { accountIds, partners } = reading;
    const statement = openItemsStatement({
      company,
      side: "receivable",
      asOf: "2026-03-31",
      reading: { items: [item], control: 10000n, accountIds, partners, currencies, watermark },
    });
    expect(failedTieOut(statement)).toMatchObject({ name: "forward-equals-backward", left: "100.00", right: "90.00" });
    expect(failedTieOut(statement)?.label).toContain("INV/2026/00005");
  });
});
