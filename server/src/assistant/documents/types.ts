/**
 * Words of this folder.
 *
 * - *document*: one record that a question names by its number: an invoice, a bill, a journal entry, an order, a transfer.
 * - *explanation*: what the books and the stock say of it, computed from its rows. Why somebody did something is not in them, and is not said.
 */
import type { IsoDate } from "@sextant/contracts";
import type { Company, Currency } from "@sextant/ledger";
import type { FieldInfo, Row } from "@sextant/odoo-client";

/** Whose rows are read, and until when. */
export interface Reading {
  readonly companyIds: readonly number[];
  readonly signal?: AbortSignal;
}

/** The records that documents are explained from, with the rights of who asks. */
export interface DocumentRecords {
  readonly readAs: string;
  /** Zone in which instants fall into days. */
  readonly zone: string;
  companies(options?: { readonly signal?: AbortSignal }): Promise<readonly Company[]>;
  currencies(options?: { readonly signal?: AbortSignal }): Promise<ReadonlyMap<number, Currency>>;
  fieldsOf(model: string, options?: { readonly signal?: AbortSignal }): Promise<ReadonlyMap<string, FieldInfo> | null>;
  namesOf(model: string, ids: readonly number[], options: Reading): Promise<ReadonlyMap<number, string>>;
  rows(query: RowsQuery, options: Reading): Promise<readonly Row[]>;
}

export interface RowsQuery {
  readonly model: string;
  readonly domain: readonly unknown[];
  readonly fields: readonly string[];
  readonly limit: number;
  readonly order?: string;
}

/** What an explanation is computed from. */
export interface DocumentContext {
  readonly records: DocumentRecords;
  readonly reading: Reading;
  readonly today: IsoDate;
}

export type DocumentKind = "invoice" | "journal entry" | "transfer" | "sales order" | "purchase order";

/** A question about one document. */
export interface DocumentQuestion {
  readonly kind: DocumentKind;
  /** As Odoo numbers it. */
  readonly name: string;
  /** `late`: why it is late or not paid; the explanation begins with that. */
  readonly asks: "explain" | "late";
}
