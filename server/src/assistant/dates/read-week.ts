import type { IsoDate } from "@sextant/contracts";
import { addDays } from "@sextant/ledger";
import type { Token } from "../text/tokenise.ts";
import { weekdayOf, yearOf } from "./calendar.ts";
import { type CalendarPeriod, calendarPeriod } from "./calendar-period.ts";
import { after, type Read, read } from "./cursor.ts";
import { invalidDate } from "./problem.ts";
import { readYear } from "./read-year.ts";
import type { DateProblem } from "./reading.ts";
import { guessYear, type ReadContext } from "./window.ts";

/** A week by its number after ISO 8601, which begins on Monday: `week 46`, `W46`, `CW 46 2025`, `calendar week 46 of 2025`. */
export function readWeek(
  tokens: readonly Token[],
  at: number,
  context: ReadContext,
): Read<CalendarPeriod | DateProblem> | null {
  const glued = /^[ck]?w(\d{1,2})$/.exec(tokens[at]?.word ?? "");
  const spelt = after(tokens, at, "calendar week", "week", "cw", "kw");
  const digits = glued?.[1] ?? /^\d{1,2}$/.exec(spelt === null ? "" : (tokens[spelt]?.word ?? ""))?.[0];
  if (digits === undefined) return null;
  const number = Number(digits);
  const next = spelt === null ? at + 1 : spelt + 1;
  const given = readYear(tokens, next, context);
  const monday = (year: number) => mondayOfWeek(year, number);
  const year = given?.value ?? guessYear(context, monday);
  const from = year === null ? null : monday(year);
  const end = given?.next ?? next;
  if (from === null) return read(invalidDate(`Week ${number}${given ? ` of ${given.value}` : ""}`), end);
  const period = calendarPeriod({ from, to: addDays(from, 6) }, "week", {
    hasYear: given !== null,
    name: `week ${number} of ${year}`,
  });
  return read(period, end);
}

/** The Monday of a week of a year, or null where the year has no such week: the first is the one that holds 4 January. */
function mondayOfWeek(year: number, week: number): IsoDate | null {
  const fourth = `${year}-01-04`;
  const monday = addDays(fourth, 1 - weekdayOf(fourth) + 7 * (week - 1));
  return week >= 1 && week <= 53 && yearOf(addDays(monday, 3)) === year ? monday : null;
}
