import { INTEGER, VARCHAR } from "@duckdb/node-api";
import type { CallOptions, OdooClient, Row } from "@sextant/odoo-client";
import { collect } from "./books.ts";
import { boolean, type Column, date, integer, textOf } from "./columns.ts";
import type { Stage } from "./stage.ts";

const words = (name: string, field: string): Column => ({
  name,
  type: VARCHAR,
  read: (row) => textOf(row[field]) ?? "",
});

const constant = (name: string, value: number): Column => ({ name, type: INTEGER, read: () => value });

/** Columns of the small tables, in the order of `schema.sql`. */
const accountColumns = (companyId: number, fields: AccountFields): readonly Column[] => [
  constant("company_id", companyId),
  integer("id"),
  words("code", "code"),
  words("name", "name"),
  words("type", "account_type"),
  boolean("non_trade", (row) => fields.nonTrade && row.non_trade === true),
  boolean("active", (row) => (fields.active ? row.active !== false : row.deprecated !== true)),
];

const JOURNAL_COLUMNS: readonly Column[] = [
  integer("id"),
  integer("company_id"),
  words("code", "code"),
  words("name", "name"),
  words("type", "type"),
  boolean("active", (row) => row.active !== false),
];

const PARTNER_COLUMNS: readonly Column[] = [
  integer("id"),
  words("name", "name"),
  { name: "commercial_id", type: INTEGER, read: (row) => Number(row.commercial_partner_id ?? row.id) },
];

const RATE_COLUMNS: readonly Column[] = [
  integer("currency_id"),
  integer("company_id"),
  date("date", "name"),
  { name: "rate", type: VARCHAR, read: (row) => String(row.rate) },
];

interface AccountFields {
  readonly nonTrade: boolean;
  readonly active: boolean;
}

/**
 * Accounts per company, because codes belong to the company (from 18 one account has a code in each), archived ones included: they
 * keep their balances.
 */
export async function stageAccounts(
  client: OdooClient,
  stage: Stage,
  companyIds: readonly number[],
  options: CallOptions,
): Promise<void> {
  const known = await client.fieldsOf("account.account", options);
  const fields: AccountFields = { nonTrade: known.has("non_trade"), active: known.has("active") };
  const names = [
    "code",
    "name",
    "account_type",
    ...(fields.nonTrade ? ["non_trade"] : []),
    ...(fields.active ? ["active"] : known.has("deprecated") ? ["deprecated"] : []),
  ];
  for (const companyId of companyIds) {
    const rows = await collect(client, "account.account", names, { ...options, companyIds: [companyId] });
    await append(stage, "accounts", accountColumns(companyId, fields), rows);
  }
}

export async function stageJournals(client: OdooClient, stage: Stage, options: CallOptions): Promise<void> {
  const rows = await collect(client, "account.journal", ["code", "name", "type", "company_id", "active"], options);
  await append(stage, "journals", JOURNAL_COLUMNS, rows);
}

export async function stageRates(client: OdooClient, stage: Stage, options: CallOptions): Promise<void> {
  const rows = await collect(client, "res.currency.rate", ["currency_id", "company_id", "name", "rate"], options);
  await append(stage, "rates", RATE_COLUMNS, rows);
}

/** Names and commercial partners, archived ones included. */
export async function stagePartners(client: OdooClient, stage: Stage, options: CallOptions): Promise<void> {
  const query = { model: "res.partner", domain: [], fields: ["name", "commercial_partner_id"] };
  await stage.append("partners", PARTNER_COLUMNS, client.stream(query, options), options.signal);
}

async function append(stage: Stage, table: string, columns: readonly Column[], rows: readonly Row[]): Promise<void> {
  await stage.append(table, columns, [rows]);
}
