import type { ReportInfo } from "@sextant/contracts";
import { fiscalYearOf } from "@sextant/ledger";
import { monthOf, yearOf } from "../dates/calendar.ts";
import { describeDate, describePeriod, monthName } from "../dates/describe.ts";
import type { DateContext, DateProblem, DateReading, PeriodReading } from "../dates/reading.ts";
import type { ChosenDates } from "./types.ts";

/**
 * The dates of a report for what a question says about time. Without a word about time: today, or the fiscal year to date.
 * A period asked of a report about one day means its last day; a day asked of a report about a period means the fiscal year up to it,
 * unless the question is about that day alone.
 */
export function chooseDates(
  report: ReportInfo,
  reading: DateReading | undefined,
  context: DateContext,
): ChosenDates | DateProblem {
  if (reading?.kind === "problem") return reading;
  return report.dates === "as-of" ? asOf(report, reading, context) : period(reading, context);
}

export const asOfDates = (date: string): ChosenDates => ({
  kind: "as-of",
  asOf: date,
  words: `as of ${describeDate(date)}`,
});

export function periodDates(period: Omit<PeriodReading, "kind" | "rolling">): ChosenDates {
  const { from, to, unit, soFar, name } = period;
  const dates = from === to ? `on ${describeDate(from)}` : `from ${describePeriod(from, to)}`;
  const words = name === undefined ? dates : `for ${name} (${describePeriod(from, to)})`;
  return { kind: "period", from, to, unit, soFar, words };
}

function asOf(
  report: ReportInfo,
  reading: Exclude<DateReading, DateProblem> | undefined,
  { today }: DateContext,
): ChosenDates | DateProblem {
  if (reading === undefined) return asOfDates(today);
  if (reading.kind === "day") return asOfDates(reading.date);
  if (!reading.rolling) return asOfDates(reading.to);
  return {
    kind: "problem",
    problem: "ambiguous",
    message: `${report.title} shows the books at the end of one day, not over ${describePeriod(reading.from, reading.to)}.`,
    instead: [`as of ${describeDate(reading.to)}`, `as of ${describeDate(reading.from)}`],
  };
}

function period(
  reading: Exclude<DateReading, DateProblem> | undefined,
  { company, today }: DateContext,
): ChosenDates | DateProblem {
  if (reading?.kind === "period") return periodDates(reading);
  const date = reading?.date ?? today;
  if (reading?.sense === "on") return periodDates({ from: date, to: date, unit: "day", soFar: false });
  if (reading?.sense === "ago") {
    const month = `${monthName(monthOf(date))} ${yearOf(date)}`;
    const message = `This report needs a period, and ${describeDate(date)} is a day.`;
    return { kind: "problem", problem: "ambiguous", message, instead: [`in ${month}`, `on ${describeDate(date)}`] };
  }
  const { from, to } = fiscalYearOf(company, date);
  return periodDates({ from, to: date, unit: date === to ? "year" : "span", soFar: date === today && date !== to });
}
