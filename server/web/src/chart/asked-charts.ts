import type { AskResult, ChartRequest } from "@sextant/contracts";
import { formatColumnLabel } from "../reports/column-label.ts";
import type { ChartModel } from "./chart-models.ts";

/** The charts that were asked for with an answer, every figure read from the answer's own result. One that its result cannot fill is left out. */
export function askedCharts({ charts = [], result, records }: AskResult): {
  readonly models: readonly ChartModel[];
  readonly unit: string;
} {
  if (result) {
    const lines = new Map(result.lines.map((line) => [line.key, line]));
    const columns = new Map(result.columns.map(({ name, label }) => [name, formatColumnLabel(label)]));
    return {
      unit: result.currency.code,
      models: charts.flatMap((chart, at) =>
        modelOf(chart, at, result.title, {
          line: (key) => lines.get(key)?.label,
          column: (name) => columns.get(name),
          value: (key, name) => lines.get(key)?.cells[name],
        }),
      ),
    };
  }
  if (!records) return { models: [], unit: "" };
  const names = new Set(records.measures.map(({ name }) => name));
  const row = (key: string) => records.rows[Number(key) - 1];
  const cell = (key: string, name: string) => row(key)?.cells.find(({ measure }) => measure === name);
  const [first] = charts;
  return {
    unit: first ? (cell(first.lines[0] ?? "", first.columns[0] ?? "")?.unit.code ?? "") : "",
    models: charts.flatMap((chart, at) =>
      modelOf(chart, at, records.subject, {
        line: (key) =>
          row(key)
            ?.keys.map(({ label }) => label)
            .join(" / "),
        column: (name) => (names.has(name) ? name : undefined),
        value: (key, name) => cell(key, name)?.value,
      }),
    ),
  };
}

interface Table {
  line(key: string): string | undefined;
  column(name: string): string | undefined;
  value(key: string, name: string): string | undefined;
}

function modelOf(
  { kind, stacked, along, lines, columns }: ChartRequest,
  at: number,
  title: string,
  table: Table,
): ChartModel[] {
  const lineLabels = lines.map((key) => table.line(key));
  const columnLabels = columns.map((name) => table.column(name));
  if ([...lineLabels, ...columnLabels].includes(undefined)) return [];
  const [categories, names] = along === "lines" ? [lineLabels, columnLabels] : [columnLabels, lineLabels];
  const valueAt = (category: number, series: number) => {
    const [line, column] = along === "lines" ? [category, series] : [series, category];
    return table.value(lines[line] ?? "", columns[column] ?? "") ?? "0";
  };
  return [
    {
      name: `asked-${at + 1}`,
      title: at === 0 ? title : `${title} (${at + 1})`,
      categories: categories.map(String),
      series: names.map((name, series) => ({
        name: String(name),
        values: categories.map((_, category) => valueAt(category, series)),
      })),
      palette: "lines",
      direction: kind,
      stacked,
    },
  ];
}
