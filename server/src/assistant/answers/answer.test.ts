import { askResult, type ReportResult } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { plan } from "../planner/plan.ts";
import type { Plan } from "../planner/types.ts";
import { CONTEXT } from "../testing/books.ts";
import {
  AGED_RECEIVABLE,
  agedLine,
  balanceSheet,
  EMPTY_AGED,
  OPEN_RECEIVABLE,
  profitAndLoss,
  result,
} from "../testing/results.ts";
import { answer } from "./answer.ts";
import { formatFigure } from "./format-figure.ts";

async function planned(question: string): Promise<Plan> {
  const found = await plan(question, CONTEXT);
  if (found.kind !== "plan") throw new Error(`${question}: ${found.message}`);
  return found;
}

async function answered(question: string, report: ReportResult, baseline?: ReportResult) {
  const reply = answer(await planned(question), report, question, baseline);
  expect(() => askResult.parse(reply)).not.toThrow();
  // Every amount in the text is one of the bound figures; the sign may be in the words.
  const bound = new Set(reply.figures.flatMap((figure) => [formatFigure(figure), formatFigure(figure, true)]));
  for (const [amount] of reply.answer.matchAll(/-?\d[\d,]*(?:\.\d+)? (?:EUR|JPY|%)/g))
    expect([...bound]).toContain(amount);
  return reply;
}

describe("answers", () => {
  it("tell the total, the overdue part and the oldest bucket of the receivables", async () => {
    const reply = await answered("How much did customers owe us as of 31 March 2026?", AGED_RECEIVABLE);
    expect(reply.answer).toBe(
      "Customers owe Harvest Foods 9,001,159.25 EUR as of 31 March 2026. Of it 9,000,234.50 EUR is overdue, 9,000,034.00 EUR by more than 120 days.",
    );
    expect(reply.figures.map(({ value, unit, source }) => [value, unit, source.line, source.cell])).toEqual([
      ["9001159.25", "EUR", "total", "total"],
      ["9000234.50", "EUR", "total", "1-30 + 31-60 + 61-90 + 91-120 + older"],
      ["9000034.00", "EUR", "total", "older"],
    ]);
    expect(reply.tieOuts).toEqual(AGED_RECEIVABLE.tieOuts);
    expect(reply.refused).toBeNull();
    expect(reply.result).toBe(AGED_RECEIVABLE);
  });

  it("prove a sum of buckets by one range of due dates", async () => {
    const reply = await answered("overdue more than 90 days as of 31 March 2026", AGED_RECEIVABLE);
    expect(reply.answer).toBe(
      "Open customer items of Harvest Foods sum to 9,001,159.25 EUR as of 31 March 2026; 9,000,034.00 EUR of it is more than 90 days overdue. The largest: Azure Interior 9,000,000.00 EUR; Café Müller 34.00 EUR.",
    );
    expect(reply.figures[1]?.source.proof).toMatchObject({
      selector: { due: { to: "2025-12-30", missing: false } },
      domain: [
        ["account_id", "in", [7]],
        ["date_maturity", "<=", "2025-12-30"],
      ],
      count: 4,
    });
    const overdue = await answered("overdue receivables as of 31 March 2026", AGED_RECEIVABLE);
    expect(overdue.figures[1]?.source.proof?.selector.due).toEqual({ to: "2026-03-30", missing: false });
  });

  it("list the largest debtors, and only those who owe", async () => {
    const reply = await answered("top 2 debtors as of 31 March 2026", AGED_RECEIVABLE);
    expect(reply.answer).toContain(
      "Largest balances owed to Harvest Foods as of 31 March 2026: Azure Interior 9,000,000.00 EUR; Café Müller 1,234.50 EUR.",
    );
    const all = await answered("who owes us money", AGED_RECEIVABLE);
    expect(all.answer).not.toContain("Deco");
  });

  it("say that nothing is open, in words and without a figure", async () => {
    for (const question of ["who owes us money", "how much is overdue from customers", "overdue more than 30 days"]) {
      const reply = await answered(question, EMPTY_AGED);
      expect(reply.answer).toMatch(/^No customer item is open as of 20 November 2026 at Harvest Foods/);
      expect(reply.figures).toEqual([]);
      expect(reply.refused).toBeNull();
    }
    const partner = await answered("How much does Azure Interior owe us?", EMPTY_AGED);
    expect(partner.answer).toBe("Azure Interior has no open item as of 20 November 2026 at Harvest Foods.");
  });

  it("do not call open items that cancel out empty", async () => {
    const report = result("aged-receivable", [
      agedLine("11", "A", "line", ["10.00", "0.00", "0.00", "0.00", "0.00", "0.00", "10.00"]),
      agedLine("12", "B", "line", ["-10.00", "0.00", "0.00", "0.00", "0.00", "0.00", "-10.00"]),
      agedLine("total", "Total", "total", Array(7).fill("0.00")),
    ]);
    const reply = await answered("how much do customers owe us", report);
    expect(reply.answer).toContain("nothing on balance as of 20 November 2026; open items sum to 0.00 EUR");
  });

  it("say who owes whom when a balance is negative", async () => {
    const cells = ["-75.25", "0.00", "0.00", "0.00", "0.00", "0.00", "-75.25"];
    const report = result("aged-receivable", [
      agedLine("13", "Deco Addict", "line", cells),
      agedLine("total", "Total", "total", cells),
    ]);
    const reply = await answered("How much does Deco Addict owe us?", report);
    expect(reply.answer).toBe(
      "Harvest Foods owes Deco Addict 75.25 EUR on balance as of 20 November 2026. Nothing is overdue on balance.",
    );
    expect(reply.figures[0]?.value).toBe("-75.25");
  });

  it("list open items, due first, with labels on one line", async () => {
    const reply = await answered("open invoices of Café Müller as of 31 March 2026", OPEN_RECEIVABLE);
    expect(reply.answer).toBe(
      "Open customer items of Café Müller as of 31 March 2026 sum to 300.00 EUR. Due first: INV/2026/0001 (due 15 January 2026) 80.00 EUR; INV/2026/0002 (due 1 February 2026) 250.00 EUR; PAY 1 -30.00 EUR.",
    );
  });

  it("tell profit, and loss without a second sign", async () => {
    const gain = profitAndLoss(["900.00", "300.00", "600.00", "100.00", "500.00", "0.00", "0.00", "500.00"]);
    expect((await answered("what did we earn last month", gain)).answer).toBe(
      "Harvest Foods made a net profit of 500.00 EUR from 1 October 2026 to 31 October 2026. Revenue was 900.00 EUR, gross profit 600.00 EUR and operating expenses 100.00 EUR.",
    );
    const loss = profitAndLoss(["900.00", "300.00", "600.00", "2600.00", "-2000.00", "0.00", "0.00", "-2000.00"]);
    const reply = await answered("what did we earn last month", loss);
    expect(reply.answer).toContain("made a net loss of 2,000.00 EUR");
    expect(reply.figures[0]?.value).toBe("-2000.00");
    const nothing = profitAndLoss(Array(8).fill("0.00"));
    expect((await answered("what did we earn last month", nothing)).answer).toBe(
      "Nothing was booked on income or expense accounts from 1 October 2026 to 31 October 2026 at Harvest Foods.",
    );
  });

  it.each([
    ["1200.00", "1000.00", "up by 200.00 EUR (+20.0 %)"],
    ["1000.00", "1200.00", "down by 200.00 EUR (-16.7 %)"],
    ["1000.00", "1000.00", "unchanged (+0.0 %)"],
    ["1000.00", "0.00", "up by 1,000.00 EUR (growth n/a)"],
    ["1000.00", "-500.00", "up by 1,500.00 EUR (growth n/a)"],
    ["-100.00", "400.00", "down by 500.00 EUR (-125.0 %)"],
  ])("compare %s with %s: %s", async (now, then, words) => {
    const row = (revenue: string) => [revenue, "0.00", revenue, "0.00", revenue, "0.00", "0.00", revenue];
    const column = await answered("revenue 2025 compared to last year", profitAndLoss(row(now), row(then)));
    expect(column.answer).toContain(words);
    const second = await answered(
      "revenue last month compared to last year",
      profitAndLoss(row(now)),
      profitAndLoss(row(then)),
    );
    expect(second.answer).toContain(words);
    expect(second.answer).toContain("from 1 October 2025 to 31 October 2025");
  });

  it("tell the cash balance, overdrafts included", async () => {
    expect((await answered("how much cash do we have", balanceSheet("4321.00"))).answer).toBe(
      "Harvest Foods has 4,321.00 EUR in bank and cash as of 20 November 2026.",
    );
    expect((await answered("how much cash do we have", balanceSheet("-21.00"))).answer).toBe(
      "Bank and cash of Harvest Foods are overdrawn by 21.00 EUR as of 20 November 2026.",
    );
  });

  it("keep the decimals of the currency", async () => {
    const yen = result(
      "aged-receivable",
      [
        agedLine("1", "A", "line", ["1234567", "0", "0", "0", "0", "0", "1234567"]),
        agedLine("total", "Total", "total", ["1234567", "0", "0", "0", "0", "0", "1234567"]),
      ],
      {
        currency: { id: 2, code: "JPY", symbol: "¥", decimals: 0 },
      },
    );
    expect((await answered("how much do customers owe us", yen)).answer).toContain("1,234,567 JPY");
  });

  it("refuse when a tie-out failed, with no figure, in the result or in its baseline", async () => {
    const bad = {
      name: "control-account",
      label: "Open items = control account",
      left: "1.00",
      right: "2.00",
      ok: false,
    };
    const broken = { ...AGED_RECEIVABLE, tieOuts: [...AGED_RECEIVABLE.tieOuts, bad] };
    const question = "receivables as of 31 March 2026 compared to last year";
    for (const reply of [
      answer(await planned(question), broken, question, AGED_RECEIVABLE),
      answer(await planned(question), AGED_RECEIVABLE, question, broken),
    ]) {
      expect(reply).toMatchObject({ refused: { code: "tie_out_failed" }, figures: [], understood: true });
      expect(reply.answer).not.toContain("9,0");
      expect(reply.result).toBeUndefined();
      expect(reply.tieOuts).toContainEqual(bad);
    }
  });

  it("drop a sentence whose figure the result does not have, and refuse when the headline is missing", async () => {
    const withoutCash = {
      ...balanceSheet("1.00"),
      lines: balanceSheet("1.00").lines.filter(({ key }) => key !== "bank-and-cash"),
    };
    const sheet = await answered("balance sheet", withoutCash);
    expect(sheet.answer).not.toContain("Bank and cash");
    const cash = await answered("how much cash do we have", withoutCash);
    expect(cash).toMatchObject({ figures: [], refused: { code: "not_found" } });
  });

  it("say so when the account asked about has no line", async () => {
    const report = result("trial-balance", [
      {
        key: "101000",
        label: "101000 Bank",
        level: 1,
        kind: "line",
        source: {},
        cells: { opening: "1.00", debit: "2.00", credit: "0.50", closing: "2.50" },
      },
      {
        key: "total",
        label: "Total",
        level: 0,
        kind: "total",
        source: {},
        cells: { opening: "0.00", debit: "2.00", credit: "2.00", closing: "0.00" },
      },
    ]);
    expect((await answered("balance of account 101000 in March", report)).answer).toBe(
      "Account 101000 Bank of Harvest Foods from 1 March 2026 to 31 March 2026: opening 1.00 EUR, debit 2.00 EUR, credit 0.50 EUR, closing 2.50 EUR.",
    );
    const missing = await answered("balance of account 999999 in March", report);
    expect(missing.answer).toContain("has no line for account 999999");
    expect(missing.figures).toEqual([]);
  });
});
