import type { IsoDate, ReportInfo, ReportParameters } from "@sextant/contracts";
import type { Catalogue } from "../catalogue/load-questions.ts";
import type { VerifiedQuestion } from "../catalogue/question.ts";
import type { FiscalCompany, PeriodUnit } from "../dates/reading.ts";
import type { Age } from "./find-age.ts";

/**
 * Words of this folder.
 *
 * - *plan*: the report and parameters that answer a question, and how the question was read.
 * - *baseline*: the earlier dates that a figure is compared with, where the report's own `compare` cannot express them.
 * - *age*: a number of days overdue, and the buckets of an aged report that are older.
 */
export interface PlanCompany extends FiscalCompany {
  readonly id: number;
  readonly name: string;
  /** In which its books are kept; absent in plans of earlier runs. */
  readonly currency?: { readonly code: string };
}

export interface PartnerMatch {
  readonly id: number;
  readonly name: string;
}

/** Everything a plan depends on besides the question. */
export interface PlanContext {
  readonly questions: Catalogue;
  readonly today: IsoDate;
  readonly companies: readonly PlanCompany[];
  readonly defaultCompanyId: number;
  readonly reports: readonly ReportInfo[];
  /** Partners whose name contains the text, best match first. */
  readonly findPartners: (text: string, signal?: AbortSignal) => Promise<readonly PartnerMatch[]>;
  /** Date of the latest posted item of the default company; a later as-of date is pointed out. */
  readonly lastEntry?: IsoDate | null;
  /** The plan of the question before, for follow-ups such as "and last year?". */
  readonly previous?: Plan;
}

/** Dates of a report, and the words for them: `as of 31 March 2026`, `from 1 January 2026 to 31 March 2026`. */
export type ChosenDates =
  | { readonly kind: "as-of"; readonly asOf: IsoDate; readonly words: string }
  | {
      readonly kind: "period";
      readonly from: IsoDate;
      readonly to: IsoDate;
      readonly unit: PeriodUnit;
      readonly soFar: boolean;
      readonly words: string;
    };

/** What the headline figure is compared with. `column`: a column of the same result; `report`: the same report at other dates. */
export type PlannedComparison =
  | { readonly kind: "column"; readonly suffix: string; readonly words: string }
  | { readonly kind: "report"; readonly parameters: ReportParameters; readonly words: string };

export interface Plan {
  readonly kind: "plan";
  readonly verified: VerifiedQuestion;
  readonly report: string;
  readonly parameters: ReportParameters;
  readonly company: PlanCompany;
  readonly dates: ChosenDates;
  readonly partner?: PartnerMatch;
  readonly age?: Age;
  /** Number of lines asked for: "top 5". */
  readonly count?: number;
  /** Code of the account asked about. */
  readonly account?: string;
  readonly comparison?: PlannedComparison;
  /** What is to be seen of the answer; absent: chart and table. */
  readonly view?: "chart" | "table";
  /** How the question was read, in words. */
  readonly interpretation: string;
  /** Sensible next questions. */
  readonly suggestions: readonly string[];
}

export type NotUnderstoodReason =
  | "empty"
  | "too-long"
  | "no-match"
  | "several-matches"
  | "date"
  | "company"
  | "partner"
  | "unsupported";

/** Why there is no plan, in one message, and questions that would have one. */
export interface NotUnderstood {
  readonly kind: "not-understood";
  readonly reason: NotUnderstoodReason;
  readonly message: string;
  /** Words that no verified question explains, as typed. */
  readonly unexplained: readonly string[];
  readonly suggestions: readonly string[];
}
