import type { IsoDate } from "@sextant/contracts";

/** A date from year, month 1–12 (beyond which it carries) and day; day 0 is the last day of the month before. */
export function dateOf(year: number, month: number, day: number): IsoDate {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** Year, month 1–12 and day of a date. */
export function partsOf(date: IsoDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** True for `YYYY-MM-DD` of a day that the calendar has. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return month >= 1 && month <= 12 && day >= 1 && dateOf(year, month, day) === text;
}

/** Today in the reader's own zone: accounting dates have none. */
export function today(now = new Date()): IsoDate {
  return dateOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
