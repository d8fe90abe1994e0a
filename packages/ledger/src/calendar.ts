/** Calendar arithmetic on ISO dates. Accounting dates have no zone, so a date never moves with the clock of a machine. */
import { type IsoDate, SextantError } from "@sextant/contracts";
import { Temporal } from "temporal-polyfill";

/** A period, both ends included. */
export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** @throws SextantError `bad_usage` for a day that the calendar does not have. */
export function plainDate(date: IsoDate): Temporal.PlainDate {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError("not YYYY-MM-DD");
    return Temporal.PlainDate.from(date, { overflow: "reject" });
  } catch (cause) {
    throw new SextantError("bad_usage", `${JSON.stringify(date)} is not a day of the calendar; write YYYY-MM-DD.`, {
      cause,
    });
  }
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return plainDate(date).add({ days }).toString();
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return plainDate(from).until(plainDate(to), { largestUnit: "days" }).days;
}

/** Same day of another month, clamped to that month's end: 31 March less one month is 28 or 29 February. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  return plainDate(date).add({ months }, { overflow: "constrain" }).toString();
}

export function startOfMonth(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01`;
}

export function endOfMonth(date: IsoDate): IsoDate {
  const day = plainDate(date);
  return day.with({ day: day.daysInMonth }).toString();
}

export function isMonthEnd(date: IsoDate): boolean {
  return endOfMonth(date) === date;
}
