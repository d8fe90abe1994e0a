import { signOf } from "@sextant/amount/amount";

const STATEMENTS = { "profit-and-loss": "net-profit", "balance-sheet": "equity" };

const isAmount = ({ name }) => name !== "total" && !name.endsWith("-currency");

/**
 * What is worth drawing of a report: `{title, bars: {label, value}[]}` with exact decimal texts, or null. Open amounts by
 * age; the result of a statement along time when periods are compared.
 */
export function chartOf(result) {
  const total = result.lines.find(({ kind }) => kind === "total");
  if (result.report.startsWith("aged-") && total) {
    return worthwhile({
      title: result.title,
      bars: result.columns.filter(isAmount).map(({ name, label }) => ({ label, value: total.cells[name] ?? "0" })),
    });
  }
  const line = result.lines.find(({ key }) => key === STATEMENTS[result.report]);
  if (line && result.columns.length > 1) {
    return worthwhile({
      title: line.label,
      // The latest period stands first in a report, and last along time.
      bars: [...result.columns].reverse().map(({ name, label }) => ({ label, value: line.cells[name] ?? "0" })),
    });
  }
  return null;
}

const worthwhile = (chart) =>
  chart.bars.length > 1 && chart.bars.some(({ value }) => signOf(value) !== 0) ? chart : null;
