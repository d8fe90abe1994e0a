import type { IsoDate } from "@sextant/contracts";
import { addDays } from "@sextant/ledger";
import { Temporal } from "temporal-polyfill";

/** Calendar arithmetic on ISO dates. Nothing here knows a clock or a zone. */
const parse = (date: IsoDate) => Temporal.PlainDate.from(date);

/** The date of a year, month (1–12) and day, or null where the calendar has no such day. */
export function civil(year: number, month: number, day: number): IsoDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" }).toString();
  } catch {
    return null;
  }
}

export const yearOf = (date: IsoDate): number => parse(date).year;
export const monthOf = (date: IsoDate): number => parse(date).month;
export const dayOf = (date: IsoDate): number => parse(date).day;
/** Monday is 1, Sunday 7. */
export const weekdayOf = (date: IsoDate): number => parse(date).dayOfWeek;

export const firstOfMonth = (year: number, month: number): IsoDate =>
  Temporal.PlainDate.from({ year, month: 1, day: 1 })
    .add({ months: month - 1 })
    .toString();
/** Last day of the month; months beyond 12 run into the next year. */
export const lastOfMonth = (year: number, month: number): IsoDate => addDays(firstOfMonth(year, month + 1), -1);
