import type { AskResult, ReportParameters, ReportResult, ServerStatus } from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import type { Questions } from "../assistant/index.ts";
import type { OpenBooks } from "../odoo/index.ts";
import type { Semantics } from "../semantics/index.ts";

/** What the tools of the books work on. They only read, as the configured user. */
export interface BooksAccess {
  open(): Promise<LedgerSource & Partial<Pick<OpenBooks, "records">>>;
  status(): Promise<ServerStatus>;
  readonly questions: Questions;
  readonly semantics: Semantics;
  readonly shown: ShownReports;
  /** Asks, and notes that it was asked and what it took. */
  counted(ask: () => Promise<AskResult>): Promise<AskResult>;
}

/** The last reports that were given out: what a figure is opened from, so that its proof is compared with the amount that was shown. */
export interface ShownReports {
  keep(name: string, parameters: ReportParameters, result: ReportResult): void;
  find(name: string, parameters: ReportParameters): ReportResult | undefined;
}

const KEPT = 10;

export function shownReports(): ShownReports {
  const reports = new Map<string, ReportResult>();
  const keyOf = (name: string, { company, asOf, from, to, compare, partner, ages, drafts }: ReportParameters) =>
    JSON.stringify([name, company, asOf, from, to, compare, partner, ages, drafts]);
  return {
    keep(name, parameters, result) {
      const key = keyOf(name, parameters);
      reports.delete(key);
      reports.set(key, result);
      for (const oldest of reports.keys()) if (reports.size > KEPT) reports.delete(oldest);
    },
    find: (name, parameters) => reports.get(keyOf(name, parameters)),
  };
}
