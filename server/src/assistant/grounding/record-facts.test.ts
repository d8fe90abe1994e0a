import type { RecordsResult } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { Evidence } from "./evidence.ts";
import { groundSentence } from "./ground-sentence.ts";

const money = (value: string, code = "EUR") => ({
  measure: "ordered amount",
  value,
  unit: { kind: "money" as const, code, symbol: code },
});
const DOMAIN = [["partner_id", "=", 7]];

const RESULT: RecordsResult = {
  subject: "sales orders",
  model: "sale.order",
  company: { id: 1, name: "Harvest Foods" },
  measures: [{ name: "ordered amount", says: "without tax" }],
  population: "confirmed orders only",
  by: [
    { dimension: "customer", grain: null },
    { dimension: "order date", grain: "month" },
  ],
  where: [],
  rows: [
    {
      keys: [
        { label: "7-Eleven 24", value: 7 },
        { label: "October 2026", value: "2026-10-01" },
      ],
      cells: [money("1200.50")],
      records: 3,
      domain: DOMAIN,
    },
    {
      keys: [
        { label: "no customer", value: null },
        { label: "May 2026", value: "2026-05-01" },
      ],
      cells: [money("99.00", "GBP")],
      records: 1,
      domain: [],
    },
  ],
  totals: [
    { cells: [money("5000.00")], records: 12, domain: [] },
    { cells: [money("99.00", "GBP")], records: 1, domain: [] },
  ],
  more: true,
  generatedFrom: "live",
  origin: "test",
  readAs: "admin",
  readAt: "2026-11-27T00:00:00Z",
  zone: "UTC",
  notes: [],
};

function ground(draft: string, result = RESULT) {
  const evidence = new Evidence();
  evidence.addRecords(result);
  return groundSentence(draft, evidence);
}

describe("facts of a result of the semantic layer", () => {
  it("writes keys, cells, totals and numbers of records from their references, each figure with its domain", () => {
    const shown = ground(
      "{r1.1.k1} ordered {r1.1.v1} in {r1.1.k2}, {r1.1.records} {r1.population}, out of {r1.total1.v1} of {r1.company}.",
    );
    expect(shown).toMatchObject({
      kind: "shown",
      text: "“7-Eleven 24” ordered 1,200.50 EUR in October 2026, 3 confirmed orders only, out of 5,000.00 EUR of Harvest Foods.",
    });
    if (shown.kind === "shown")
      expect(shown.figures[0]?.source).toEqual({
        report: "records: sales orders",
        line: "7-Eleven 24 / October 2026",
        cell: "ordered amount",
        records: { model: "sale.order", domain: DOMAIN },
      });
  });

  it("derives within one currency and never across", () => {
    expect(ground("It is {share r1.1.v1 r1.total1.v1} of all.")).toMatchObject({ text: "It is 24.0 % of all." });
    expect(ground("Together {diff r1.1.v1 r1.2.v1}.").kind).toBe("dropped");
  });

  it.each([
    "We ordered 1,299.50 EUR.",
    "We ordered 1,200.50 USD.",
    "All in all 5,099.00 EUR.",
    "There were 13 orders.",
    "It was in June 2026.",
  ])("drops what no cell holds: %s", (draft) => expect(ground(draft).kind).toBe("dropped"));

  it("gives quantities one number of decimals, so that they can be compared", () => {
    const quantity = (value: string) => ({
      measure: "quantity on hand",
      value,
      unit: { kind: "quantity" as const, code: "kg", symbol: "kg" },
    });
    const rows = ["12.5", "7"].map((value, at) => ({
      keys: [{ label: `P${at}`, value: at }],
      cells: [quantity(value)],
      records: 1,
      domain: [],
    }));
    const result = { ...RESULT, by: [{ dimension: "product", grain: null }], rows, totals: [] };
    expect(ground("{r1.1.v1} against {r1.2.v1}: {diff r1.1.v1 r1.2.v1} more.", result)).toMatchObject({
      text: "12.5 kg against 7 kg: 5.5 kg more.",
    });
  });
});
