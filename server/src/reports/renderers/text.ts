import type { ReportLine, ReportResult } from "@sextant/contracts";
import { formatAmount } from "../format-amount.ts";
import { datesOf, sourceOf } from "../headline.ts";

/** Escape sequences in a record's name must not reach the terminal. */
const printable = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
const width = (text: string) => [...text].length;
const padEnd = (text: string, size: number) => text + " ".repeat(Math.max(0, size - width(text)));
const padStart = (text: string, size: number) => " ".repeat(Math.max(0, size - width(text))) + text;
const cut = (text: string, size: number) => (width(text) <= size ? text : `${[...text].slice(0, size - 1).join("")}…`);

const LABEL_MAX = 48;

function labelOf({ key, label, level, record }: ReportLine): string {
  const code = record?.model === "account.account" ? `${key} ` : "";
  return cut(`${"  ".repeat(level)}${printable(code + label)}`, LABEL_MAX);
}

/** The report as a table for a terminal: right-aligned amounts, tie-outs below. */
export function renderText(result: ReportResult): string {
  const labels = result.lines.map(labelOf);
  const amounts = result.lines.map((line) => result.columns.map(({ name }) => formatAmount(line.cells[name] ?? "")));
  const labelWidth = Math.max(...labels.map(width), 8);
  const widths = result.columns.map(({ label }, index) =>
    Math.max(width(label), ...amounts.map((row) => width(row[index] ?? ""))),
  );
  const rule = "─".repeat(labelWidth + widths.reduce((sum, size) => sum + size + 2, 0));
  const row = (label: string, cells: readonly string[]) =>
    `${padEnd(label, labelWidth)}${cells.map((cell, index) => `  ${padStart(cell, widths[index] ?? 0)}`).join("")}`.trimEnd();
  const body = result.lines.flatMap((line, index) => {
    const text = row(labels[index] ?? "", amounts[index] ?? []);
    return line.kind === "total" && index > 0 ? [rule, text] : [text];
  });
  const facts = (result.currencies ?? []).map(
    ({ currency, cells }) =>
      `of which in ${currency.code}: ${result.columns.flatMap(({ name, label }) => (cells[name] === undefined ? [] : [`${label} ${formatAmount(cells[name])}`])).join(", ")}`,
  );
  return [
    `${result.title} · ${printable(result.company.name)} · ${datesOf(result)} · ${result.currency.code}`,
    rule,
    row(
      "",
      result.columns.map(({ label }) => label),
    ),
    rule,
    ...(body.length > 0 ? body : ["No entries."]),
    rule,
    ...facts,
    ...result.tieOuts.map(
      (tie) =>
        `${tie.ok ? "✓" : "✗"} ${tie.label}: ${formatAmount(tie.left)} ${tie.ok ? "=" : "≠"} ${formatAmount(tie.right)}`,
    ),
    ...result.notes.map((note) => `· ${note}`),
    `· ${sourceOf(result)}`,
    "",
  ].join("\n");
}
