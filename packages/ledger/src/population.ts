import type { TieOut } from "@sextant/contracts";
import type { Totals } from "./chart-of-accounts.ts";
import { tieOutOf } from "./tie-out.ts";
import type { Company } from "./types.ts";

/** Whole entries sum to zero, so Σ balance over all accounts of a range is zero, or something hides items. */
export function populationTieOut(company: Company, ranges: readonly Totals[], suffix: string): TieOut {
  let sum = 0n;
  for (const totals of ranges) for (const { balance } of totals.values()) sum += balance;
  return tieOutOf(company.currency, `population${suffix}`, "Sum of all journal items = 0", sum, 0n);
}
