import type { AskResult } from "@sextant/contracts";
import { expect, it } from "vitest";
import { askedCharts } from "./asked-charts.ts";

const base = { lines: ["b", "a"], columns: ["total"], kind: "line", along: "lines", stacked: false } as const;
const line = (key: string, label: string, total: string) => ({
  key,
  label,
  level: 1,
  kind: "line",
  cells: { total },
  source: {},
});
const result = {
  title: "Aged receivable",
  currency: { code: "EUR" },
  columns: [
    { name: "total", label: "Total" },
    { name: "older", label: "Older" },
  ],
  lines: [line("a", "Anna", "1.00"), line("b", "Bert", "2.50")],
};
const answer = (rest: object) => rest as unknown as AskResult;

it("reads every figure and word of a chart from the result beside it", () => {
  const { models, unit } = askedCharts(answer({ result, charts: [base, { ...base, along: "columns" }] }));
  expect(unit).toBe("EUR");
  expect(models).toMatchObject([
    {
      title: "Aged receivable",
      categories: ["Bert", "Anna"],
      series: [{ name: "Total", values: ["2.50", "1.00"] }],
      direction: "line",
    },
    {
      title: "Aged receivable (2)",
      categories: ["Total"],
      series: [
        { name: "Bert", values: ["2.50"] },
        { name: "Anna", values: ["1.00"] },
      ],
    },
  ]);
});

it("leaves out a chart that its result cannot fill", () => {
  expect(askedCharts(answer({ result, charts: [{ ...base, lines: ["x"] }] })).models).toEqual([]);
  expect(askedCharts(answer({ charts: [base] })).models).toEqual([]);
});

it("draws rows of records by their places", () => {
  const cell = (value: string) => ({
    measure: "ordered amount",
    value,
    unit: { kind: "money", code: "EUR", symbol: "€" },
  });
  const records = {
    subject: "sales orders",
    measures: [{ name: "ordered amount", says: "" }],
    rows: [
      { keys: [{ label: "Azure" }, { label: "May" }], cells: [cell("5.00")] },
      { keys: [{ label: "Deco" }, { label: "May" }], cells: [cell("7.00")] },
    ],
  };
  const charts = [{ ...base, lines: ["2", "1"], columns: ["ordered amount"] }];
  expect(askedCharts(answer({ records, charts }))).toMatchObject({
    unit: "EUR",
    models: [
      { title: "sales orders", categories: ["Deco / May", "Azure / May"], series: [{ values: ["7.00", "5.00"] }] },
    ],
  });
});
