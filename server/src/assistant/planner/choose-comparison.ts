import type { ReportInfo, ReportParameters } from "@sextant/contracts";
import { addMonths, comparisonPeriods, samePeriodLastYear, shiftAsOf, shiftPeriod } from "@sextant/ledger";
import type { Comparison } from "../dates/find-comparison.ts";
import type { DateContext, DateProblem, PeriodUnit } from "../dates/reading.ts";
import { asOfDates, chooseDates, periodDates } from "./choose-dates.ts";
import type { ChosenDates, PlannedComparison } from "./types.ts";

const MONTHS: Partial<Record<PeriodUnit, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The earlier dates that a comparison means: a column of the report where its `compare` yields them, else a second reading. */
export function chooseComparison(
  report: ReportInfo,
  dates: ChosenDates,
  comparison: Comparison,
  parameters: ReportParameters,
  context: DateContext,
): PlannedComparison | DateProblem {
  const earlier = earlierDates(report, dates, comparison, context);
  if (earlier.kind === "problem") return earlier;
  const { words } = earlier;
  if (report.comparable && isFirstColumn(dates, earlier)) return { kind: "column", suffix: "-1", words };
  return { kind: "report", parameters: { ...parameters, ...datesParameters(earlier) }, words };
}

/** The dates as report parameters. */
export function datesParameters(dates: ChosenDates): ReportParameters {
  return dates.kind === "as-of" ? { asOf: dates.asOf } : { from: dates.from, to: dates.to };
}

function isFirstColumn(dates: ChosenDates, earlier: ChosenDates): boolean {
  if (dates.kind === "as-of") return earlier.kind === "as-of" && earlier.asOf === shiftAsOf(dates.asOf, -12);
  const [before] = comparisonPeriods(dates, 1);
  return earlier.kind === "period" && before?.from === earlier.from && before.to === earlier.to;
}

function earlierDates(
  report: ReportInfo,
  dates: ChosenDates,
  comparison: Comparison,
  context: DateContext,
): ChosenDates | DateProblem {
  if (comparison.kind === "named") return chooseDates(report, comparison.reading, context);
  if (comparison.kind === "year-earlier") return yearEarlier(dates);
  const unit = comparison.unit ?? (dates.kind === "period" ? dates.unit : "year");
  if (unit === "year") return yearEarlier(dates);
  const months = MONTHS[unit];
  if (dates.kind === "as-of") {
    return months === undefined ? cannot(`a ${unit}`) : asOfDates(shiftAsOf(dates.asOf, -months));
  }
  if (comparison.unit !== null && comparison.unit !== dates.unit) return cannot(`the previous ${unit}`);
  if (dates.soFar && months !== undefined) {
    // A month that still runs is compared with the same days of the month before, not with as many days just before it.
    const [from, to] = [addMonths(dates.from, -months), addMonths(dates.to, -months)];
    return periodDates({ from, to, unit: "span", soFar: false });
  }
  return periodDates({ ...shiftPeriod(dates, -1), unit, soFar: false });
}

/** The same dates a year earlier. */
export function yearEarlier(dates: ChosenDates): ChosenDates {
  if (dates.kind === "as-of") return asOfDates(shiftAsOf(dates.asOf, -12));
  return periodDates({ ...samePeriodLastYear(dates), unit: dates.unit, soFar: false });
}

const cannot = (what: string): DateProblem => ({
  kind: "problem",
  problem: "ambiguous",
  message: `These dates cannot be compared with ${what}.`,
  instead: [],
});
