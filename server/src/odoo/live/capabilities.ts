import { isSextantError } from "@sextant/contracts";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";

/**
 * What this Odoo can do, found by asking it for its fields. What fields cannot tell (names of methods) hangs on the version here and
 * nowhere else.
 */
export interface Capabilities {
  /** `formatted_read_group`: dotted keys, a chosen order, `any` in domains. Without it rows are read (below 19). */
  readonly groupsAcrossRelations: boolean;
  /** 14 and 15 keep the type of an account in `account.account.type`. */
  readonly accountTypeField: "account_type" | "user_type_id";
  readonly nonTrade: boolean;
  /** `active`, or its opposite `deprecated`, whichever accounts have. */
  readonly accountStateField: "active" | "deprecated" | null;
  /** Child companies are branches that share chart, currency and fiscal year (from 17). Before, they are companies of their own. */
  readonly branches: boolean;
  /** Fields of the company that say until when its books are closed, of those that exist. */
  readonly lockFields: ReadonlySet<string>;
  readonly lockExceptions: boolean;
  /** `account.fiscal.year` (Enterprise, or a community module): explicit fiscal years. */
  readonly fiscalYears: boolean;
  /** False where Odoo ignores the company's fiscal year and takes the calendar year. */
  readonly fiscalYearOfCompany: boolean;
  /** `has_group` is asked of a user record (from 18) or of the model. */
  readonly hasGroupOnRecord: boolean;
}

const LOCK_FIELDS = ["fiscalyear_lock_date", "hard_lock_date", "user_fiscalyear_lock_date", "user_hard_lock_date"];

/** @throws SextantError `unknown_method` when the accounting app is not installed; the errors of the client. */
export async function readCapabilities(client: OdooClient, call: CallOptions): Promise<Capabilities> {
  const [account, company, fiscalYears, lockExceptions] = await Promise.all([
    client.fieldsOf("account.account", call),
    client.fieldsOf("res.company", call),
    hasModel(client, "account.fiscal.year", call),
    hasModel(client, "account.lock_exception", call),
  ]);
  const { major } = client.info;
  return {
    groupsAcrossRelations: major >= 19,
    accountTypeField: account.has("account_type") ? "account_type" : "user_type_id",
    nonTrade: account.has("non_trade"),
    accountStateField: account.has("active") ? "active" : account.has("deprecated") ? "deprecated" : null,
    branches: company.has("root_id") || company.has("parent_ids"),
    lockFields: new Set(LOCK_FIELDS.filter((name) => company.has(name))),
    lockExceptions,
    fiscalYears,
    fiscalYearOfCompany: major >= 15 || fiscalYears,
    hasGroupOnRecord: major >= 18,
  };
}

async function hasModel(client: OdooClient, model: string, call: CallOptions): Promise<boolean> {
  try {
    return (await client.fieldsOf(model, call)).size > 0;
  } catch (error) {
    if (isSextantError(error) && (error.code === "unknown_method" || error.code === "access")) return false;
    throw error;
  }
}
