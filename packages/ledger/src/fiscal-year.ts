import type { IsoDate } from "@sextant/contracts";
import { Temporal } from "temporal-polyfill";
import { addDays, type Period, plainDate } from "./calendar.ts";
import type { Company } from "./types.ts";

type FiscalCalendar = Pick<Company, "fiscalYear" | "fiscalYears">;

/** Last day of the default cycle in a calendar year: clamped to the month, and 28 February also means the last of February. */
function cycleEnd(year: number, { lastDay, lastMonth }: Company["fiscalYear"]): Temporal.PlainDate {
  const { daysInMonth } = Temporal.PlainDate.from({ year, month: lastMonth, day: 1 });
  const day = lastMonth === 2 && lastDay === 28 ? daysInMonth : Math.min(lastDay, daysInMonth);
  return Temporal.PlainDate.from({ year, month: lastMonth, day });
}

/**
 * The company's fiscal year that contains a date.
 *
 * An explicit fiscal year (long or short) that covers the date is the answer. Otherwise it is the year of the default cycle, cut
 * where an explicit one ends before the date or begins after it.
 */
export function fiscalYearOf(company: FiscalCalendar, date: IsoDate): Period {
  const day = plainDate(date);
  const explicit = company.fiscalYears?.find(({ from, to }) => from <= date && date <= to);
  if (explicit) return { from: explicit.from, to: explicit.to };

  const endThisYear = cycleEnd(day.year, company.fiscalYear);
  const endsLater = Temporal.PlainDate.compare(day, endThisYear) > 0;
  const before = endsLater ? endThisYear : cycleEnd(day.year - 1, company.fiscalYear);
  let from = before.add({ days: 1 }).toString();
  let to = (endsLater ? cycleEnd(day.year + 1, company.fiscalYear) : endThisYear).toString();
  for (const year of company.fiscalYears ?? []) {
    if (year.to < date && year.to >= from) from = addDays(year.to, 1);
    if (year.from > date && year.from <= to) to = addDays(year.from, -1);
  }
  return { from, to };
}

/** FY(d): first day of the fiscal year that contains the date. */
export function fiscalYearStart(company: FiscalCalendar, date: IsoDate): IsoDate {
  return fiscalYearOf(company, date).from;
}
