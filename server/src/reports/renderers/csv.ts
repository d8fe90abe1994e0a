import type { ReportResult } from "@sextant/contracts";
import { cellText } from "./cell-text.ts";

function field(text: string): string {
  const safe = cellText(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180: one row per line of the report, amounts as plain decimals. Text that a spreadsheet would run as a formula is quoted with an apostrophe. */
export function renderCsv(result: ReportResult): string {
  const facts = [...new Set(result.lines.flatMap((line) => Object.keys(line.facts ?? {})))];
  const rows = [
    ["key", "label", "level", ...facts, ...result.columns.map(({ name }) => name)].join(","),
    ...result.lines.map((line) =>
      [
        field(line.key),
        field(line.label),
        String(line.level),
        ...facts.map((name) => field(String(line.facts?.[name] ?? ""))),
        ...result.columns.map(({ name }) => line.cells[name] ?? ""),
      ].join(","),
    ),
  ];
  return `${rows.join("\r\n")}\r\n`;
}
