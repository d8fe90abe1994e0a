import { click, expect, queryAll, queryAllTexts, queryOne, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { Answer } from "@sextant/answer/answer";
import { askedCharts } from "@sextant/answer/asked_charts";
import { actionOfTarget, cellTarget, figureTarget } from "@sextant/answer/cell_target";
import { marksOf } from "@sextant/answer/chart_marks";
import { chartOf } from "@sextant/answer/chart_model";
import { OfferedFiles, pathOfFile } from "@sextant/answer/offered_files";
import { ReportTable } from "@sextant/answer/report_table";
import { splitSentence } from "@sextant/answer/split_sentence";
import { ServerError } from "@sextant/server/server_error";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { downloadFile } from "@web/core/network/download";
import { agedAnswer, agedResult, fakeSextant, inEnglish, pageWith } from "./fakes";

const mountPart = (Component, props) => {
  inEnglish();
  return mountWithCleanup(Component, { props, env: pageWith(), noMainContainer: true });
};
const answerProps = (answer, opened = []) => ({
  answer,
  busy: false,
  onAsk: (question) => opened.push(["ask", question]),
  onOpenTarget: (target) => opened.push(["target", target.title, target.source.domain]),
  onOpenRecord: (record) => opened.push(["record", record.id]),
});

test("figures are found in their order, and none within a longer number", () => {
  const figure = (value) => ({ value, unit: "EUR", source: {} });
  const { segments, apart } = splitSentence("Of 14,000.00 are 4,000.00 due on 4 May.", [
    figure("4000.00"),
    figure("9.00"),
  ]);
  expect(segments.map(({ text, figure: found }) => (found ? `[${text}]` : text)).join("")).toBe(
    "Of 14,000.00 are [4,000.00] due on 4 May.",
  );
  expect(apart.map(({ value }) => value)).toEqual(["9.00"]);
});

test("a figure opens its own proof, else that of its cell, else its records", () => {
  const own = { model: "account.move.line", domain: [["id", "=", 9]] };
  expect(figureTarget(agedAnswer, { source: { line: "total", cell: "total", proof: own } }).source).toBe(own);
  expect(figureTarget(agedAnswer, { source: { line: "total", cell: "total" } }).title).toBe("Total · Total");
  expect(figureTarget(agedAnswer, { source: { line: "Orders", cell: "x", records: own } }).source.count).toBe(null);
  expect(figureTarget(agedAnswer, { source: { line: "nobody", cell: "total" } })).toBe(null);
  expect(cellTarget(agedResult, agedResult.lines[1], "1-30")).toBe(null);
  expect(actionOfTarget({ title: "T", source: own })).toMatchObject({
    res_model: "account.move.line",
    domain: own.domain,
  });
});

test("a chart has the columns of the total, without the total itself, and none where all is zero", () => {
  expect(chartOf(agedResult).categories).toEqual(["Not due", "1–30"]);
  const empty = agedResult.lines.map((line) => ({ ...line, cells: { "not-due": "0.00", "1-30": "-0.00" } }));
  expect(chartOf({ ...agedResult, lines: empty })).toBe(null);
  const months = { report: "profit-and-loss", columns: [], lines: [] };
  expect(chartOf(months)).toBe(null);
});

const asked = {
  kind: "columns",
  stacked: false,
  along: "lines",
  lines: ["partner-7", "total"],
  columns: ["not-due", "1-30"],
};

test("a chart that was asked for takes figures and words from the answer's own result, or is none", () => {
  const [chart] = askedCharts({ result: agedResult, charts: [asked] });
  expect(chart).toMatchObject({
    unit: "EUR",
    categories: ["Deco <b>Addict</b>", "Total"],
    series: [
      { name: "Not due", values: ["1234.50", "1234.50"] },
      { name: "1–30", values: ["-4.00", "-4.00"] },
    ],
  });
  const [turned] = askedCharts({ result: agedResult, charts: [{ ...asked, along: "columns" }] });
  expect(turned.categories).toEqual(["Not due", "1–30"]);
  expect(askedCharts({ result: agedResult, charts: [{ ...asked, lines: ["nobody"] }] })).toEqual([]);
  const cell = (value) => [{ measure: "amount", value, unit: { kind: "money", code: "EUR" } }];
  const records = {
    subject: "Orders",
    measures: [{ name: "amount" }],
    rows: [
      { keys: [{ label: "Ann" }], cells: cell("7.00") },
      { keys: [{ label: "Bob" }, { label: "May" }], cells: cell("9.00") },
    ],
  };
  const [ofRecords] = askedCharts({ records, charts: [{ ...asked, lines: ["2", "1"], columns: ["amount"] }] });
  expect(ofRecords).toMatchObject({
    unit: "EUR",
    categories: ["Bob / May", "Ann"],
    series: [{ values: ["9.00", "7.00"] }],
  });
});

test("bars stand on zero beside each other, or on one another; those below zero hang", () => {
  const chart = {
    kind: "columns",
    categories: ["A"],
    series: [{ values: ["3"] }, { values: ["1"] }, { values: ["-4"] }],
  };
  const spans = (stacked) => marksOf({ ...chart, stacked }).bars.map(({ from, to }) => [from * 8, to * 8]);
  expect(spans(true)).toEqual([
    [4, 7],
    [7, 8],
    [0, 4],
  ]);
  expect(marksOf({ ...chart, stacked: false }).zero).toBe(4 / 7);
  expect(marksOf({ ...chart, kind: "line", stacked: true }).points.map(({ value }) => value * 7)).toEqual([7, 5, 0]);
});

test("charts that were asked for stand in the place of the usual one, and of the table where that was asked", async () => {
  const charts = [
    { ...asked, kind: "line" },
    { ...asked, kind: "rows", columns: ["not-due"] },
  ];
  await mountPart(Answer, answerProps({ ...agedAnswer, charts, view: "chart" }));
  expect(queryAll(".o_sextant_chart").length).toBe(2);
  expect(queryAll("polyline").length).toBe(2);
  expect(queryAllTexts(".o_sextant_chart_legend li")).toEqual(["Not due", "1–30"]);
  expect(queryOne(".o_sextant_chart_rows .o_sextant_chart_heading").textContent).toInclude("EUR · Highest: 1,234.50");
  expect(queryAll(".o_sextant_table, b").length).toBe(0);
});

test("a table that was asked for has no chart", async () => {
  await mountPart(Answer, answerProps({ ...agedAnswer, view: "table" }));
  expect([queryAll(".o_sextant_chart").length, queryAll(".o_sextant_table").length]).toEqual([0, 1]);
});

test("a file is made by the server when it is taken, and a refusal is said in its place", async () => {
  inEnglish();
  const file = {
    report: "aged-receivable",
    title: "Aged <b>receivable</b>",
    parameters: { ages: [30, 60], drafts: false },
    format: "xlsx",
  };
  expect(pathOfFile(file)).toBe("/api/reports/aged-receivable/export?format=xlsx&ages=30%2C60");
  const blob = new Blob(["x"], { type: "text/csv" });
  const saved = [];
  patchWithCleanup(downloadFile, { _download: (...given) => saved.push(given) });
  let refuses = false;
  const server = {
    file: async () =>
      refuses ? Promise.reject(new ServerError({ message: "Not yours.", action: "" })) : { blob, name: "aged.xlsx" },
  };
  const env = pageWith({ sextant: fakeSextant({}, { server }) });
  await mountWithCleanup(OfferedFiles, { props: { files: [file] }, env, noMainContainer: true });
  expect(queryOne(".o_sextant_files button").textContent.trim()).toBe("Aged <b>receivable</b> as Excel");
  await click(".o_sextant_files button");
  await animationFrame();
  expect(saved).toEqual([[blob, "aged.xlsx", "text/csv"]]);
  refuses = true;
  await click(".o_sextant_files button");
  await animationFrame();
  expect(queryOne("[role=alert]").textContent).toInclude("Not yours.");
});

test("an answer shows sentence, chart, table and proof; each opens what it stands for", async () => {
  const opened = [];
  await mountPart(Answer, answerProps(agedAnswer, opened));
  expect(queryOne(".o_sextant_sentence").textContent).toInclude("Deco Addict owes 1,230.50 EUR.");
  expect(queryAll(".o_sextant_chart rect").length).toBe(2);
  expect(queryOne(".o_sextant_proof summary").textContent).toInclude("1 checks hold");
  // A name is text, whatever it holds.
  expect(queryAll(".o_sextant_table b").length).toBe(0);
  await click(".o_sextant_sentence button");
  await click(".o_sextant_table tbody th button");
  await click(".o_sextant_total button");
  await click(".o_sextant_suggestions button");
  expect(opened).toEqual([
    ["target", "Deco <b>Addict</b> · Total", [["partner_id", "=", 7]]],
    ["record", 7],
    ["target", "Total · Total", [["account_id", "=", 5]]],
    ["ask", "How much cash do we have?"],
  ]);
});

test("a refusal says why, offers to try again only where that may help, and shows no figure", async () => {
  const asked = [];
  const refused = { code: "transport", message: "Odoo is away.", action: "Wait.", retryable: true };
  await mountPart(Answer, answerProps({ ...agedAnswer, refused, tieOuts: [], result: null }, asked));
  expect(queryOne("[role=status]").textContent).toInclude("Odoo is away.");
  expect(queryAll(".o_sextant_sentence, .o_sextant_table, .o_sextant_chart").length).toBe(0);
  await click("[role=status] button");
  expect(asked).toEqual([["ask", agedAnswer.question]]);
});

test("a check that does not hold is said", async () => {
  const [tieOut] = agedAnswer.tieOuts;
  await mountPart(Answer, answerProps({ ...agedAnswer, tieOuts: [{ ...tieOut, ok: false }] }));
  expect(queryOne(".o_sextant_proof summary").textContent).toInclude("A check does not hold");
});

test("a long table is cut before its total, and shown whole when asked", async () => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    ...agedResult.lines[0],
    key: `p${index}`,
    label: `P${index}`,
  }));
  const result = { ...agedResult, lines: [...many, agedResult.lines[1]] };
  await mountPart(ReportTable, { result, onOpenTarget: () => undefined, onOpenRecord: () => undefined });
  expect(queryAll("tbody tr").length).toBe(26);
  expect(queryAllTexts("tbody th").at(-1)).toBe("Total");
  await click(".o_sextant_table > button");
  await animationFrame();
  expect(queryAll("tbody tr").length).toBe(61);
});
