import { shortLabel } from "@sextant/answer/chart_model";

const ofResult = ({ title, currency, columns, lines }) => ({
  title,
  line: (key) => lines.find((line) => line.key === key)?.label,
  column: (name) => columns.find((column) => column.name === name)?.label,
  cell(key, name) {
    const value = lines.find((line) => line.key === key)?.cells[name];
    return value === undefined ? null : { value, unit: currency.code };
  },
});

/** Rows of records are named by their places, from 1. */
const ofRecords = ({ subject, measures, rows }) => ({
  title: subject,
  line: (key) => rows[Number(key) - 1]?.keys.map(({ label }) => label).join(" / "),
  column: (name) => (measures.some((measure) => measure.name === name) ? name : undefined),
  cell(key, name) {
    const found = rows[Number(key) - 1]?.cells.find(({ measure }) => measure === name);
    return found ? { value: found.value, unit: found.unit.code } : null;
  },
});

/** A chart that names lines or columns that its result has not is none. */
function modelOf({ kind, stacked, along, lines, columns }, table) {
  const [lineLabels, columnLabels] = [lines.map(table.line), columns.map(table.column)];
  if ([...lineLabels, ...columnLabels].includes(undefined)) {
    return [];
  }
  const byLines = along === "lines";
  const [places, names] = byLines ? [lineLabels, columnLabels] : [columnLabels, lineLabels];
  const cellAt = (place, series) =>
    byLines ? table.cell(lines[place], columns[series]) : table.cell(lines[series], columns[place]);
  return [
    {
      title: table.title,
      unit: cellAt(0, 0)?.unit || "",
      kind,
      stacked,
      categories: places.map(shortLabel),
      series: names.map((name, series) => ({
        name: shortLabel(name),
        values: places.map((_label, place) => cellAt(place, series)?.value ?? "0"),
      })),
    },
  ];
}

/** The charts that were asked for with an answer, as `chart_model.js` has them: every figure and word read from the answer's own result. */
export function askedCharts({ charts, result, records }) {
  if (!charts?.length || !(result || records)) {
    return [];
  }
  const table = result ? ofResult(result) : ofRecords(records);
  return charts.flatMap((chart) => modelOf(chart, table));
}
