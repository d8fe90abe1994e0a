import type { LedgerSource } from "@sextant/ledger";
import type { OpenBooks, ReadsRows, RecordSource } from "../odoo/index.ts";

const readsRows = (records: RecordSource): records is ReadsRows => records.rows !== undefined;

/** The single records of the books; null where only sums of them are kept. */
export function rowsOf({ records }: LedgerSource & Partial<Pick<OpenBooks, "records">>): ReadsRows | null {
  return records && readsRows(records) ? records : null;
}
