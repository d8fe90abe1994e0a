import type { IsoDate } from "@sextant/contracts";
import { addDays, fiscalYearOf } from "@sextant/ledger";
import type { Token } from "../text/tokenise.ts";
import { firstOfMonth, monthOf, yearOf } from "./calendar.ts";
import type { CalendarPeriod } from "./calendar-period.ts";
import { after, type Read, read, skip } from "./cursor.ts";
import { quarterOf } from "./fiscal.ts";
import { inTheFuture } from "./problem.ts";
import { readDay } from "./read-day.ts";
import { readNamedPeriod } from "./read-named-period.ts";
import { readRelativePeriod } from "./read-relative-period.ts";
import type { DateProblem, PeriodUnit } from "./reading.ts";
import type { ReadContext } from "./window.ts";
import { unitOfWord } from "./words.ts";

/** The end or the start of a period, as a day on which the books stood somehow. */
export interface Boundary {
  readonly kind: "boundary";
  readonly date: IsoDate;
}

type Found = Read<Boundary | DateProblem> | null;

/** `end of last quarter`, `close of March`, `start of the year`, `last month end`, `year end 2025`. */
export function readBoundary(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const start = skip(tokens, at, "the");
  const end = after(tokens, start, "end", "close", "closing", "last day");
  const unitAt = skip(tokens, start, "fiscal", "financial");
  const unitFirst = unitOfWord(tokens[unitAt]?.lemma ?? "");
  if (unitFirst !== null && after(tokens, unitAt + 1, "end") !== null)
    return readUnitEnd(tokens, unitFirst, unitAt + 2, context);
  const when = after(tokens, start, "when");
  const ended = when === null ? null : readPeriod(tokens, when, context);
  if (ended?.value.kind === "calendar-period") {
    const over = after(tokens, ended.next, "ended", "closed", "was over", "finished");
    if (over !== null) return read({ kind: "boundary", date: ended.value.to }, over);
  }
  const half = after(tokens, start, "half year end", "half year close", "end of the half year");
  if (half !== null) return read({ kind: "boundary", date: latestHalfEnd(context.today) }, half);
  const short = END_OF[tokens[start]?.word ?? ""];
  if (short !== undefined) return readUnitEnd(tokens, short, start + 1, context);
  const opening = after(tokens, start, "start", "beginning", "first day", "opening");
  const at2 = end ?? opening;
  if (at2 === null) return readPeriodEnd(tokens, start, context);
  const of = skip(tokens, at2, "of the", "of");
  const period = readPeriod(tokens, of, context) ?? readThe(tokens, of, context);
  if (period === null) return null;
  if (period.value.kind === "problem") return read(period.value, period.next);
  return read({ kind: "boundary", date: end === null ? period.value.from : period.value.to }, period.next);
}

const readPeriod = (tokens: readonly Token[], at: number, context: ReadContext) =>
  readRelativePeriod(tokens, at, context) ?? readNamedPeriod(tokens, at, context);

/** `(end of) the month`, meaning the one that runs. */
function readThe(
  tokens: readonly Token[],
  at: number,
  context: ReadContext,
): Read<CalendarPeriod | DateProblem> | null {
  const fiscal = skip(tokens, at, "fiscal", "financial");
  const unit = unitOfWord(tokens[fiscal]?.lemma ?? "");
  if (unit !== "month" && unit !== "quarter" && unit !== "year") return null;
  const { from, to } = unitRange(unit, context.today, context);
  return read({ kind: "calendar-period", from, to, unit, rolling: false, hasYear: true }, fiscal + 1);
}

function unitRange(unit: "month" | "quarter" | "year", date: IsoDate, { company }: ReadContext) {
  if (unit === "year") return fiscalYearOf(company, date);
  if (unit === "quarter") return quarterOf(date);
  const next = firstOfMonth(yearOf(date), monthOf(date) + 1);
  return { from: firstOfMonth(yearOf(date), monthOf(date)), to: addDays(next, -1) };
}

/** The last 30 June or 31 December that is over. */
function latestHalfEnd(today: IsoDate): IsoDate {
  const year = yearOf(today);
  return today >= `${year}-06-30` ? `${year}-06-30` : `${year - 1}-12-31`;
}

const END_OF: Readonly<Record<string, PeriodUnit>> = {
  eom: "month",
  eoq: "quarter",
  eoy: "year",
  fye: "year",
};

/** `year end`, `month end`, `EOM`: the latest that is over; `year end 2025`, `EOM October`. `at` is what follows. */
function readUnitEnd(tokens: readonly Token[], unit: PeriodUnit, at: number, context: ReadContext): Found {
  if (unit !== "month" && unit !== "quarter" && unit !== "year") return null;
  // "Year end 31/12/2025" says the day itself.
  const day = readDay(tokens, skip(tokens, at, "of", "on", "at"), context);
  if (day?.value.kind === "calendar-day" && day.value.hasYear && day.value.named === "calendar")
    return read({ kind: "boundary", date: day.value.date }, day.next);
  const named = readNamedPeriod(tokens, skip(tokens, at, "of", "for"), context);
  if (named && named.value.kind === "calendar-period" && (named.value.hasYear || named.value.unit === unit)) {
    return read({ kind: "boundary", date: named.value.to }, named.next);
  }
  const current = unitRange(unit, context.today, context);
  const date = current.to <= context.today ? current.to : addDays(current.from, -1);
  return read({ kind: "boundary", date }, at);
}

/** `last month end`, `last year end`, `March end`, `2025 year end`. */
function readPeriodEnd(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const period = readPeriod(tokens, at, context);
  if (period === null) return null;
  const end = after(tokens, period.next, "end", "year end", "month end", "quarter end", "close", "closing");
  if (end === null) return null;
  if (period.value.kind === "problem") return read(period.value, end);
  const { to } = period.value;
  return read(to > context.today ? inTheFuture("That day", context.today) : { kind: "boundary", date: to }, end);
}
