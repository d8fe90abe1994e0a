import { addDays, addMonths } from "@sextant/ledger";
import type { Token } from "../text/tokenise.ts";
import { lastOfMonth } from "./calendar.ts";
import { type CalendarPeriod, calendarPeriod } from "./calendar-period.ts";
import { after, type Read, read, skip } from "./cursor.ts";
import { monthName } from "./describe.ts";
import { calendarMonths, fiscalQuarter, fiscalYearName, fiscalYearsNamed, isCalendarYear } from "./fiscal.ts";
import { ambiguousPeriod, invalidDate } from "./problem.ts";
import { readDay } from "./read-day.ts";
import { readDashedYear, readYear, yearOfWord } from "./read-year.ts";
import type { DateProblem } from "./reading.ts";
import { guessYear, type ReadContext } from "./window.ts";
import { monthOfWord, numberOfWord, ordinalOfWord, unitOfWord } from "./words.ts";

type Found = Read<CalendarPeriod | DateProblem> | null;

/** A period by its name: `March 2026`, `Q2`, `first half of 2025`, `FY 2025/26`, `2025`, `03/2026`, `quarter ended 31 March`. */
export function readNamedPeriod(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const start = skip(tokens, at, "the");
  return (
    readEnded(tokens, start, context) ??
    readFiscalYear(tokens, start, context) ??
    readPart(tokens, start, context) ??
    readMonth(tokens, start, context) ??
    readWholeYear(tokens, start, context)
  );
}

/** `year ended 31 December 2025`, `three months ended 31 March`. */
function readEnded(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const count = numberOfWord(tokens[at]?.word ?? "") ?? 1;
  let unitAt = numberOfWord(tokens[at]?.word ?? "") === null ? at : at + 1;
  unitAt = skip(tokens, unitAt, "fiscal", "financial", "calendar");
  const unit = tokens[unitAt]?.word === "fy" ? "year" : unitOfWord(tokens[unitAt]?.lemma ?? "");
  const ended = after(tokens, unit === "half" ? skip(tokens, unitAt + 1, "year") : unitAt + 1, "ended", "ending", "to");
  if (
    ended === null ||
    count < 1 ||
    count > 60 ||
    (unit !== "month" && unit !== "quarter" && unit !== "half" && unit !== "year")
  )
    return null;
  const end = readDay(tokens, skip(tokens, ended, "on", "at"), context);
  if (end === null) return null;
  if (end.value.kind === "problem") return read(end.value, end.next);
  const months = count * { month: 1, quarter: 3, half: 6, year: 12 }[unit];
  const to = end.value.date;
  const from = addMonths(addDays(to, 1), -months);
  return read(calendarPeriod({ from, to }, count === 1 ? unit : "span"), end.next);
}

const SPLIT_YEAR = /^(\d{4})[/-](\d{2}|\d{4})$/;

/** `FY 2025/26`, `FY26`, `fiscal year 2025`, `2025/26`. */
function readFiscalYear(tokens: readonly Token[], at: number, { company }: ReadContext): Found {
  const glued = /^(?:fy|ye)(\d{2}|\d{4})(?:[/-](\d{2}|\d{4}))?$/.exec(tokens[at]?.word ?? "");
  const spelt = after(
    tokens,
    at,
    "fy",
    "fiscal year",
    "financial year",
    "accounting year",
    "business year",
    "exercise",
    "fiscal",
  );
  const word = glued ? (glued[0]?.slice(2) ?? "") : spelt === null ? "" : (tokens[spelt]?.word ?? "");
  const next = glued ? at + 1 : (spelt ?? at) + 1;
  // "2025-11" is a month; only what cannot be one is a fiscal year without being called so.
  const bare = SPLIT_YEAR.exec(tokens[at]?.word ?? "");
  const alone = bare && Number(bare[2]) > 12 ? bare : null;
  const split = SPLIT_YEAR.exec(word.length === 5 && !word.startsWith("20") ? `20${word}` : word) ?? alone;
  if (split) {
    const first = Number(split[1]);
    if (Number(split[2]) % 100 !== (first + 1) % 100) return null;
    const found = fiscalYearsNamed(company, first).at(-1);
    const at2 = alone ? at + 1 : next;
    if (!found || fiscalYearName(found) !== `${first}/${String(first + 1).slice(2)}`) {
      const message = `The company has no fiscal year ${first}/${String(first + 1).slice(2)}; its fiscal years are calendar years or end elsewhere.`;
      return read({ kind: "problem", problem: "invalid", message, instead: [String(first), String(first + 1)] }, at2);
    }
    return read(calendarPeriod(found, "year", { name: `fiscal year ${fiscalYearName(found)}` }), at2);
  }
  const year = yearOfWord(word.length === 2 ? `20${word}` : word);
  if (year === null) return null;
  const [only, other] = fiscalYearsNamed(company, year);
  if (!only) return null;
  if (other) {
    const names = [only, other].map((range) => `FY ${fiscalYearName(range)}`);
    return read(ambiguousPeriod(`FY ${year}`, names), next);
  }
  return read(calendarPeriod(only, "year"), next);
}

/** `Q2`, `second quarter of 2025`, `2025 Q2`, `H1`, `first half`, `Q1 FY 2025/26`, `first three months of 2026`. */
function readPart(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const leading = yearOfWord(tokens[at]?.word);
  const start = leading === null ? at : at + 1;
  const part = readPartName(tokens, start);
  if (part === null) return null;
  const { months, index } = part.value;
  if (index < 1 || index * months > 12) {
    const label = `${months === 3 ? "Q" : "H"}${index}`;
    return read({ ...invalidDate(label), message: `A year has no ${label}.` }, part.next);
  }
  const unit = months === 3 ? "quarter" : months === 6 ? "half" : "span";
  const fiscal = readFiscalYear(tokens, skip(tokens, part.next, "of", "in"), context);
  if (fiscal && months === 3 && fiscal.value.kind === "calendar-period") {
    const name = `Q${index} of the ${fiscal.value.name ?? `fiscal year ${fiscalYearName(fiscal.value)}`}`;
    return read(calendarPeriod(fiscalQuarter(fiscal.value, index), unit, { name }), fiscal.next);
  }
  if (fiscal?.value.kind === "problem") return read(fiscal.value, fiscal.next);
  const given =
    leading === null
      ? (readYear(tokens, part.next, context) ?? readShortYear(tokens, part.next))
      : read(leading, part.next);
  const month = months * (index - 1) + 1;
  const first = (year: number) => calendarMonths(year, month, 1).from;
  const year = given?.value ?? guessYear(context, first);
  if (year === null) return null;
  const named = unit !== "span" && !isCalendarYear(context.company, first(year));
  const name = named ? `calendar ${unit === "quarter" ? "quarter Q" : "half-year H"}${index} ${year}` : undefined;
  const range = calendarMonths(year, month, months);
  return read(calendarPeriod(range, unit, { hasYear: given !== null, name }), given?.next ?? part.next);
}

/** `Q2 26`, `H1 '25`: two digits after a part of a year are its year. */
function readShortYear(tokens: readonly Token[], at: number): Read<number> | null {
  const word = tokens[at]?.word ?? "";
  return /^[12]\d$/.test(word) && tokens[at + 1]?.lemma !== "day" ? read(2000 + Number(word), at + 1) : null;
}

function readPartName(tokens: readonly Token[], at: number): Read<{ months: number; index: number }> | null {
  const word = tokens[at]?.word ?? "";
  const glued = /^([qh])(\d)$/.exec(word);
  if (glued) return read({ months: glued[1] === "q" ? 3 : 6, index: Number(glued[2]) }, at + 1);
  const following = numberOfWord(tokens[at + 1]?.word ?? "");
  if (word === "quarter" && following !== null && following <= 9) return read({ months: 3, index: following }, at + 2);
  // "The first three months" alone may be those of anything; with a year behind them, or at the end of the question, of a year.
  if (
    word === "first" &&
    following !== null &&
    (tokens[at + 2]?.lemma === "month" || tokens[at + 2]?.word === "quarters") &&
    (after(tokens, at + 3, "of", "in", "this") !== null || tokens.length === at + 3)
  ) {
    const months = following * (tokens[at + 2]?.lemma === "month" ? 1 : 3);
    return months <= 12 ? read({ months, index: 1 }, at + 3) : null;
  }
  // "last quarter of 2025" names its fourth; without a year it is the quarter before this one.
  const isLast = word === "last" && after(tokens, at + 2, "of") !== null && yearOfWord(tokens[at + 3]?.word) !== null;
  const unit = unitOfWord(tokens[at + 1]?.lemma ?? "");
  if (unit !== "quarter" && unit !== "half") return null;
  const months = unit === "quarter" ? 3 : 6;
  const index = isLast ? 12 / months : ordinalOfWord(word);
  return index === null ? null : read({ months, index }, unit === "half" ? skip(tokens, at + 2, "year") : at + 2);
}

/** `March`, `March 2026`, `the month of March`, `last March`, `03/2026`, `2026-03`. */
function readMonth(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const numeric = /^(?:(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4}))$/.exec(tokens[at]?.word ?? "");
  if (numeric) {
    const month = Number(numeric[2] ?? numeric[3]);
    const year = Number(numeric[1] ?? numeric[4]);
    if (month < 1 || month > 12) return read(invalidDate(numeric[0]), at + 1);
    return read(
      calendarPeriod({ from: calendarMonths(year, month, 1).from, to: lastOfMonth(year, month) }, "month"),
      at + 1,
    );
  }
  const start = skip(tokens, at, "month of", "month", "last", "this");
  const month = monthOfWord(tokens[start]?.word ?? "");
  if (month === null) return null;
  const given = readYear(tokens, start + 1, context) ?? readDashedYear(tokens, start + 1, context);
  const year = given?.value ?? guessYear(context, (candidate) => calendarMonths(candidate, month, 1).from);
  if (year === null) return read(invalidDate(monthName(month)), start + 1);
  const next = given?.next ?? start + 1;
  return read(calendarPeriod(calendarMonths(year, month, 1), "month", { hasYear: given !== null }), next);
}

/** `2025`, `year 2025`, `calendar year 2025`. */
function readWholeYear(tokens: readonly Token[], at: number, { company }: ReadContext): Found {
  const start = skip(
    tokens,
    skip(tokens, at, "full", "whole of", "whole", "entire", "all of"),
    "calendar year",
    "calendar",
    "year",
  );
  const year = yearOfWord(tokens[start]?.word);
  if (year === null) return null;
  const range = { from: `${year}-01-01`, to: `${year}-12-31` };
  const name = isCalendarYear(company, range.from) ? undefined : `calendar year ${year}`;
  return read(calendarPeriod(range, "year", { name }), skip(tokens, start + 1, "full year", "whole year"));
}
