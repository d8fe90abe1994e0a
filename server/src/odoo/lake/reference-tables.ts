import { BOOLEAN, INTEGER, VARCHAR } from "@duckdb/node-api";
import type { Account } from "@sextant/ledger";
import type { CallOptions, OdooClient, Row } from "@sextant/odoo-client";
import { type Books, collect } from "./books.ts";
import { boolean, type Column, date, integer, textOf } from "./columns.ts";
import type { Stage } from "./stage.ts";

const words = (name: string, field: string): Column => ({
  name,
  type: VARCHAR,
  read: (row) => textOf(row[field]) ?? "",
});

/** Columns of the small tables, in the order of `schema.sql`. */
const accountColumns = (companyId: number): readonly Column<Account>[] => [
  { name: "company_id", type: INTEGER, read: () => companyId },
  { name: "id", type: INTEGER, read: ({ id }) => id },
  { name: "code", type: VARCHAR, read: ({ code }) => code },
  { name: "name", type: VARCHAR, read: ({ name }) => name },
  { name: "type", type: VARCHAR, read: ({ type }) => type },
  { name: "non_trade", type: BOOLEAN, read: ({ nonTrade }) => nonTrade },
  { name: "active", type: BOOLEAN, read: ({ active }) => active },
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

/** Accounts per company, because codes belong to the company (from 18 one account has a code in each); archived ones too. */
export async function stageAccounts({ live, companyIds }: Books, stage: Stage, signal?: AbortSignal): Promise<void> {
  for (const companyId of companyIds) {
    const accounts = await live.accounts(companyId, signal ? { signal } : {});
    await stage.append("accounts", accountColumns(companyId), [accounts], signal);
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
