import type { IsoDate } from "@sextant/contracts";

/**
 * Words of this folder.
 *
 * - *reading*: what a stretch of a question says about time.
 * - *day*: one calendar day. `state` means the books as they stood at its end ("as of", "end of March"), `on` the day itself,
 *   `ago` a day counted back from today.
 * - *period*: both ends included. `soFar` when it was cut at today because it still runs.
 * - *problem*: the words are about time but have no single meaning; `instead` holds texts that would.
 */
export type DayReading = { readonly kind: "day"; readonly date: IsoDate; readonly sense: "state" | "on" | "ago" };

export type PeriodUnit = "day" | "week" | "month" | "quarter" | "half" | "year" | "span";

export type PeriodReading = {
  readonly kind: "period";
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly unit: PeriodUnit;
  /** True for "last 90 days", "since January": a window that has no books' end of its own. */
  readonly rolling: boolean;
  readonly soFar: boolean;
  /** Name to show with the dates, e.g. `fiscal year 2025/26`, `calendar quarter Q2 2026`. */
  readonly name?: string;
};

export type DateProblem = {
  readonly kind: "problem";
  readonly problem: "invalid" | "ambiguous" | "future" | "reversed";
  readonly message: string;
  readonly instead: readonly string[];
};

export type DateReading = DayReading | PeriodReading | DateProblem;

/** A reading and the tokens it explains: from `start` up to, not including, `end`. */
export interface FoundDate {
  readonly reading: DateReading;
  readonly start: number;
  readonly end: number;
}

/** What a reading depends on besides the words. */
export interface DateContext {
  readonly today: IsoDate;
  readonly company: FiscalCompany;
}

/** The part of a company that its fiscal years follow from. */
export interface FiscalCompany {
  readonly fiscalYear: { readonly lastDay: number; readonly lastMonth: number };
  readonly fiscalYears?: readonly { readonly from: IsoDate; readonly to: IsoDate }[];
}
