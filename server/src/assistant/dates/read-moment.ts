import type { Token } from "../text/tokenise.ts";
import type { CalendarPeriod } from "./calendar-period.ts";
import { after, type Read, read, skip } from "./cursor.ts";
import { describeDate, monthName } from "./describe.ts";
import { ambiguousPeriod, inTheFuture } from "./problem.ts";
import { readBoundary } from "./read-boundary.ts";
import { type CalendarDay, readDay } from "./read-day.ts";
import { readNamedPeriod } from "./read-named-period.ts";
import { readRange } from "./read-range.ts";
import { readRelativePeriod } from "./read-relative-period.ts";
import { readWeek } from "./read-week.ts";
import { isRecentYear, readDashedYear } from "./read-year.ts";
import { readYearToDate } from "./read-year-to-date.ts";
import type { DateContext, DateProblem, DateReading } from "./reading.ts";
import { monthOfWord } from "./words.ts";

/** Words before a date that ask for the books as they stood: `as of March` is the end of March. */
const STATE = [
  "as at the close of business on",
  "at the close of business on",
  "at close of business on",
  "close of business on",
  "at close of business",
  "close of business",
  "at the end of the day on",
  "at its close on",
  "at the close on",
  "at close on",
  "as of cob",
  "as at cob",
  "at cob",
  "cob",
  "as of eod",
  "as at eod",
  "at eod",
  "eod",
  "as of the",
  "as of",
  "as at",
  "as on",
  "as per",
  "at the",
  "at",
  "by the",
  "by",
  "per",
  "until",
  "till",
  "up to",
  "through",
];
const NEUTRAL = [
  "in the period",
  "for the period",
  "during the period",
  "over the period",
  "on the",
  "on",
  "in the",
  "in",
  "for the",
  "for",
  "during",
  "over",
  "of",
  "within",
  "throughout",
];

/**
 * What the words at a place say about time, with the preposition before it. Running periods are cut at today; a day or period
 * that has not begun is a problem.
 */
export function readMoment(tokens: readonly Token[], at: number, context: DateContext): Read<DateReading> | null {
  const window = { ...context, latest: context.today };
  const toDate = readYearToDate(tokens, at, window);
  if (toDate) return read(settlePeriod(toDate.value, context), toDate.next);
  const range = readRange(tokens, at, window);
  if (range) return read(settlePeriod(range.value, context), range.next);
  const state = after(tokens, at, ...STATE);
  const neutral = state === null ? after(tokens, at, ...NEUTRAL) : null;
  const start = state ?? neutral ?? at;
  const inner =
    start === at
      ? null
      : (readYearToDate(tokens, start, window) ?? (state === null ? readRange(tokens, start, window) : null));
  if (inner) return read(settlePeriod(inner.value, context), inner.next);

  const boundary = readBoundary(tokens, start, window);
  if (boundary) {
    const { value, next } = boundary;
    return read(value.kind === "problem" ? value : settleDay(value.date, "state", context), next);
  }
  const isMonth = monthOfWord(tokens[start]?.word ?? "") !== null && readDashedYear(tokens, start + 1, window) !== null;
  const day = isMonth ? null : readDay(tokens, start, window);
  if (day) {
    const { value, next } = day;
    const month = state === null && !isOn(tokens, at) ? monthInstead(tokens, start, day, context) : null;
    if (month !== null) return read(month, next);
    if (value.kind === "problem") return read(value, next);
    const explicit =
      value.named === "calendar" ? (neutral === null ? "state" : "on") : value.named === "ago" ? "ago" : "on";
    return read(settleDay(value.date, state === null ? explicit : "state", context), next);
  }
  const period =
    readWeek(tokens, skip(tokens, start, "the"), window) ??
    readRelativePeriod(tokens, start, window) ??
    readNamedPeriod(tokens, start, window);
  if (period === null) return null;
  const settled = settlePeriod(period.value, context);
  if (state === null || settled.kind !== "period") return read(settled, period.next);
  return read({ kind: "day", date: settled.to, sense: "state" }, period.next);
}

const isOn = (tokens: readonly Token[], at: number) => tokens[at]?.word === "on";

/** `Oct 26`, with nothing that says whether it is a day: of this year, or the month of a year that is not long past. */
function monthInstead(
  tokens: readonly Token[],
  start: number,
  { value, next }: Read<CalendarDay | DateProblem>,
  { today }: DateContext,
): DateProblem | null {
  const [month, number] = [monthOfWord(tokens[start]?.word ?? ""), tokens[start + 1]?.word ?? ""];
  if (value.kind !== "calendar-day" || month === null || next !== start + 2 || !/^\d{2}$/.test(number)) return null;
  const year = 2000 + Number(number);
  if (!isRecentYear(year, today)) return null;
  return ambiguousPeriod(`${tokens[start]?.raw} ${number}`, [describeDate(value.date), `${monthName(month)} ${year}`]);
}

function settleDay(date: string, sense: "state" | "on" | "ago", { today }: DateContext): DateReading {
  return date > today ? inTheFuture(describeDate(date), today) : { kind: "day", date, sense };
}

function settlePeriod(period: CalendarPeriod | DateReading, { today }: DateContext): DateReading {
  if (period.kind !== "calendar-period") return period;
  const { from, to, unit, rolling, name } = period;
  if (from > today) return inTheFuture(`The period from ${describeDate(from)}`, today);
  const soFar = to > today;
  return {
    kind: "period",
    from,
    to: soFar ? today : to,
    unit,
    rolling,
    soFar,
    ...(name === undefined ? {} : { name }),
  };
}
