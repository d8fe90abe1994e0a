import type { Account, Side } from "@sextant/ledger";

/** Accounts of a side, trade and non-trade, archived ones too, by ascending id: the set that ties to the ledger. */
export function controlAccountIds(accounts: readonly Account[], side: Side): readonly number[] {
  const type = side === "receivable" ? "asset_receivable" : "liability_payable";
  return accounts.flatMap((account) => (account.type === type ? [account.id] : [])).sort((a, b) => a - b);
}
