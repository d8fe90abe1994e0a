import type { ReportLine } from "@sextant/contracts";
import type { Account, AccountType } from "./types.ts";

/** Accounts that a line takes, and from which part of the books. */
export interface Take {
  readonly types: readonly AccountType[];
  /** Only trade (false) or only non-trade (true) accounts; both when absent. */
  readonly nonTrade?: boolean;
  /** Balance sheet only: all items up to the date, or those of the current or of the earlier fiscal years. */
  readonly years?: "all" | "current" | "earlier";
}

/**
 * A line of a statement as data: `sign × Σ balance` of what it takes. A subtotal takes its accounts itself; `sumOf` names the lines that
 * must add up to it, which is checked as a tie-out.
 */
export interface StatementRule {
  readonly key: string;
  readonly label: string;
  readonly level: number;
  readonly kind: ReportLine["kind"];
  readonly sign: 1 | -1;
  readonly takes: readonly Take[];
  readonly sumOf?: Readonly<Record<string, 1 | -1>>;
}

export function takesAccount(take: Take, account: Account): boolean {
  return take.types.includes(account.type) && (take.nonTrade === undefined || take.nonTrade === account.nonTrade);
}
