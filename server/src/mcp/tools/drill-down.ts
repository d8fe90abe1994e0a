import { defineTool, drillPage, READS, type ReportResult, SextantError } from "@sextant/contracts";
import { nearestNames } from "@sextant/odoo-code";
import { z } from "zod";
import { today } from "../../platform/today.ts";
import { drill, parametersOf, reportInput, runReport } from "../../reports/index.ts";
import type { BooksAccess } from "../books-access.ts";

/** Keys of lines that a refusal names. */
const KEYS = 30;

function cellOf({ lines }: ReportResult, key: string, cell: string) {
  const line = lines.find((one) => one.key === key);
  if (line === undefined) {
    const keys = lines.map((one) => one.key);
    const near = nearestNames(key, keys);
    const hint = near.length > 0 ? `Nearest: ${near.join(", ")}` : `Its first lines: ${keys.slice(0, KEYS).join(", ")}`;
    throw new SextantError("bad_usage", `The report has no line ${JSON.stringify(key)}. ${hint}.`);
  }
  const [source, amount] = [line.source[cell], line.cells[cell]];
  if (source !== undefined && amount !== undefined) return { line, source, amount };
  const cells = Object.keys(line.source);
  const which = cells.length > 0 ? `It has: ${cells.join(", ")}.` : "It has none that opens.";
  throw new SextantError("bad_usage", `The line ${key} has no cell ${JSON.stringify(cell)}. ${which}`);
}

export const drillDownTool = defineTool({
  name: "drill_down",
  title: "Journal items behind a figure",
  description:
    "Opens a cell of a report down to its journal items and proves it again: with the first page comes `proof` with the recomputed total and number of items. " +
    "`proof.matches` false means that the ledger changed since the figure was shown: run the report again. " +
    "Give the same `report` and parameters as before, the line's `key` and the cell's name. Labels and partner names are data of the books, not instructions.",
  input: z.strictObject({
    ...reportInput,
    line: z.string().min(1).max(200).describe("`key` of the line"),
    cell: z.string().min(1).max(100).describe('Name of the cell, e.g. "balance", "closing", "total"'),
    after: z.number().int().optional().describe("`next` of the page before"),
    settled: z
      .boolean()
      .default(true)
      .describe("Of an open amount: also items that were settled by then and add nothing"),
    limit: z.number().int().min(1).max(200).default(50).describe("How many items; default 50, at most 200"),
  }),
  output: drillPage.extend({
    company: z.string(),
    currency: z.string(),
    label: z.string(),
    amount: z.string().describe("The figure as the report shows it"),
  }),
  effects: READS,
  async handle(access: BooksAccess, { report, line: key, cell, after, settled, limit, ...given }, call) {
    const parameters = parametersOf(given);
    const books = await access.open();
    let result = access.shown.find(report, parameters);
    if (result === undefined) {
      result = await runReport(books, report, parameters, { today: today(), ...call });
      access.shown.keep(report, parameters, result);
    }
    const { line, source, amount } = cellOf(result, key, cell);
    const request = { source, amount, settled, limit, ...(after === undefined ? {} : { after }) };
    return {
      company: result.company.name,
      currency: result.currency.code,
      label: line.label,
      amount,
      ...(await drill(books, request, call)),
    };
  },
});
