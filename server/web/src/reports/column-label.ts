import { formatDate } from "../dates/format-date.ts";

/** A column's label with its dates in words: `2026-01-01 – 2026-03-31` becomes `1 Jan 2026 – 31 Mar 2026`. */
export function formatColumnLabel(label: string): string {
  return label.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => formatDate(date));
}
