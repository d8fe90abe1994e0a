import { INTEGER } from "@duckdb/node-api";
import type { Row } from "@sextant/odoo-client";
import { boolean, type Column, type Currencies, date, instant, integer, integerOf, money, text } from "./columns.ts";

/** Fields of Odoo behind the columns of `items`. */
export const ITEM_FIELDS = [
  "move_id",
  "move_name",
  "name",
  "ref",
  "journal_id",
  "account_id",
  "partner_id",
  "company_id",
  "currency_id",
  "date",
  "date_maturity",
  "balance",
  "debit",
  "credit",
  "amount_currency",
  "amount_residual",
  "amount_residual_currency",
  "parent_state",
  "display_type",
  "write_date",
] as const;

export const PARTIAL_FIELDS = [
  "debit_move_id",
  "credit_move_id",
  "company_id",
  "max_date",
  "amount",
  "debit_amount_currency",
  "credit_amount_currency",
  "debit_currency_id",
  "credit_currency_id",
  "exchange_move_id",
  "write_date",
] as const;

/** Columns of `items`, in the order of `schema.sql`. */
export function itemColumns(currencies: Currencies): readonly Column[] {
  const own = (row: Row) =>
    row.currency_id == null ? currencies.ofCompany(row.company_id) : currencies.ofCurrency(row.currency_id);
  const company = (row: Row) => currencies.ofCompany(row.company_id);
  return [
    integer("id"),
    integer("move_id"),
    text("entry", "move_name"),
    text("label", "name"),
    text("ref"),
    integer("journal_id"),
    integer("account_id"),
    integer("partner_id"),
    integer("company_id"),
    // Old versions leave the currency empty when it is the company's.
    { name: "currency_id", type: INTEGER, read: (row) => own(row).id },
    date("date"),
    date("due", "date_maturity"),
    money("balance", "balance", company),
    money("debit", "debit", company),
    money("credit", "credit", company),
    money("amount_currency", "amount_currency", own),
    money("residual", "amount_residual", company),
    money("residual_currency", "amount_residual_currency", own),
    boolean("posted", (row) => row.parent_state === "posted"),
    text("display_type"),
    instant("written", "write_date"),
  ];
}

/** Columns of `partials`, in the order of `schema.sql`. */
export function partialColumns(currencies: Currencies): readonly Column[] {
  const company = (row: Row) => currencies.ofCompany(row.company_id);
  const side = (field: "debit_currency_id" | "credit_currency_id") => (row: Row) =>
    row[field] == null ? company(row) : currencies.ofCurrency(row[field]);
  return [
    integer("id"),
    integer("debit_item", "debit_move_id"),
    integer("credit_item", "credit_move_id"),
    integer("company_id"),
    date("max_date"),
    money("amount", "amount", company),
    money("debit_amount_currency", "debit_amount_currency", side("debit_currency_id")),
    money("credit_amount_currency", "credit_amount_currency", side("credit_currency_id")),
    { name: "debit_currency_id", type: INTEGER, read: (row) => side("debit_currency_id")(row).id },
    { name: "credit_currency_id", type: INTEGER, read: (row) => side("credit_currency_id")(row).id },
    integer("exchange_move_id"),
    instant("written", "write_date"),
  ];
}

/** Whether a row read by its date of change still belongs to the lake (see the domains in `ledger-table.ts`). */
export function belongs(row: Row, table: "items" | "partials", displayOnly: readonly string[]): boolean {
  if (table === "partials") return row.max_date != null;
  return (
    (row.parent_state === "posted" || row.parent_state === "draft") &&
    !displayOnly.includes(String(row.display_type)) &&
    integerOf(row.account_id ?? null, "account_id") !== null &&
    row.date != null
  );
}
