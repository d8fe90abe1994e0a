import type { AccountType } from "@sextant/ledger";
import type { CallOptions, OdooClient } from "@sextant/odoo-client";
import { textOf } from "./values.ts";

/** External ids (module `account`) of the types that 14 and 15 ship, and what they are called since 16. */
const BY_EXTERNAL_ID: Readonly<Record<string, AccountType>> = {
  data_account_type_receivable: "asset_receivable",
  data_account_type_payable: "liability_payable",
  data_account_type_liquidity: "asset_cash",
  data_account_type_credit_card: "liability_credit_card",
  data_account_type_current_assets: "asset_current",
  data_account_type_non_current_assets: "asset_non_current",
  data_account_type_prepayments: "asset_prepayments",
  data_account_type_fixed_assets: "asset_fixed",
  data_account_type_current_liabilities: "liability_current",
  data_account_type_non_current_liabilities: "liability_non_current",
  data_account_type_equity: "equity",
  data_unaffected_earnings: "equity_unaffected",
  data_account_type_revenue: "income",
  data_account_type_other_income: "income_other",
  data_account_type_expenses: "expense",
  data_account_type_depreciation: "expense_depreciation",
  data_account_type_direct_costs: "expense_direct_cost",
  data_account_off_sheet: "off_balance",
};

/**
 * Account types of 14 and 15 by their record id. Known by external id, because names are translated; a type that somebody added keeps
 * its name and is refused where an account uses it.
 */
export async function oldAccountTypes(client: OdooClient, options: CallOptions): Promise<ReadonlyMap<number, string>> {
  const rows = await client.search(
    { model: "account.account.type", domain: [], fields: ["name"], limit: 1000 },
    options,
  );
  const ids = rows.map(({ id }) => id);
  const reply = await client.call("read", "account.account.type", "get_external_id", { ids }, options);
  const externalIds = typeof reply === "object" && reply !== null ? (reply as Record<string, unknown>) : {};
  return new Map(
    rows.map(({ id, name }) => {
      const [module, external = ""] = String(externalIds[id] ?? "").split(".");
      const type = module === "account" ? BY_EXTERNAL_ID[external] : undefined;
      return [id, type ?? textOf(name)];
    }),
  );
}
