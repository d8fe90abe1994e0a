import type { IsoDate } from "@sextant/contracts";
import { addDays, addMonths, fiscalYearOf } from "@sextant/ledger";
import { lastOfMonth, monthOf, yearOf } from "./calendar.ts";
import type { FiscalCompany } from "./reading.ts";

type Range = { readonly from: IsoDate; readonly to: IsoDate };

/** True when the company's fiscal year around a date is the calendar year. */
export function isCalendarYear(company: FiscalCompany, date: IsoDate): boolean {
  const { from, to } = fiscalYearOf(company, date);
  return from.endsWith("-01-01") && to.endsWith("-12-31") && yearOf(from) === yearOf(to);
}

/** `2026` for a calendar year, else `2025/26`. */
export function fiscalYearName({ from, to }: Range): string {
  const [start, end] = [yearOf(from), yearOf(to)];
  return start === end ? String(end) : `${start}/${String(end).slice(2)}`;
}

/** The fiscal year before the one that contains the date. */
export function fiscalYearBefore(company: FiscalCompany, date: IsoDate): Range {
  return fiscalYearOf(company, addDays(fiscalYearOf(company, date).from, -1));
}

/** The fiscal years that the number of a single year can mean: the one that begins and the one that ends in it. */
export function fiscalYearsNamed(company: FiscalCompany, year: number): readonly Range[] {
  const ending = fiscalYearOf(company, `${year}-01-01`);
  const starting = fiscalYearOf(company, `${year}-12-31`);
  return ending.from === starting.from ? [ending] : [ending, starting];
}

/** Quarter 1–4 of a fiscal year. */
export function fiscalQuarter({ from, to }: Range, quarter: number): Range {
  const start = addMonths(from, 3 * (quarter - 1));
  const end = quarter === 4 ? to : addDays(addMonths(from, 3 * quarter), -1);
  return { from: start, to: end };
}

/** First and last day of the calendar quarter that contains a date. */
export function quarterOf(date: IsoDate): Range {
  const month = monthOf(date);
  return calendarMonths(yearOf(date), month - ((month - 1) % 3), 3);
}

/** A run of whole months from a month of a year on. */
export function calendarMonths(year: number, month: number, count: number): Range {
  const from = `${year}-${String(month).padStart(2, "0")}-01`;
  return { from, to: lastOfMonth(year, month + count - 1) };
}
