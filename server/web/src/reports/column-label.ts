import { dateOf, isDate, partsOf } from "../dates/calendar.ts";
import { formatDate } from "../dates/format-date.ts";

const isMonthEnd = (date: string) => {
  const { year, month } = partsOf(date);
  return dateOf(year, month + 1, 0) === date;
};
const monthOf = (date: string) => formatDate(date).replace(/^\d+ /, "");

/** A period in as few words as name it: `Mar 2026`, `Jan – Mar 2026`, `2026`, else both days. */
export function formatPeriod(from: string, to: string): string {
  if (from.endsWith("-01") && isMonthEnd(to)) {
    const start = partsOf(from);
    const end = partsOf(to);
    if (start.year === end.year && start.month === end.month) return monthOf(to);
    if (start.year === end.year && start.month === 1 && end.month === 12) return String(end.year);
    const first = start.year === end.year ? monthOf(from).slice(0, 3) : monthOf(from);
    return `${first} \u2013 ${monthOf(to)}`;
  }
  return `${formatDate(from)} \u2013 ${formatDate(to)}`;
}

/** A column's label with its dates in words: `2026-01-01 – 2026-03-31` becomes `Jan – Mar 2026`. */
export function formatColumnLabel(label: string): string {
  return label
    .replace(/\b(\d{4}-\d{2}-\d{2}) [\u2013-] (\d{4}-\d{2}-\d{2})\b/g, (text, from: string, to: string) =>
      isDate(from) && isDate(to) ? formatPeriod(from, to) : text,
    )
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => formatDate(date));
}
