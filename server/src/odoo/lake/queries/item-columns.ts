import { ACCOUNT_TYPES } from "@sextant/ledger";
import type { FieldInfo, FieldType } from "@sextant/odoo-client";

export interface ItemColumn {
  /** Over `items i` and `accounts a`. */
  readonly sql: string;
  readonly field: FieldInfo;
}

const column = (name: string, type: FieldType, sql: string, rest: Partial<FieldInfo> = {}): ItemColumn => ({
  sql,
  field: { name, type, label: name, required: false, readonly: true, stored: true, ...rest },
});
const record = (name: string, relation: string) => column(name, "many2one", `i.${name}`, { relation });
const money = (name: string) => column(name, "monetary", `i.${name}`, { currencyField: "company_currency_id" });

/** Fields of `account.move.line` that the lake can group, filter and add up. */
export const ITEM_COLUMNS: Readonly<Record<string, ItemColumn>> = {
  account_id: record("account_id", "account.account"),
  "account_id.account_type": column("account_type", "selection", "a.type", {
    selection: ACCOUNT_TYPES.map((type) => [type, type.replaceAll("_", " ")] as const),
  }),
  journal_id: record("journal_id", "account.journal"),
  partner_id: record("partner_id", "res.partner"),
  company_id: record("company_id", "res.company"),
  currency_id: record("currency_id", "res.currency"),
  date: column("date", "date", "i.date"),
  date_maturity: column("date_maturity", "date", "i.due"),
  parent_state: column("parent_state", "selection", "CASE WHEN i.posted THEN 'posted' ELSE 'draft' END"),
  balance: money("balance"),
  debit: money("debit"),
  credit: money("credit"),
};

/** The same as models with fields, as `fields_get` of Odoo would tell them. */
export function lakeFields(model: string): ReadonlyMap<string, FieldInfo> | null {
  const all = Object.entries(ITEM_COLUMNS);
  if (model === "account.move.line")
    return new Map(all.flatMap(([path, { field }]) => (path.includes(".") ? [] : [[path, field] as const])));
  if (model === "account.account")
    return new Map(
      all.flatMap(([path, { field }]) => (path.startsWith("account_id.") ? [[field.name, field] as const] : [])),
    );
  return null;
}
