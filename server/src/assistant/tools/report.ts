import { defineTool, isoDate, READS, type ReportLine, type ReportResult } from "@sextant/contracts";
import { parseMinor } from "@sextant/ledger";
import { z } from "zod";
import { parametersOf, reportInput } from "../../reports/index.ts";
import { plainText } from "../answers/plain-text.ts";
import type { RunAccess } from "./run-access.ts";

export const shownReport = z.object({
  id: z.string(),
  report: z.string(),
  title: z.string(),
  company: z.string(),
  currency: z.string(),
  asOf: isoDate.optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  columns: z.array(z.object({ name: z.string(), label: z.string() })),
  lines: z.array(
    z.object({
      ref: z.string(),
      label: z.string(),
      kind: z.string(),
      cells: z.record(z.string(), z.string()),
      facts: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  totalLines: z.number().int(),
  truncated: z.boolean().describe("True when lines are left out; totals are those of the whole report"),
  final: z.boolean(),
  notes: z.array(z.string()),
});

export const reportTool = defineTool({
  name: "report",
  title: "A financial statement",
  description:
    "Computes and proves a report. Refer to a cell as {ref.cell}, e.g. {r1.3.total}; to a name as {ref.label}; to facts as {ref.due}; to the dates as {id.asOf}, {id.from}, {id.to}; to the number of lines as {id.lines}.",
  input: z.strictObject({
    ...reportInput,
    largest: z.string().max(100).optional().describe("A cell: lines with the largest amounts in it first"),
    limit: z.number().int().min(1).max(100).default(40).describe("How many lines besides totals; default 40"),
  }),
  output: shownReport,
  effects: READS,
  async handle({ runReport, evidence }: RunAccess, { report, largest, limit, ...given }, call) {
    const parameters = parametersOf(given);
    const result = await runReport(report, parameters, call);
    const lines = chosen(result, largest, limit);
    const id = evidence.addReport(report, parameters, result, lines);
    return showReport(id, result, lines);
  },
});

/** A report as a model reads it: short texts, a reference per line. */
export function showReport(
  id: string,
  result: ReportResult,
  lines: readonly ReportLine[],
): z.input<typeof shownReport> {
  const { report, title, company, currency, asOf, from, to, columns, final, notes } = result;
  return {
    id,
    report,
    title,
    company: plainText(company.name),
    currency: currency.code,
    ...(asOf === undefined ? {} : { asOf }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    columns,
    lines: lines.map(({ label, kind, cells, facts }, at) => ({
      ref: `${id}.${at + 1}`,
      label: plainText(label),
      kind,
      cells,
      ...(facts === undefined ? {} : { facts: shortened(facts) }),
    })),
    totalLines: result.lines.length,
    truncated: lines.length < result.lines.length,
    final,
    notes,
  };
}

const shortened = (facts: NonNullable<ReportLine["facts"]>) =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, typeof value === "string" ? plainText(value) : value]),
  );

/** All totals, and the first or largest of the other lines. */
function chosen({ lines, currency }: ReportResult, largest: string | undefined, limit: number): readonly ReportLine[] {
  const isTotal = ({ kind }: ReportLine) => kind === "total" || kind === "subtotal";
  const size = (line: ReportLine) => {
    const minor = parseMinor(line.cells[largest ?? ""] ?? "0", currency);
    return minor < 0n ? -minor : minor;
  };
  const others = lines.filter((line) => !isTotal(line));
  const ordered =
    largest === undefined
      ? others
      : others
          .filter(({ kind }) => kind === "line")
          .sort((a, b) => (size(a) === size(b) ? 0 : size(a) > size(b) ? -1 : 1));
  const kept = new Set(ordered.slice(0, limit));
  if (largest !== undefined) return [...kept, ...lines.filter(isTotal)];
  return lines.filter((line) => isTotal(line) || kept.has(line));
}
