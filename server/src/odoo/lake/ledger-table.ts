import type { Domain } from "@sextant/contracts";
import { DISPLAY_ONLY } from "@sextant/ledger";

/** One of the two tables that grow with the ledger: streamed from Odoo, kept in one file per company and month. */
export interface LedgerTable {
  readonly name: "items" | "partials";
  readonly model: string;
  /** Rows of Odoo that belong to the table. */
  readonly domain: Domain;
  /** Field of Odoo, and column of the table, whose month is the partition. */
  readonly dateField: string;
  readonly dateColumn: string;
  /** Sort of a file: neighbours alike, and the rows of an account together. */
  readonly order: string;
}

/** Journal items of posted and draft entries, without sections and notes. */
export const ITEMS: LedgerTable = {
  name: "items",
  model: "account.move.line",
  domain: [
    ["parent_state", "in", ["posted", "draft"]],
    ["display_type", "not in", [...DISPLAY_ONLY]],
    ["account_id", "!=", false],
    ["date", "!=", false],
  ],
  dateField: "date",
  dateColumn: "date",
  order: "account_id, id",
};

export const PARTIALS: LedgerTable = {
  name: "partials",
  model: "account.partial.reconcile",
  domain: [["max_date", "!=", false]],
  dateField: "max_date",
  dateColumn: "max_date",
  order: "id",
};

export const LEDGER_TABLES = [ITEMS, PARTIALS] as const;
