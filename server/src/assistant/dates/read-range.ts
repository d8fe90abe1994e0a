import type { IsoDate } from "@sextant/contracts";
import type { Token } from "../text/tokenise.ts";
import { civil, monthOf, yearOf } from "./calendar.ts";
import { type CalendarPeriod, calendarPeriod } from "./calendar-period.ts";
import { after, type Read, read, skip } from "./cursor.ts";
import { monthName } from "./describe.ts";
import { inTheFuture, invalidDate, reversedRange } from "./problem.ts";
import { readBoundary } from "./read-boundary.ts";
import { readDay } from "./read-day.ts";
import { readNamedPeriod } from "./read-named-period.ts";
import { readRelativePeriod } from "./read-relative-period.ts";
import type { DateProblem } from "./reading.ts";
import type { ReadContext } from "./window.ts";

interface Edge {
  readonly kind: "edge";
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly hasYear: boolean;
}

type Found = Read<CalendarPeriod | DateProblem> | null;

/** `from A to B`, `between A and B`, `since A`, `March to May 2026`, `1-15 March`. */
export function readRange(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const compact = readCompact(tokens, at, context);
  if (compact) return compact;
  const since = after(tokens, at, "since", "starting from", "starting", "ever since");
  const between = after(tokens, at, "between", "in between");
  const from = after(tokens, at, "from the", "from");
  const start = skip(
    tokens,
    since ?? between ?? from ?? at,
    "the quarter",
    "the months of",
    "the months",
    "quarter",
    "months",
    "the",
  );
  const bare = /^\d{1,2}$|^\d{1,2}(?:st|nd|rd|th)$/.test(tokens[start]?.word ?? "");
  const first = readEdge(tokens, start, context) ?? (bare ? read(null, start + 1) : null);
  if (first === null) return null;
  const untilNow = after(tokens, first.next, "to date", "to now", "to today");
  if (untilNow !== null && first.value?.kind === "edge" && first.value.from <= context.today)
    return read(calendarPeriod({ from: first.value.from, to: context.today }, "span", { rolling: true }), untilNow);
  const link = after(tokens, first.next, "to", "until", "till", "through", "thru", "up to", "and", "to the", "and the");
  const dash = link === null && isDash(tokens, first.next);
  const linkIsAnd = tokens[first.next]?.word === "and";
  const second = link === null && !dash ? null : readEdge(tokens, link ?? first.next, context);
  if (second !== null && (start > at || !linkIsAnd))
    return join(tokens, start, first, second, link ?? first.next, context);
  if (first.value === null || (since === null && from === null)) return null;
  if (first.value.kind === "problem") return read(first.value, first.next);
  const next = skip(
    tokens,
    first.next,
    "onwards",
    "onward",
    "on",
    "until now",
    "until today",
    "till now",
    "till today",
  );
  const begin = first.value.from;
  if (begin > context.today) return read(inTheFuture("The start of that period", context.today), next);
  return read(calendarPeriod({ from: begin, to: context.today }, "span", { rolling: true }), next);
}

function join(
  tokens: readonly Token[],
  start: number,
  first: Read<Edge | DateProblem | null>,
  second: Read<Edge | DateProblem>,
  secondAt: number,
  context: ReadContext,
): Found {
  if (second.value.kind === "problem") return read(second.value, second.next);
  if (first.value?.kind === "problem") return read(first.value, second.next);
  let end = second.value;
  if (first.value?.hasYear && !end.hasYear) {
    const later = readEdge(tokens, secondAt, { ...context, earliest: first.value.from });
    if (later?.value.kind === "edge") end = later.value;
  }
  let begin = first.value;
  if (begin === null) {
    const number = Number.parseInt(tokens[start]?.word ?? "", 10);
    const date = civil(yearOf(end.to), monthOf(end.to), number);
    if (end.from !== end.to) return null;
    if (date === null) return read(invalidDate(`${number} ${monthName(monthOf(end.to))}`), second.next);
    begin = { kind: "edge", from: date, to: date, hasYear: true };
  } else if (!begin.hasYear) {
    const earlier = readEdge(tokens, start, { ...context, latest: end.to });
    if (earlier?.value.kind === "edge") begin = earlier.value;
  }
  if (begin.from > end.to) return read(reversedRange(begin.from, end.to), second.next);
  return read(calendarPeriod({ from: begin.from, to: end.to }, "span"), second.next);
}

function readEdge(tokens: readonly Token[], at: number, context: ReadContext): Read<Edge | DateProblem> | null {
  const found =
    readBoundary(tokens, at, context) ??
    readDay(tokens, at, context) ??
    readRelativePeriod(tokens, at, context) ??
    readNamedPeriod(tokens, at, context);
  if (found === null) return null;
  const { value, next } = found;
  if (value.kind === "problem") return read(value, next);
  if (value.kind === "boundary") return read(edge(value.date, value.date, true), next);
  if (value.kind === "calendar-day") return read(edge(value.date, value.date, value.hasYear), next);
  return read(edge(value.from, value.to, value.hasYear), next);
}

const edge = (from: IsoDate, to: IsoDate, hasYear: boolean): Edge => ({ kind: "edge", from, to, hasYear });

/** `1-15 March 2026`: the tokeniser keeps the numbers together. */
function readCompact(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const start = skip(tokens, at, "from", "between");
  const days = /^([\d./]{6,10})-([\d./]{6,10})$/.exec(tokens[start]?.word ?? "");
  if (days) return readWritten(tokens, start, days[1] ?? "", days[2] ?? "", context);
  const pair = /^(\d{1,2})-(\d{1,2})$/.exec(tokens[start]?.word ?? "");
  const token = tokens[start];
  if (!pair || token === undefined) return null;
  const rest = tokens.with(start, { ...token, word: pair[2] ?? "" });
  const end = readDay(rest, start, context);
  if (end?.value.kind !== "calendar-day") return end?.value.kind === "problem" ? read(end.value, end.next) : null;
  const from = civil(yearOf(end.value.date), monthOf(end.value.date), Number(pair[1]));
  if (from === null) return read(invalidDate(`${pair[1]} ${monthName(monthOf(end.value.date))}`), end.next);
  if (from > end.value.date) return read(reversedRange(from, end.value.date), end.next);
  return read(calendarPeriod({ from, to: end.value.date }, "span"), end.next);
}

/** `01.07.2026-30.09.2026`. */
function readWritten(tokens: readonly Token[], at: number, first: string, last: string, context: ReadContext): Found {
  const token = tokens[at];
  if (token === undefined) return null;
  const [from, to] = [first, last].map((word) => readDay(tokens.with(at, { ...token, word }), at, context)?.value);
  if (from === undefined || to === undefined) return null;
  if (from.kind === "problem") return read(from, at + 1);
  if (to.kind === "problem") return read(to, at + 1);
  if (from.date > to.date) return read(reversedRange(from.date, to.date), at + 1);
  return read(calendarPeriod({ from: from.date, to: to.date }, "span"), at + 1);
}

/** Two tokens held together by a hyphen or dash only: `Jan-Mar`, `1 May – 30 June`. */
function isDash(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.dashBefore === true;
}
