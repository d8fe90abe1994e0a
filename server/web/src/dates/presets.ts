import type { IsoDate } from "@sextant/contracts";
import { dateOf, partsOf } from "./calendar.ts";

/** The dates of a report as its address holds them: one as-of date, or a period. */
export interface ReportDates {
  readonly asOf?: IsoDate;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

export interface DatePreset {
  readonly name: string;
  readonly label: string;
  /** `anchor` is the day that counts as today: for a saved copy of the books, the day it was taken. */
  readonly dates: (anchor: IsoDate) => ReportDates;
}

const lastDayOfMonth = (year: number, month: number) => dateOf(year, month + 1, 0);
/** First month of the quarter before the one that holds `month`; may be −2, which the calendar carries. */
const previousQuarter = (month: number) => Math.floor((month - 1) / 3) * 3 - 2;

/** Choices for a report at the end of one day. */
export const AS_OF_PRESETS: readonly DatePreset[] = [
  { name: "today", label: "Today", dates: (anchor) => ({ asOf: anchor }) },
  {
    name: "last-month",
    label: "End of last month",
    dates: (anchor) => ({ asOf: dateOf(partsOf(anchor).year, partsOf(anchor).month, 0) }),
  },
  {
    name: "last-quarter",
    label: "End of last quarter",
    dates: (anchor) => {
      const { year, month } = partsOf(anchor);
      return { asOf: lastDayOfMonth(year, previousQuarter(month) + 2) };
    },
  },
  { name: "last-year", label: "End of last year", dates: (anchor) => ({ asOf: dateOf(partsOf(anchor).year, 1, 0) }) },
];

/** Choices for a report over a period. */
export const PERIOD_PRESETS: readonly DatePreset[] = [
  {
    name: "this-month",
    label: "This month",
    dates: (anchor) => {
      const { year, month } = partsOf(anchor);
      return { from: dateOf(year, month, 1), to: lastDayOfMonth(year, month) };
    },
  },
  {
    name: "last-month",
    label: "Last month",
    dates: (anchor) => {
      const { year, month } = partsOf(anchor);
      return { from: dateOf(year, month - 1, 1), to: dateOf(year, month, 0) };
    },
  },
  {
    name: "last-quarter",
    label: "Last quarter",
    dates: (anchor) => {
      const { year, month } = partsOf(anchor);
      const start = previousQuarter(month);
      return { from: dateOf(year, start, 1), to: lastDayOfMonth(year, start + 2) };
    },
  },
  {
    name: "year-to-date",
    label: "Year to date",
    dates: (anchor) => ({ from: dateOf(partsOf(anchor).year, 1, 1), to: anchor }),
  },
  {
    name: "last-year",
    label: "Last year",
    dates: (anchor) => {
      const { year } = partsOf(anchor);
      return { from: dateOf(year - 1, 1, 1), to: dateOf(year - 1, 12, 31) };
    },
  },
];

/** The preset that gives exactly these dates, or `custom`. */
export function presetOf(presets: readonly DatePreset[], dates: ReportDates, anchor: IsoDate): string {
  const found = presets.find((preset) => {
    const wanted = preset.dates(anchor);
    return wanted.asOf === dates.asOf && wanted.from === dates.from && wanted.to === dates.to;
  });
  return found?.name ?? "custom";
}
