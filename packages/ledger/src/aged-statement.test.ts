import { reportLine } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { agedStatement, assertTieOuts, openItemsStatement } from "./index.ts";
import { companyWith, EUR, USD } from "./testing/company.ts";

const company = companyWith();
const currencies = new Map([USD, EUR].map((currency) => [currency.id, currency]));
const watermark = { count: 0, maxId: 0, lastWrite: "", balance: 0n };

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
