import { SextantError } from "@sextant/contracts";
import { ACCOUNT_TYPES, type Account, type AccountType } from "@sextant/ledger";
import { oldAccountTypes } from "./account-types-before-16.ts";
import type { CompanyContext } from "./live-context.ts";
import { idOf, textOf } from "./values.ts";

const KNOWN: ReadonlySet<string> = new Set(ACCOUNT_TYPES);

/**
 * The chart of accounts in the scope of one company: from 18 an account is shared and its code depends on the company. Archived accounts
 * are read too, for they keep their balances.
 *
 * @throws SextantError `unknown_account_type`.
 */
export async function readAccounts(context: CompanyContext): Promise<readonly Account[]> {
  const { client, capabilities, scope } = context;
  const { accountTypeField, accountStateField, nonTrade } = capabilities;
  const oldTypes = accountTypeField === "user_type_id" ? await oldAccountTypes(client, scope) : null;
  const fields = [
    "code",
    "name",
    accountTypeField,
    ...(nonTrade ? ["non_trade"] : []),
    ...(accountStateField ? [accountStateField] : []),
  ];
  const accounts: Account[] = [];
  for await (const rows of client.stream({ model: "account.account", domain: [], fields }, scope)) {
    for (const row of rows) {
      const raw = row[accountTypeField] ?? null;
      const type = oldTypes ? oldTypes.get(idOf(raw) ?? 0) : textOf(raw);
      const code = textOf(row.code);
      const name = textOf(row.name);
      accounts.push({
        id: row.id,
        code,
        name,
        type: knownType(type ?? "none", code, name),
        nonTrade: row.non_trade === true,
        active: accountStateField === "deprecated" ? row.deprecated !== true : row.active !== false,
      });
    }
  }
  return accounts;
}

function knownType(type: string, code: string, name: string): AccountType {
  if (KNOWN.has(type)) return type as AccountType;
  throw new SextantError(
    "unknown_account_type",
    `Account ${code} ${name} has the type "${type}", which Sextant does not know. Update Sextant, or correct the account.`,
    { details: { account: code, type } },
  );
}
