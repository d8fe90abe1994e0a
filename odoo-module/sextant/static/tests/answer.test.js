import { click, expect, queryAll, queryAllTexts, queryOne, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { Answer } from "@sextant/answer/answer";
import { actionOfTarget, cellTarget, figureTarget } from "@sextant/answer/cell_target";
import { chartOf } from "@sextant/answer/chart_model";
import { ReportTable } from "@sextant/answer/report_table";
import { splitSentence } from "@sextant/answer/split_sentence";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { agedAnswer, agedResult, inEnglish, pageWith } from "./fakes";

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
  expect(chartOf(agedResult).bars.map(({ label }) => label)).toEqual(["Not due", "1–30"]);
  const empty = agedResult.lines.map((line) => ({ ...line, cells: { "not-due": "0.00", "1-30": "-0.00" } }));
  expect(chartOf({ ...agedResult, lines: empty })).toBe(null);
  const months = { report: "profit-and-loss", columns: [], lines: [] };
  expect(chartOf(months)).toBe(null);
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
