import type { ReportLine, ReportResult } from "@sextant/contracts";
import { expect, it } from "vitest";
import { answerCharts, chartModels } from "./chart-models.ts";

const line = (key: string, kind: ReportLine["kind"], cells: Record<string, string>): ReportLine => ({
  key,
  label: key.toUpperCase(),
  level: 0,
  kind,
  cells,
  source: {},
});
const result = (report: string, columns: string[], lines: ReportLine[]) =>
  ({
    report,
    title: report,
    columns: columns.map((name) => ({ name, label: name })),
    lines,
  }) as unknown as ReportResult;

it("shows the partners first where the answer names them, and the ages where it is about the total", () => {
  const aged = result(
    "aged-receivable",
    ["current", "total"],
    [
      line("a", "line", { current: "9.00", total: "9.00" }),
      line("b", "line", { current: "3.00", total: "3.00" }),
      line("t", "total", { current: "12.00", total: "12.00" }),
    ],
  );
  const first = (key: string) => {
    const source = { report: "aged-receivable", line: key, cell: "total" };
    return answerCharts(aged, [{ value: "9.00", unit: "EUR", source }])[0]?.name;
  };
  expect([first("a"), first("t")]).toEqual(["partners", "ages"]);
  expect(answerCharts(aged, [])[0]?.name).toBe("ages");
});

it("draws the total by age, and the largest partners first by exact amount", () => {
  const [ages, partners] = chartModels(
    result(
      "aged-receivable",
      ["current", "1-30", "total"],
      [
        line("a", "line", { current: "9.00", "1-30": "0.00", total: "9.00" }),
        line("b", "line", { current: "0.00", "1-30": "10.00", total: "10.00" }),
        line("c", "line", { current: "-5.00", "1-30": "0.00", total: "-5.00" }),
        line("t", "total", { current: "4.00", "1-30": "10.00", total: "14.00" }),
      ],
    ),
  );
  expect(ages).toMatchObject({ categories: ["current", "1-30"], series: [{ values: ["4.00", "10.00"] }] });
  expect(partners).toMatchObject({ categories: ["B", "A"], stacked: true });
  expect(partners?.series.map(({ values }) => values)).toEqual([
    ["0.00", "9.00"],
    ["10.00", "0.00"],
  ]);
});

it("compares few periods side by side, many along time with the oldest first", () => {
  const revenue = line("revenue", "line", { balance: "3", "balance-1": "2", "balance-2": "1", "balance-3": "0" });
  const [few] = chartModels(result("profit-and-loss", ["balance", "balance-1"], [revenue]));
  expect(few).toMatchObject({ categories: ["REVENUE"], series: [{ values: ["3"] }, { values: ["2"] }] });
  const [many] = chartModels(result("profit-and-loss", ["balance", "balance-1", "balance-2", "balance-3"], [revenue]));
  expect(many).toMatchObject({ series: [{ name: "REVENUE", values: ["0", "1", "2", "3"] }] });
});

it("draws nothing for a trial balance, nor for zeros", () => {
  expect(chartModels(result("trial-balance", ["closing"], [line("1", "total", { closing: "1.00" })]))).toEqual([]);
  expect(chartModels(result("aged-payable", ["current", "total"], [line("t", "total", { current: "0.00" })]))).toEqual(
    [],
  );
});
