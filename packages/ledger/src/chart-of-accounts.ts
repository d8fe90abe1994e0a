import { SextantError } from "@sextant/contracts";
import type { TotalsReading } from "./ledger-source.ts";
import { ACCOUNT_TYPES, type Account, type AccountTotal, type AccountType } from "./types.ts";

const KNOWN: ReadonlySet<string> = new Set(ACCOUNT_TYPES);

/** Income and expense types: their balances do not pass from one fiscal year to the next. Odoo's own flag for this is not used. */
export function isProfitAndLoss(type: AccountType): boolean {
  return type.startsWith("income") || type.startsWith("expense");
}

/** The accounts of a company by id. */
export type Chart = ReadonlyMap<number, Account>;

/**
 * Indexes the accounts and refuses a type that no rule covers, so that it cannot fall into some "other" line.
 *
 * @throws SextantError `unknown_account_type`.
 */
export function chartOf(accounts: readonly Account[]): Chart {
  for (const { code, name, type } of accounts) {
    if (KNOWN.has(type)) continue;
    throw new SextantError(
      "unknown_account_type",
      `Account ${code} ${name} has the type "${type}", which no statement has a line for. Update Sextant, or correct the account.`,
      { details: { account: code, type } },
    );
  }
  return new Map(accounts.map((account) => [account.id, account]));
}

/** Totals of one range by account id. */
export type Totals = ReadonlyMap<number, AccountTotal>;

/**
 * The totals of a named range.
 *
 * @throws SextantError `hidden_items` when an account has items but is missing from the chart: its amount would silently vanish.
 */
export function totalsOf(reading: TotalsReading, range: string, chart: Chart): Totals {
  const totals = reading.ranges[range];
  if (!totals) {
    throw new SextantError(
      "internal",
      `The reading lacks the range "${range}"; read it with the ranges of the statement.`,
    );
  }
  for (const { accountId, count } of totals) {
    if (chart.has(accountId)) continue;
    throw new SextantError(
      "hidden_items",
      `Account id ${accountId} has ${count} journal items but is not among the accounts that can be read; no total is shown without it.`,
      { details: { accountId, count, range } },
    );
  }
  return new Map(totals.map((total) => [total.accountId, total]));
}

/** What is summed: amount and number of items. */
export interface Sum {
  readonly amount: bigint;
  readonly count: number;
}

/** Σ balance over the accounts that satisfy a condition. */
export function sumBalances(totals: Totals, chart: Chart, applies: (account: Account) => boolean): Sum {
  let amount = 0n;
  let count = 0;
  for (const total of totals.values()) {
    const account = chart.get(total.accountId);
    if (!account || !applies(account)) continue;
    amount += total.balance;
    count += total.count;
  }
  return { amount, count };
}
