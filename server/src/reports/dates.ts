import { type IsoDate, SextantError } from "@sextant/contracts";
import { comparisonDates, comparisonPeriods, fiscalYearOf } from "@sextant/ledger";
import type { ReportContext } from "./definition.ts";

type Period = { readonly from: IsoDate; readonly to: IsoDate };
type Dated = Pick<ReportContext, "parameters" | "today" | "company">;

/** Refuses dates that the calendar does not have, e.g. 2026-02-31. */
export function checkDate(name: string, date: IsoDate): IsoDate {
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date) {
    throw new SextantError("bad_usage", `${name}: ${date} is not a day of the calendar.`);
  }
  return date;
}

/** The as-of date; default today. */
export function asOfDate({ parameters, today }: Dated): IsoDate {
  if (parameters.from !== undefined || parameters.to !== undefined) {
    throw new SextantError("bad_usage", "This report takes one date: give as-of, not from and to.");
  }
  return checkDate("as-of", parameters.asOf ?? today);
}

/** The period; default from the start of the fiscal year to today. */
export function periodOf({ parameters, today, company }: Dated): Period {
  if (parameters.asOf !== undefined)
    throw new SextantError("bad_usage", "This report takes a period: give from and to, not as-of.");
  const to = checkDate("to", parameters.to ?? today);
  const from = checkDate("from", parameters.from ?? fiscalYearOf(company, to).from);
  if (from > to) throw new SextantError("bad_usage", `The period ends (${to}) before it starts (${from}).`);
  return { from, to };
}

/** The as-of date and `compare` earlier ones, a year apart. */
export function asOfWithComparisons(context: Dated): readonly [IsoDate, ...IsoDate[]] {
  const asOf = asOfDate(context);
  return [asOf, ...comparisonDates(asOf, context.parameters.compare ?? 0)];
}

/** The period and `compare` earlier ones. */
export function periodsWithComparisons(context: Dated): readonly [Period, ...Period[]] {
  const period = periodOf(context);
  return [period, ...comparisonPeriods(period, context.parameters.compare ?? 0)];
}
