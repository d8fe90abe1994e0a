import { type ReportInfo, SextantError } from "@sextant/contracts";
import type { ReportDefinition } from "./definition.ts";
import { agedReport } from "./definitions/aged.ts";
import { balanceSheetReport } from "./definitions/balance-sheet.ts";
import { openItemsReport } from "./definitions/open-items.ts";
import { profitAndLossReport } from "./definitions/profit-and-loss.ts";
import { trialBalanceReport } from "./definitions/trial-balance.ts";

const DEFINITIONS: readonly ReportDefinition[] = [
  balanceSheetReport,
  profitAndLossReport,
  trialBalanceReport,
  agedReport("receivable"),
  agedReport("payable"),
  openItemsReport("receivable"),
  openItemsReport("payable"),
];

/** The reports, in the order in which they are offered. */
export const REPORTS: readonly ReportInfo[] = DEFINITIONS.map(({ info }) => info);

/** @throws SextantError `unknown_report`, listing the names. */
export function reportNamed(name: string): ReportDefinition {
  const found = DEFINITIONS.find(({ info }) => info.name === name);
  if (found) return found;
  const names = REPORTS.map((report) => report.name).join(", ");
  throw new SextantError("unknown_report", `There is no report "${name}". The reports are: ${names}.`, {
    details: { reports: REPORTS.map((r) => r.name) },
  });
}
