import type { Figure, ReportLine, ReportResult } from "@sextant/contracts";
import { compareAmounts } from "../amount/compare-amounts.ts";
import { signOf } from "../amount/format-amount.ts";
import { formatColumnLabel } from "../reports/column-label.ts";

/** What a chart shows: exact decimal strings, made into numbers only where pixels are computed. */
export interface ChartModel {
  readonly name: string;
  readonly title: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** `ages`: one colour per age, from calm to alarming; `periods`: the latest period stands out. */
  readonly palette: "ages" | "periods" | "lines";
  readonly direction: "columns" | "rows" | "line";
  readonly stacked: boolean;
}

const TOP_PARTNERS = 8;
const MANY_COLUMNS = 4;

const valuesOf = (line: ReportLine, columns: ReportResult["columns"]) =>
  columns.map(({ name }) => line.cells[name] ?? "0");

/** Open amounts by age, and the partners who owe (or are owed) the most. */
function agedCharts(result: ReportResult): ChartModel[] {
  const ages = result.columns.filter(({ name }) => name !== "total" && !name.endsWith("-currency"));
  const total = result.lines.find(({ kind }) => kind === "total");
  const partners = result.lines
    .filter(({ kind, cells }) => kind === "line" && signOf(cells.total ?? "0") > 0)
    .sort((a, b) => compareAmounts(b.cells.total ?? "0", a.cells.total ?? "0"))
    .slice(0, TOP_PARTNERS);
  const charts: ChartModel[] = [];
  if (total && ages.length > 0) {
    charts.push({
      name: "ages",
      title: "By age",
      categories: ages.map(({ label }) => label),
      series: [{ name: "Open amount", values: valuesOf(total, ages) }],
      palette: "ages",
      direction: "columns",
      stacked: false,
    });
  }
  if (partners.length > 1) {
    charts.push({
      name: "partners",
      title: "Largest partners",
      categories: partners.map(({ label }) => label),
      series: ages.map(({ name, label }) => ({ name: label, values: partners.map(({ cells }) => cells[name] ?? "0") })),
      palette: "ages",
      direction: "rows",
      stacked: true,
    });
  }
  return charts;
}

/** Chosen lines of a statement: side by side per period, or along time when there are many periods. */
function statementChart(result: ReportResult, keys: readonly string[]): ChartModel[] {
  const lines = keys.flatMap((key) => result.lines.find((line) => line.key === key) ?? []);
  if (lines.length === 0) return [];
  const shared = { name: "statement", title: result.title, direction: "columns", stacked: false } as const;
  const labels = result.columns.map(({ label }) => formatColumnLabel(label));
  if (result.columns.length >= MANY_COLUMNS) {
    const columns = [...result.columns].reverse();
    return [
      {
        ...shared,
        categories: [...labels].reverse(),
        series: lines.map((line) => ({ name: line.label, values: valuesOf(line, columns) })),
        palette: "lines",
      },
    ];
  }
  return [
    {
      ...shared,
      categories: lines.map(({ label }) => label),
      series: result.columns.map(({ name }, index) => ({
        name: labels[index] ?? name,
        values: lines.map(({ cells }) => cells[name] ?? "0"),
      })),
      palette: "periods",
    },
  ];
}

/** The charts worth drawing for a report; none where a picture would add nothing, or where everything is zero. */
export function chartModels(result: ReportResult): readonly ChartModel[] {
  const charts = result.report.startsWith("aged-")
    ? agedCharts(result)
    : result.report === "profit-and-loss"
      ? statementChart(result, ["revenue", "gross-profit", "operating-expenses", "net-profit"])
      : result.report === "balance-sheet"
        ? statementChart(result, ["assets", "liabilities", "equity"])
        : [];
  return charts.filter(({ series }) => series.some(({ values }) => values.some((value) => signOf(value) !== 0)));
}

/** The charts of the report behind an answer. Where the answer names partners with their amounts, the picture of partners comes first. */
export function answerCharts(result: ReportResult, figures: readonly Figure[]): readonly ChartModel[] {
  const charts = chartModels(result);
  const named = result.lines.find(({ key }) => key === figures[0]?.source.line);
  if (named?.kind !== "line") return charts;
  return [...charts.filter(({ name }) => name === "partners"), ...charts.filter(({ name }) => name !== "partners")];
}
