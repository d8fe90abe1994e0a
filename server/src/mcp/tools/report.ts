import { cellSource, defineTool, READS, reportLine, reportResult } from "@sextant/contracts";
import { z } from "zod";
import { today } from "../../platform/today.ts";
import { parametersOf, reportInput, runReport } from "../../reports/index.ts";
import type { BooksAccess } from "../books-access.ts";

/** The proof of a cell: `sign × Σ measure` over the journal items of the domain. The domain says what the selector says, as Odoo reads it. */
const cellProof = cellSource.omit({ selector: true });

export const reportTool = defineTool({
  name: "report",
  title: "A financial statement with its proof",
  description:
    "Computes a statement or analysis from the ledger: balance sheet, profit and loss, trial balance, aged and open receivables and payables. " +
    "Amounts are exact decimal texts in the company's currency; never add them up yourself where a total line exists. `tieOuts` are the identities that were proved; " +
    "a report whose identities fail is refused. Quote company, currency and date with every figure, and say when `final` is false that the period may still change. " +
    "`drill_down` opens any cell by its line `key` and cell name.",
  input: z.strictObject({
    ...reportInput,
    proof: z.boolean().default(false).describe("Also give, per figure, what is summed and its Odoo domain"),
    offset: z.number().int().min(0).default(0).describe("First line to return, for a long report"),
    limit: z.number().int().min(1).max(500).default(150).describe("How many lines; default 150, at most 500"),
  }),
  output: reportResult.omit({ lines: true }).extend({
    lines: z.array(
      reportLine.omit({ source: true }).extend({
        items: z.record(z.string(), z.number().int()).describe("Per cell, how many journal items stand behind it"),
        source: z.record(z.string(), cellProof).optional().describe("Per cell, its proof; with `proof: true`"),
      }),
    ),
    totalLines: z.number().int(),
    truncated: z
      .boolean()
      .describe("True when not all lines are returned; totals are always those of the whole report"),
  }),
  effects: READS,
  async handle(access: BooksAccess, { report, proof, offset, limit, ...given }, call) {
    const parameters = parametersOf(given);
    const result = await runReport(await access.open(), report, parameters, { today: today(), ...call });
    access.shown.keep(report, parameters, result);
    const { lines, ...rest } = result;
    return {
      ...rest,
      lines: lines.slice(offset, offset + limit).map(({ source, ...line }) => ({
        ...line,
        items: Object.fromEntries(Object.entries(source).map(([cell, { count }]) => [cell, count])),
        ...(proof && { source }),
      })),
      totalLines: lines.length,
      truncated: offset > 0 || lines.length > offset + limit,
    };
  },
});
