import type { IsoDate } from "@sextant/contracts";
import { addDays, addMonths } from "@sextant/ledger";
import type { Token } from "../text/tokenise.ts";
import { civil, weekdayOf, yearOf } from "./calendar.ts";
import { after, type Read, read, skip } from "./cursor.ts";
import { monthName } from "./describe.ts";
import { ambiguousDate, invalidDate } from "./problem.ts";
import { isRecentYear, readYear } from "./read-year.ts";
import type { DateProblem } from "./reading.ts";
import { guessYear, type ReadContext } from "./window.ts";
import { monthOfWord, numberOfWord, ordinalOfWord, unitOfWord, weekdayOfWord } from "./words.ts";

/** A day as the words give it; `hasYear` is false when the year was guessed. */
export interface CalendarDay {
  readonly kind: "calendar-day";
  readonly date: IsoDate;
  readonly hasYear: boolean;
  /** How the words relate to today: named by the calendar, by `today` or `yesterday`, or counted back. */
  readonly named: "calendar" | "near" | "ago";
}

type DayOrProblem = CalendarDay | DateProblem;

const day = (date: IsoDate, hasYear = true, named: CalendarDay["named"] = "calendar"): CalendarDay => ({
  kind: "calendar-day",
  date,
  hasYear,
  named,
});

/** A single day: `31/03/2026`, `March 31st 2025`, `the 1st of May`, `yesterday`, `Monday` (the one before today), `three months ago`. */
export function readDay(tokens: readonly Token[], at: number, context: ReadContext): Read<DayOrProblem> | null {
  return readNumeric(tokens, at, context) ?? readRelative(tokens, at, context) ?? readNamed(tokens, at, context);
}

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;

function readNumeric(tokens: readonly Token[], at: number, context: ReadContext): Read<DayOrProblem> | null {
  const text = tokens[at]?.word ?? "";
  const iso = YEAR_FIRST.exec(text);
  if (iso) {
    const date = civil(Number(iso[1]), Number(iso[3]), Number(iso[4]));
    return read(date === null ? invalidDate(text) : day(date), at + 1);
  }
  const written = YEAR_LAST.exec(text);
  if (!written) return readWithoutYear(tokens, at, context);
  const [first, second] = [Number(written[1]), Number(written[3])];
  const year = Number(written[4]) + (written[4]?.length === 2 ? 2000 : 0);
  const dayFirst = civil(year, second, first);
  // A dot is only ever used with the day first; a slash or hyphen is used both ways.
  const monthFirst = written[2] === "." ? null : civil(year, first, second);
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) {
    return read(ambiguousDate(text, [dayFirst, monthFirst]), at + 1);
  }
  const date = dayFirst ?? monthFirst;
  return read(date === null ? invalidDate(text) : day(date), at + 1);
}

/** `31.10.`, `30/9`: the latest such day. What both orders fit, or none, is no date. */
function readWithoutYear(tokens: readonly Token[], at: number, context: ReadContext): Read<DayOrProblem> | null {
  const [, first, mark, second] = /^(\d{1,2})([./])(\d{1,2})$/.exec(tokens[at]?.word ?? "") ?? [];
  if (first === undefined || second === undefined) return null;
  const [one, two] = [Number(first), Number(second)];
  if (one < 1 || two < 1 || (mark === "/" && one <= 12 && two <= 12 && one !== two)) return null;
  if (one <= 31 && two <= 12) return complete(tokens, at + 1, one, two, context);
  return mark === "/" && one <= 12 && two <= 31 ? complete(tokens, at + 1, two, one, context) : null;
}

function readRelative(tokens: readonly Token[], at: number, { today }: ReadContext): Read<CalendarDay> | null {
  const now = after(tokens, at, "today", "right now", "now", "this moment", "present", "this point in time");
  if (now !== null) return read(day(today, true, "near"), now);
  const yesterday = after(tokens, at, "yesterday");
  if (yesterday !== null) return read(day(addDays(today, -1), true, "near"), yesterday);
  const before = after(tokens, at, "the day before yesterday", "day before yesterday");
  if (before !== null) return read(day(addDays(today, -2), true, "near"), before);

  const yearAgo = after(
    tokens,
    at,
    "this time last year",
    "this day last year",
    "same time last year",
    "same day last year",
    "this time a year ago",
    "a year ago today",
  );
  if (yearAgo !== null) return read(day(addMonths(today, -12), true, "ago"), yearAgo);

  const newYear = after(tokens, at, "new years day", "new year day", "new year");
  const isEve = newYear !== null && tokens[newYear]?.word === "eve";
  if (newYear !== null && !isEve) return read(day(`${yearOf(today)}-01-01`, true, "near"), newYear);
  const newYearsEve = after(tokens, at, "new year eve", "new years eve");
  if (newYearsEve !== null) return read(day(`${yearOf(addDays(today, 1)) - 1}-12-31`, true, "near"), newYearsEve);

  const weekday = weekdayOfWord(tokens[skip(tokens, at, "last")]?.word ?? "");
  if (weekday !== null)
    return read(
      day(addDays(today, -((weekdayOf(today) - weekday + 6) % 7) - 1), true, "near"),
      skip(tokens, at, "last") + 1,
    );

  const word = tokens[at]?.word ?? "";
  const count = word === "a" || word === "an" ? 1 : numberOfWord(word);
  const unit = unitOfWord(tokens[at + 1]?.lemma ?? "");
  const ago = after(tokens, at + 2, "ago", "earlier");
  if (count === null || count > 1200 || unit === null || unit === "half" || unit === "span" || ago === null)
    return null;
  return read(day(unitsBefore(today, unit, count), true, "ago"), ago);
}

/** The day `count` units before a day; months and years keep the day of the month where it exists. */
export function unitsBefore(
  date: IsoDate,
  unit: "day" | "week" | "month" | "quarter" | "year",
  count: number,
): IsoDate {
  switch (unit) {
    case "day":
      return addDays(date, -count);
    case "week":
      return addDays(date, -7 * count);
    case "month":
      return addMonths(date, -count);
    case "quarter":
      return addMonths(date, -3 * count);
    case "year":
      return addMonths(date, -12 * count);
  }
}

function readNamed(tokens: readonly Token[], at: number, context: ReadContext): Read<DayOrProblem> | null {
  const start = skip(tokens, at, "the");
  const first = tokens[start]?.word ?? "";
  const number = dayNumber(first);
  if (number !== null) {
    const monthAt = skip(tokens, start + 1, "of");
    const month = monthOfWord(tokens[monthAt]?.word ?? "");
    // With the day before the month, two digits behind it are the year.
    const short = month === null ? null : readShortYear(tokens, monthAt + 1, context);
    return month === null ? null : complete(tokens, monthAt + 1, number, month, context, short);
  }
  const month = monthOfWord(first);
  if (month === null) return null;
  const numberAt = skip(tokens, start + 1, "the");
  const following = dayNumber(tokens[numberAt]?.word ?? "");
  return following === null ? null : complete(tokens, numberAt + 1, following, month, context);
}

function readShortYear(tokens: readonly Token[], at: number, { today }: ReadContext): Read<number> | null {
  const word = tokens[at]?.word ?? "";
  const year = /^\d{2}$/.test(word) && tokens[at + 1]?.lemma !== "day" ? 2000 + Number(word) : null;
  return year !== null && isRecentYear(year, today) ? read(year, at + 1) : null;
}

function dayNumber(word: string): number | null {
  return /^\d{1,2}$/.test(word) ? Number(word) : ordinalOfWord(word);
}

function complete(
  tokens: readonly Token[],
  at: number,
  number: number,
  month: number,
  context: ReadContext,
  short: Read<number> | null = null,
): Read<DayOrProblem> {
  const given = short ?? readYear(tokens, at, context);
  const year = given?.value ?? guessYear(context, (candidate) => civil(candidate, month, number));
  const next = given?.next ?? at;
  const date = year === null ? null : civil(year, month, number);
  if (date !== null) return read(day(date, given !== null), next);
  const text = `${number} ${monthName(month)}${given ? ` ${given.value}` : ""}`;
  return read(invalidDate(text), next);
}
