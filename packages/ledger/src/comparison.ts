import type { IsoDate } from "@sextant/contracts";
import { addDays, addMonths, daysBetween, endOfMonth, isMonthEnd, type Period, startOfMonth } from "./calendar.ts";

const MONTHS_OF_YEAR = 12;

/** Number of months of a period made of whole months, else null. */
export function wholeMonths({ from, to }: Period): number | null {
  if (from > to || startOfMonth(from) !== from || !isMonthEnd(to)) return null;
  const index = (date: IsoDate) => Number(date.slice(0, 4)) * MONTHS_OF_YEAR + Number(date.slice(5, 7));
  return index(to) - index(from) + 1;
}

/** As-of date moved by months. The end of a month stays the end of a month: 28 February 2025 less a year is 29 February 2024. */
export function shiftAsOf(asOf: IsoDate, months: number): IsoDate {
  const moved = addMonths(asOf, months);
  return isMonthEnd(asOf) ? endOfMonth(moved) : moved;
}

/**
 * The period `steps` lengths later (negative: earlier), adjacent to its neighbours. Whole months move by whole months, anything else
 * by its number of days.
 */
export function shiftPeriod(period: Period, steps: number): Period {
  const months = wholeMonths(period);
  if (months !== null) {
    return { from: addMonths(period.from, months * steps), to: shiftAsOf(period.to, months * steps) };
  }
  const days = daysBetween(period.from, period.to) + 1;
  return { from: addDays(period.from, days * steps), to: addDays(period.to, days * steps) };
}

/**
 * The same period `years` years earlier. Whole months stay whole months; otherwise both ends keep their day, and 29 February becomes the
 * 28th in a common year.
 */
export function samePeriodLastYear(period: Period, years = 1): Period {
  const months = -MONTHS_OF_YEAR * years;
  const to = wholeMonths(period) === null ? addMonths(period.to, months) : shiftAsOf(period.to, months);
  return { from: addMonths(period.from, months), to };
}

/** The `count` earlier as-of dates to compare with, one year apart, latest first. */
export function comparisonDates(asOf: IsoDate, count: number): IsoDate[] {
  return Array.from({ length: count }, (_, index) => shiftAsOf(asOf, -MONTHS_OF_YEAR * (index + 1)));
}

/**
 * The `count` earlier periods to compare with, latest first. A month, quarter, half or whole years step back by their own length, each ending
 * where the next begins; anything else (a year to date, a span of days) is compared with the same dates of earlier years.
 */
export function comparisonPeriods(period: Period, count: number): Period[] {
  const months = wholeMonths(period);
  const adjacent = months !== null && (MONTHS_OF_YEAR % months === 0 || months % MONTHS_OF_YEAR === 0);
  return Array.from({ length: count }, (_, index) =>
    adjacent ? shiftPeriod(period, -(index + 1)) : samePeriodLastYear(period, index + 1),
  );
}
