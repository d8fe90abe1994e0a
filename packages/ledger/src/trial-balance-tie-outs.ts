import type { TieOut } from "@sextant/contracts";
import type { Chart, Totals } from "./chart-of-accounts.ts";
import { offBalanceTieOut } from "./off-balance.ts";
import { populationTieOut } from "./population.ts";
import { tieOutOf } from "./tie-out.ts";
import type { TrialBalanceAmounts } from "./trial-balance-rows.ts";
import type { Company } from "./types.ts";

/** Σ opening = 0, Σ debit = Σ credit, Σ closing = 0, over whole entries. */
export function trialBalanceTieOuts(
  company: Company,
  chart: Chart,
  { opening, debit, credit, closing }: TrialBalanceAmounts,
  ranges: readonly Totals[],
): TieOut[] {
  const { currency } = company;
  return [
    populationTieOut(company, ranges, ""),
    tieOutOf(currency, "opening", "Sum of opening balances = 0", opening, 0n),
    tieOutOf(currency, "debit-equals-credit", "Debit = credit", debit, credit),
    tieOutOf(currency, "closing", "Sum of closing balances = 0", closing, 0n),
    ...offBalanceTieOut(company, chart, ranges, ""),
  ];
}

/** Debit − credit = balance on every account; the first that differs is reported. */
export function movementTieOut({ currency }: Company, chart: Chart, period: Totals): TieOut {
  let movement = 0n;
  let balances = 0n;
  for (const { accountId, debit, credit, balance } of period.values()) {
    if (debit - credit !== balance) {
      const code = chart.get(accountId)?.code ?? String(accountId);
      return tieOutOf(currency, "movement", `Debit − credit = balance of account ${code}`, debit - credit, balance);
    }
    movement += debit - credit;
    balances += balance;
  }
  return tieOutOf(currency, "movement", "Debit − credit = balance of every account", movement, balances);
}
