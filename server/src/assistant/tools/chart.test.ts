import type { RecordsResult, ReportResult } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { ask } from "../ask.ts";
import { Evidence } from "../grounding/evidence.ts";
import { assign, assistantWith, booksWith } from "../testing/assistant.ts";
import { AGED_RECEIVABLE, OPEN_RECEIVABLE } from "../testing/results.ts";
import { scriptedModel } from "../testing/scripted-model.ts";
import { chartTool } from "./chart.ts";
import { exportReportTool } from "./export-report.ts";
import type { RunAccess } from "./run-access.ts";

const call = { signal: new AbortController().signal };
const unit = (code: string) => ({ kind: "money" as const, code, symbol: code });
const SALES: RecordsResult = {
  subject: "sales orders",
  model: "sale.order",
  company: { id: 1, name: "Harvest Foods" },
  measures: [
    { name: "ordered amount", says: "without tax" },
    { name: "orders", says: "how many" },
  ],
  population: "confirmed orders only",
  by: [{ dimension: "customer", grain: null }],
  where: [],
  rows: ["Azure Interior", "Deco Addict"].map((label, at) => ({
    keys: [{ label, value: at + 1 }],
    cells: [
      { measure: "ordered amount", value: `${at + 1}00.00`, unit: unit("EUR") },
      { measure: "orders", value: "3", unit: { kind: "count", code: "", symbol: "" } },
    ],
    records: 3,
    domain: [],
  })),
  totals: [],
  more: false,
  generatedFrom: "live",
  origin: "test",
  readAs: "admin",
  readAt: "2026-03-31T10:00:00Z",
  zone: "UTC",
  notes: [],
};

/** The reports made by hand have no columns of their own. */
const withColumns = (result: ReportResult): ReportResult => {
  const names = [...new Set(result.lines.flatMap(({ cells }) => Object.keys(cells)))];
  return { ...result, columns: names.map((name) => ({ name, label: name })) };
};

function evidenceOf() {
  const evidence = new Evidence();
  evidence.addReport("aged-receivable", {}, withColumns(AGED_RECEIVABLE), AGED_RECEIVABLE.lines);
  evidence.addRecords(SALES);
  const items = OPEN_RECEIVABLE.lines.map((line) => ({
    ...line,
    cells: { ...line.cells, "residual-currency": "1.00" },
  }));
  const open = withColumns({ ...OPEN_RECEIVABLE, lines: items, asOf: "2026-03-31" });
  evidence.addReport("open-receivable", { partner: 11 }, open, items);
  return evidence;
}

const draw = (input: object, evidence = evidenceOf()) =>
  chartTool.run({ evidence } as unknown as RunAccess, input, call) as Promise<{
    readonly along: readonly string[];
    readonly series: readonly string[];
    readonly unit: string;
  }>;

describe("chart", () => {
  it("takes lines and columns of a report by reference, and keeps no figure and no words of the model", async () => {
    const evidence = evidenceOf();
    const drawn = await draw(
      { of: "r1", kind: "rows", lines: ["r1.2", "{r1.1}"], columns: ["older", "total"] },
      evidence,
    );
    expect(drawn).toMatchObject({ along: ["Azure Interior", "Café Müller"], series: ["older", "total"], unit: "EUR" });
    expect(evidence.charts).toEqual([
      {
        of: "r1",
        chart: { kind: "rows", stacked: false, along: "lines", lines: ["12", "11"], columns: ["older", "total"] },
      },
    ]);
  });

  it("draws rows of records by their places, in one unit", async () => {
    const evidence = evidenceOf();
    await draw({ of: "r2", columns: ["ordered amount"] }, evidence);
    expect(evidence.charts.at(-1)?.chart).toMatchObject({ lines: ["1", "2"], columns: ["ordered amount"] });
    await expect(draw({ of: "r2" })).rejects.toThrow("A chart has one unit, not EUR, count");
  });

  it.each([
    [{ of: "r9" }, "neither a report nor a table of records"],
    [{ of: "r1", columns: ["profit"] }, "has no column profit. It has: current"],
    [{ of: "r1", lines: ["r1.99"] }, "They are r1.1 to r1.4"],
    [{ of: "r1", lines: ["r1.1"], columns: ["31-60"] }, "nothing to draw"],
    [{ of: "r1", kind: "line", columns: ["total"], lines: ["r1.1", "r1.2"] }, "at least 3 points"],
    [{ of: "r1" }, "at most 40 places along its axis and 6 series"],
    [{ of: "r3", columns: ["residual", "residual-currency"] }, "A chart has one unit"],
    [{ of: "r1", title: "Up by 50 %" }, "not valid"],
  ])("refuses %o", async (input, why) => {
    await expect(draw(input)).rejects.toThrow(why);
  });

  it("stands in the answer beside the report that it is of, and so does a file with the dates that were read", async () => {
    const replies = [
      assign("receivables"),
      { calls: [["report", { report: "aged-receivable" }] as const] },
      {
        calls: [
          ["chart", { of: "r1", columns: ["total"] }],
          ["export_report", { of: "r1", format: "csv" }],
        ] as const,
      },
      "Customers owe {r1.4.total}.",
    ];
    const model = scriptedModel((_, turn) => replies[Math.min(turn, replies.length) - 1] ?? "");
    const reply = await ask("as a chart?", { ...booksWith(withColumns), models: assistantWith([model]) });
    expect(reply.result?.report).toBe("aged-receivable");
    expect(reply.charts).toEqual([
      { kind: "columns", stacked: false, along: "lines", lines: ["11", "12", "13"], columns: ["total"] },
    ]);
    expect(reply.files).toEqual([
      {
        report: "aged-receivable",
        title: reply.result?.title,
        parameters: { company: reply.result?.company.id, asOf: "2026-03-31" },
        format: "csv",
      },
    ]);
  });
});

describe("export_report", () => {
  it("offers what was read, and nothing else", async () => {
    const evidence = evidenceOf();
    const offer = (input: object) => exportReportTool.run({ evidence } as unknown as RunAccess, input, call);
    await offer({ of: "r3" });
    expect(evidence.files).toMatchObject([
      { report: "open-receivable", parameters: { partner: 11, asOf: "2026-03-31" }, format: "xlsx" },
    ]);
    await expect(offer({ of: "r2" })).rejects.toThrow(
      "tables of records cannot be had as files. There is r1 (aged-receivable)",
    );
  });
});
