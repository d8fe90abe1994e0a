import type { IsoDate, ReportInfo, ReportParameters } from "@sextant/contracts";
import type { Account, Company, LedgerSource, ReadOptions, Statement } from "@sextant/ledger";

/** What a report is computed from: one company's books, read through one source. */
export interface ReportContext {
  readonly source: LedgerSource;
  readonly company: Company;
  readonly parameters: ReportParameters;
  /** Today, or the day of the last sync for a lake: the default of every date. */
  readonly today: IsoDate;
  readonly accounts: () => Promise<readonly Account[]>;
  readonly options: ReadOptions;
}

/** The dates a report turned out to cover: one as-of date, or a period. */
export type ReportDates = { readonly asOf: IsoDate } | { readonly from: IsoDate; readonly to: IsoDate };

export interface ComputedReport {
  readonly dates: ReportDates;
  readonly statement: Statement;
  readonly watermark: {
    readonly count: number;
    readonly maxId: number;
    readonly lastWrite: string;
    readonly balance: bigint;
  };
}

/** A named report: what the catalogue shows and how it is computed. Adding one is adding a file to `definitions/`. */
export interface ReportDefinition {
  readonly info: ReportInfo;
  compute(context: ReportContext): Promise<ComputedReport>;
}
