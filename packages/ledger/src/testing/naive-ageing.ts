/** Residuals item by item over all partials, and buckets by counting days: the oracle of the ageing tests. */
import type { Side } from "../ledger-source.ts";
import type { Company } from "../types.ts";
import { CONTROL, inPopulation, type RandomLedger, type Row } from "./random-ledger.ts";

export interface NaiveOpen {
  readonly row: Row;
  readonly residual: bigint;
  readonly residualCurrency: bigint;
  readonly partner: number;
  readonly bucket: string;
}

export function naiveBucket(due: string | null, asOf: string, ages: readonly number[] = [30, 60, 90, 120]): string {
  if (due === null) return "current";
  const days = Math.round((Date.parse(asOf) - Date.parse(due)) / 86_400_000);
  if (days <= 0) return "current";
  let first = 1;
  for (const last of ages) {
    if (days <= last) return `${first}-${last}`;
    first = last + 1;
  }
  return "older";
}

export function naiveOpen(
  ledger: RandomLedger,
  company: Company,
  side: Side,
  asOf: string,
  ages?: readonly number[],
): NaiveOpen[] {
  const belongs = (row: Row | undefined) =>
    row !== undefined && inPopulation(row, company) && CONTROL[side].includes(row.accountId) && row.date <= asOf;
  const find = (id: number) => ledger.rows.find((row) => row.id === id);
  return ledger.rows.filter(belongs).map((row) => {
    let residual = row.balance;
    let residualCurrency = row.amountCurrency;
    for (const partial of ledger.partials) {
      const debit = find(partial.debitItemId);
      const credit = find(partial.creditItemId);
      if (!belongs(debit) || !belongs(credit)) continue;
      if (debit?.id === row.id) {
        residual -= partial.amount;
        residualCurrency -= partial.debitAmountCurrency;
      }
      if (credit?.id === row.id) {
        residual += partial.amount;
        residualCurrency += partial.creditAmountCurrency;
      }
    }
    const partner = row.partnerId === null ? 0 : (ledger.commercialPartners.get(row.partnerId) ?? row.partnerId);
    return { row, residual, residualCurrency, partner, bucket: naiveBucket(row.due, asOf, ages) };
  });
}
