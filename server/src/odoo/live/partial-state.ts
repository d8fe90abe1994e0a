import type { CompanyContext } from "./live-context.ts";
import { numberOf } from "./values.ts";
import { type LedgerState, readState, sameState } from "./watermark.ts";

/** State of items and of partials: ageing reads both, and un-reconciling deletes partials. */
export interface MatchingState {
  readonly ledger: LedgerState;
  /** Count, greatest id and latest write of the partials, as one text to compare. */
  readonly partials: string;
  /** Greatest id of the partials; 0 without any. */
  readonly lastPartialId: number;
}

export async function readMatchingState(context: CompanyContext): Promise<MatchingState> {
  const [ledger, [partials]] = await Promise.all([
    readState(context),
    context.client.aggregate(
      {
        model: "account.partial.reconcile",
        domain: [],
        groupBy: [],
        aggregates: ["__count", "id:max", "write_date:max", "amount:sum"],
      },
      context.wideScope,
    ),
  ]);
  return {
    ledger,
    partials: JSON.stringify(Object.values(partials?.aggregates ?? {})),
    lastPartialId: numberOf(partials?.aggregates["id:max"] ?? 0),
  };
}

export function sameMatching(a: MatchingState, b: MatchingState): boolean {
  return a.partials === b.partials && sameState(a.ledger, b.ledger);
}
