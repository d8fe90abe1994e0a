import type { IsoDate } from "@sextant/contracts";
import { addDays, fiscalYearOf } from "@sextant/ledger";
import type { Token } from "../text/tokenise.ts";
import { lastOfMonth, monthOf, weekdayOf, yearOf } from "./calendar.ts";
import { type CalendarPeriod, calendarPeriod } from "./calendar-period.ts";
import { after, type Read, read, skip } from "./cursor.ts";
import { fiscalQuarter, fiscalYearName, isCalendarYear, quarterOf } from "./fiscal.ts";
import { inTheFuture } from "./problem.ts";
import { unitsBefore } from "./read-day.ts";
import { yearOfWord } from "./read-year.ts";
import type { DateProblem, PeriodUnit } from "./reading.ts";
import type { ReadContext } from "./window.ts";
import { numberOfWord, unitOfWord } from "./words.ts";

type Range = { readonly from: IsoDate; readonly to: IsoDate };
type Found = Read<CalendarPeriod | DateProblem> | null;

/** A period named from today: `year to date`, `last quarter`, `this fiscal year`, `last 90 days`. */
export function readRelativePeriod(tokens: readonly Token[], at: number, context: ReadContext): Found {
  return readToDate(tokens, at, context) ?? readRun(tokens, at, context) ?? readUnit(tokens, at, context);
}

const TO_DATE: Readonly<Record<string, "month" | "quarter" | "year">> = {
  ytd: "year",
  mtd: "month",
  qtd: "quarter",
};

function readToDate(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const short = TO_DATE[tokens[at]?.word ?? ""];
  const start = skip(tokens, at, "the", "fiscal", "financial");
  const unit = short ?? unitOfWord(tokens[start]?.lemma ?? "");
  const next = short === undefined ? after(tokens, start + 1, "to date", "so far") : at + 1;
  if (next === null || (unit !== "month" && unit !== "quarter" && unit !== "year")) return null;
  const whole = unitAround(unit, context.today, context, false);
  return read(calendarPeriod({ from: whole.from, to: context.today }, unit, { name: whole.name }), next);
}

/** `last 90 days`, `past three months`: a window that ends today. Quarters are whole: the latest complete ones. */
function readRun(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const start = skip(tokens, at, "the");
  const twelve = after(tokens, start, "ltm", "ttm");
  if (twelve !== null)
    return read(
      calendarPeriod({ from: addDays(unitsBefore(context.today, "month", 12), 1), to: context.today }, "span", {
        rolling: true,
      }),
      twelve,
    );
  const ahead = after(tokens, start, "next", "coming", "following");
  const back = after(tokens, start, "last", "past", "previous", "trailing", "rolling", "recent");
  const numberAt = back ?? ahead;
  if (numberAt === null) return null;
  const count = numberOfWord(tokens[numberAt]?.word ?? "");
  const full = skip(tokens, numberAt + 1, "full", "complete", "whole", "calendar");
  const unit = unitOfWord(tokens[full]?.lemma ?? "");
  if (count === null || count < 1 || count > 1000 || unit === null || unit === "half" || unit === "span") return null;
  const { today } = context;
  if (ahead !== null) return read(inTheFuture(`The next ${count} ${unit}s`, today), full + 1);
  if (unit === "quarter" || (full > numberAt + 1 && unit !== "day" && unit !== "week")) {
    const to = addDays(unitAround(unit, today, context, false).from, -1);
    const from = unitsBefore(addDays(to, 1), unit, count);
    return read(calendarPeriod({ from, to }, "span", { rolling: true }), full + 1);
  }
  const from = addDays(unitsBefore(today, unit, count), 1);
  return read(calendarPeriod({ from, to: today }, "span", { rolling: true }), full + 1);
}

/** `this month`, `last fiscal year`, `previous quarter`, `next week`. */
function readUnit(tokens: readonly Token[], at: number, context: ReadContext): Found {
  const start = skip(tokens, at, "the");
  const over = unitOfWord(tokens[start]?.word ?? "");
  const gone = after(tokens, start + 1, "just gone", "just ended", "just past", "just closed", "just finished");
  if (gone !== null && (over === "month" || over === "quarter" || over === "year")) {
    const running = unitAround(over, context.today, context, false);
    const { name, ...range } = unitAround(over, addDays(running.from, -1), context, false);
    return read(calendarPeriod(range, over, { name }), gone);
  }
  const current = after(tokens, start, "this", "current", "the current");
  const previous = after(tokens, start, "last", "previous", "past", "prior", "preceding");
  const coming = after(tokens, start, "next", "coming", "following", "upcoming");
  const wordAt = current ?? previous ?? coming;
  if (wordAt === null) return null;
  const kindAt = skip(
    tokens,
    skip(tokens, wordAt, "full", "complete"),
    "fiscal",
    "financial",
    "accounting",
    "calendar",
  );
  const kind = kindAt > wordAt ? tokens[kindAt - 1]?.word : undefined;
  const unit = unitOfWord(tokens[kindAt]?.word ?? "");
  if (unit === null || unit === "day" || unit === "span") return null;
  // "the last quarter of 2025" is its fourth.
  if (after(tokens, kindAt + 1, "of") !== null && yearOfWord(tokens[kindAt + 2]?.word) !== null) return null;
  const next = skip(tokens, unit === "half" ? skip(tokens, kindAt + 1, "year") : kindAt + 1, "so far", "to date");
  const { today } = context;
  if (coming !== null) return read(inTheFuture(`The next ${unit}`, today), next);
  const fiscal = kind === "fiscal" || kind === "financial" || kind === "accounting";
  const system = kind === "calendar" ? "calendar" : fiscal;
  const around = unitAround(unit, today, context, system);
  const chosen = current === null ? unitAround(unit, addDays(around.from, -1), context, system) : around;
  return read(calendarPeriod(chosen, unit, { name: chosen.name }), next);
}

/**
 * The whole week, month, quarter, half or year around a day. A year is the company's fiscal year, as in Odoo's own filters,
 * unless the calendar year is asked for; a quarter is the calendar's unless the fiscal one is asked for.
 */
function unitAround(
  unit: PeriodUnit,
  date: IsoDate,
  { company }: ReadContext,
  system: boolean | "calendar",
): Range & { name?: string } {
  const [year, month] = [yearOf(date), monthOf(date)];
  switch (unit) {
    case "week": {
      const from = addDays(date, 1 - weekdayOf(date));
      return { from, to: addDays(from, 6) };
    }
    case "quarter": {
      if (system !== true) return quarterOf(date);
      const fiscal = fiscalYearOf(company, date);
      const quarters = [4, 3, 2, 1].map((number) => fiscalQuarter(fiscal, number));
      return quarters.find(({ from }) => from <= date) ?? fiscalQuarter(fiscal, 1);
    }
    case "half":
      return month <= 6
        ? { from: `${year}-01-01`, to: `${year}-06-30` }
        : { from: `${year}-07-01`, to: `${year}-12-31` };
    case "year": {
      if (system === "calendar") return { from: `${year}-01-01`, to: `${year}-12-31`, name: `calendar year ${year}` };
      const fiscal = fiscalYearOf(company, date);
      const name = isCalendarYear(company, date) ? undefined : `fiscal year ${fiscalYearName(fiscal)}`;
      return { ...fiscal, ...(name === undefined ? {} : { name }) };
    }
    case "day":
    case "span":
      return { from: date, to: date };
    case "month":
      return { from: `${date.slice(0, 7)}-01`, to: lastOfMonth(year, month) };
  }
}
