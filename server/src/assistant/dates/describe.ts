import type { IsoDate } from "@sextant/contracts";
import { dayOf, monthOf, yearOf } from "./calendar.ts";

export const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

export const monthName = (month: number): string => MONTH_NAMES[month - 1] ?? String(month);

/** `31 March 2026`. */
export function describeDate(date: IsoDate): string {
  return `${dayOf(date)} ${monthName(monthOf(date))} ${yearOf(date)}`;
}

/** `1 January 2026 to 31 March 2026`, or the day alone. */
export function describePeriod(from: IsoDate, to: IsoDate): string {
  return from === to ? describeDate(from) : `${describeDate(from)} to ${describeDate(to)}`;
}
