import { fiscalYearOf } from "@sextant/ledger";
import type { Token } from "../text/tokenise.ts";
import { type CalendarPeriod, calendarPeriod } from "./calendar-period.ts";
import { after, type Read, read, skip } from "./cursor.ts";
import { fiscalYearName, isCalendarYear } from "./fiscal.ts";
import { readBoundary } from "./read-boundary.ts";
import { readDay } from "./read-day.ts";
import { readNamedPeriod } from "./read-named-period.ts";
import type { DateProblem } from "./reading.ts";
import type { ReadContext } from "./window.ts";

type Found = Read<CalendarPeriod | DateProblem> | null;
type End = Read<{ readonly date: string } | DateProblem> | null;

/** `YTD September`, `October 2026 year to date`, `year to date as of 30 June`: the fiscal year up to a day other than today. */
export function readYearToDate(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const leading = yearToDate(tokens, at);
  const end = readEnd(
    tokens,
    leading === null
      ? at
      : skip(
          tokens,
          leading,
          "as of",
          "as at",
          "up to",
          "at",
          "to",
          "through",
          "until",
          "by",
          "for",
          "in",
          "of",
          "per",
        ),
    context,
  );
  if (end === null) return null;
  const next = leading === null ? yearToDate(tokens, end.next) : end.next;
  if (next === null) return null;
  if ("kind" in end.value) return read(end.value, next);
  const { date } = end.value;
  const year = fiscalYearOf(context.company, date);
  const name = isCalendarYear(context.company, date) ? undefined : `fiscal year ${fiscalYearName(year)} to date`;
  return read(calendarPeriod({ from: year.from, to: date }, "year", { name }), next);
}

const yearToDate = (tokens: readonly Token[], at: number) =>
  after(tokens, skip(tokens, at, "the fiscal", "the financial", "fiscal", "financial", "the"), "ytd", "year to date");

/** A day, or the last of a month, quarter or half; "YTD 2025" has no end of its own. */
function readEnd(tokens: readonly Token[], at: number, context: ReadContext): End {
  const day = readBoundary(tokens, at, context) ?? readDay(tokens, at, context);
  if (day !== null)
    return day.value.kind === "problem" ? read(day.value, day.next) : read({ date: day.value.date }, day.next);
  const period = readNamedPeriod(tokens, at, context);
  if (period === null) return null;
  if (period.value.kind === "problem") return read(period.value, period.next);
  return period.value.unit === "year" ? null : read({ date: period.value.to }, period.next);
}
