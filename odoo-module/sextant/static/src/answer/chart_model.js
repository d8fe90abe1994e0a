import { signOf } from "@sextant/amount/amount";

const STATEMENTS = { "profit-and-loss": "net-profit", "balance-sheet": "equity" };

const PERIOD = /^(\d{4})-(\d\d)-01 – \1-\2-(\d\d)$/;

/** A whole month as the language of the page writes it; everything else as it is. */
export function shortLabel(label) {
  const [, year, month, lastDay] = PERIOD.exec(label) ?? [];
  if (!year || new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() !== Number(lastDay)) {
    return label;
  }
  const format = { month: "short", timeZone: "UTC" };
  return new Date(Date.UTC(Number(year), Number(month) - 1)).toLocaleDateString(
    document.documentElement.lang || "en",
    format,
  );
}

const isAmount = ({ name }) => name !== "total" && !name.endsWith("-currency");

/** The columns of one line: by age, or along time with the latest period last. Null where there is nothing to compare. */
export function lineChart(result, line) {
  const columns = result.columns.filter(isAmount);
  const ordered = result.report.startsWith("aged-") ? columns : columns.reverse();
  const values = ordered.map(({ name }) => line.cells[name] ?? "0");
  if (values.length < 2 || values.every((value) => signOf(value) === 0)) {
    return null;
  }
  return {
    title: line.label,
    unit: "",
    kind: "columns",
    stacked: false,
    categories: ordered.map(({ label }) => shortLabel(label)),
    series: [{ name: line.label, values }],
  };
}

/**
 * What is worth drawing of a report, or null: `{title, unit, kind: "columns" | "rows" | "line", stacked, categories: string[],
 * series: {name, values: string[]}[]}` with exact decimal texts. One with a unit was asked for, and shows it with its title.
 */
export function chartOf(result) {
  const line = result.report.startsWith("aged-")
    ? result.lines.find(({ kind }) => kind === "total")
    : result.lines.find(({ key }) => key === STATEMENTS[result.report]);
  return line ? lineChart(result, line) : null;
}
