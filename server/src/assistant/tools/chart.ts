import { type ChartRequest, defineTool, READS, SextantError } from "@sextant/contracts";
import { z } from "zod";
import { plainText } from "../answers/plain-text.ts";
import type { Evidence, ReadRecords, ReadReport } from "../grounding/evidence.ts";
import type { RunAccess } from "./run-access.ts";

const MOST_CATEGORIES = 40;
const MOST_SERIES = 6;
const LEAST_POINTS = 3;

/** What can be drawn: lines by key, columns by name, and the amounts where they meet, all in one unit. */
interface Table {
  readonly title: string;
  readonly lines: readonly {
    readonly key: string;
    readonly ref: string;
    readonly label: string;
    readonly usual: boolean;
  }[];
  readonly columns: readonly string[];
  readonly cell: (line: string, column: string) => { readonly value: string; readonly unit: string } | null;
}

export const chartTool = defineTool({
  name: "chart",
  title: "Draw a chart",
  description:
    "Draws a chart of a report or a table of records that was computed in this conversation; the person sees it beside the answer. Choose lines and columns: along the axis stand the lines or the columns, of the other there is one series each. All that is drawn has one unit.",
  input: z.strictObject({
    of: z.string().max(20).describe("`id` of the report or of the records, e.g. r1"),
    kind: z
      .enum(["columns", "rows", "line"])
      .default("columns")
      .describe("`line` for periods in a row, `rows` for long names"),
    along: z.enum(["lines", "columns"]).default("lines"),
    lines: z
      .array(z.string().max(40))
      .min(1)
      .max(MOST_CATEGORIES)
      .optional()
      .describe("`ref`s of lines or rows; default: all that are no totals"),
    columns: z
      .array(z.string().max(100))
      .min(1)
      .max(MOST_CATEGORIES)
      .optional()
      .describe("Names of columns or measures; default: all"),
    stacked: z.boolean().default(false),
  }),
  output: z.object({
    title: z.string(),
    along: z.array(z.string()),
    series: z.array(z.string()),
    unit: z.string(),
    next: z.string(),
  }),
  effects: READS,
  async handle({ evidence }: RunAccess, { of, kind, along, lines, columns, stacked }) {
    const table = tableOf(evidence, of);
    const chosen = linesOf(table, lines);
    const drawn = columns ?? table.columns;
    const unknown = drawn.filter((name) => !table.columns.includes(name));
    if (unknown.length > 0)
      throw refused(`${of} has no column ${unknown.join(", ")}. It has: ${table.columns.join(", ")}.`);
    const labels = { lines: chosen.map(({ label }) => plainText(label)), columns: [...drawn] };
    const [axis, series] = along === "lines" ? [labels.lines, labels.columns] : [labels.columns, labels.lines];
    if (axis.length > MOST_CATEGORIES || series.length > MOST_SERIES)
      throw refused(
        `A chart has at most ${MOST_CATEGORIES} places along its axis and ${MOST_SERIES} series, not ${axis.length} and ${series.length}. Name fewer lines or columns.`,
      );
    if (kind === "line" && axis.length < LEAST_POINTS)
      throw refused(`A line needs at least ${LEAST_POINTS} points along its axis, not ${axis.length}. Take columns.`);
    const cells = chosen.flatMap(({ key }) => drawn.flatMap((column) => table.cell(key, column) ?? []));
    const units = [...new Set(cells.map(({ unit }) => unit))];
    const [unit] = units;
    if (unit === undefined || cells.every(({ value }) => Number(value) === 0))
      throw refused("There is nothing to draw: all of it is empty or zero.");
    if (units.length > 1) throw refused(`A chart has one unit, not ${units.join(", ")}. Choose columns of one unit.`);
    const chart: ChartRequest = { kind, stacked, along, lines: chosen.map(({ key }) => key), columns: [...drawn] };
    evidence.addChart({ of, chart });
    return {
      title: table.title,
      along: axis,
      series,
      unit: plainText(unit),
      next: "The chart is shown beside the answer. Say in words only what a reference can state.",
    };
  },
});

function tableOf(evidence: Evidence, of: string): Table {
  const report = evidence.reports.find(({ id }) => id === of);
  if (report) return ofReport(report);
  const records = evidence.records.find(({ id }) => id === of);
  if (records) return ofRecords(records);
  throw refused(`${JSON.stringify(of)} is neither a report nor a table of records of this conversation.`);
}

function ofReport({ id, shown, result: { title, columns, currency } }: ReadReport): Table {
  const byKey = new Map(shown.map((line) => [line.key, line]));
  return {
    title,
    lines: shown.map(({ key, label, kind }, at) => ({ key, ref: `${id}.${at + 1}`, label, usual: kind === "line" })),
    columns: columns.map(({ name }) => name),
    cell(key, column) {
      const value = byKey.get(key)?.cells[column];
      // A column in the currency of each item has no unit that all of its amounts share.
      return value === undefined ? null : { value, unit: column.endsWith("-currency") ? column : currency.code };
    },
  };
}

function ofRecords({ id, result: { subject, rows, measures } }: ReadRecords): Table {
  return {
    title: subject,
    lines: rows.map(({ keys }, at) => ({
      key: String(at + 1),
      ref: `${id}.${at + 1}`,
      label: keys.map(({ label }) => label).join(" / "),
      usual: true,
    })),
    columns: measures.map(({ name }) => name),
    cell(key, column) {
      const cell = rows[Number(key) - 1]?.cells.find(({ measure }) => measure === column);
      return cell ? { value: cell.value, unit: cell.unit.code || cell.unit.kind } : null;
    },
  };
}

function linesOf({ lines }: Table, wanted: readonly string[] | undefined): Table["lines"] {
  if (wanted === undefined) return lines.filter(({ usual }) => usual);
  const chosen = wanted.map((given) => {
    const name = given.replace(/^\{|\}$/g, "");
    const line = lines.find(({ ref }) => ref === name);
    if (line) return line;
    throw refused(`${JSON.stringify(given)} is no line of it. They are ${lines[0]?.ref} to ${lines.at(-1)?.ref}.`);
  });
  return [...new Set(chosen)];
}

const refused = (message: string) => new SextantError("bad_usage", message);
