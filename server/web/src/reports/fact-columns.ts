import type { ReportLine } from "@sextant/contracts";
import { isDate } from "../dates/calendar.ts";
import { formatDate } from "../dates/format-date.ts";

/** Facts that a reader looks for beside the label, in this order. Entry and partner stand in the labels; others stay in the exports. */
const SHOWN: Readonly<Record<string, string>> = {
  date: "Date",
  due: "Due",
  journal: "Journal",
  account: "Account",
  reference: "Reference",
  daysOverdue: "Days overdue",
  currency: "Currency",
};

/** The facts worth a column of their own: those that at least half of the ordinary lines carry. */
export function factColumns(lines: readonly ReportLine[]): readonly { name: string; label: string }[] {
  const counts = new Map<string, number>();
  let ordinary = 0;
  for (const { kind, facts } of lines) {
    if (kind !== "line") continue;
    ordinary += 1;
    for (const [name, value] of Object.entries(facts ?? {})) {
      if (value !== null && value !== "") counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return Object.entries(SHOWN)
    .filter(([name]) => (counts.get(name) ?? 0) * 2 >= Math.max(ordinary, 1))
    .map(([name, label]) => ({ name, label }));
}

/** A fact as text: dates in words, nothing for what is absent. */
export function factText(line: ReportLine, name: string): string {
  const value = line.facts?.[name];
  if (value === undefined || value === null) return "";
  const text = String(value);
  return isDate(text) ? formatDate(text) : text;
}
