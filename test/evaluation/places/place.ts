import type { LedgerSource } from "@sextant/ledger";
import type { OdooClient } from "@sextant/odoo-client";
import type { OpenBooks } from "../../../server/src/odoo/index.ts";
import type { BooksOracle } from "../oracle/books-oracle.ts";
import type { RecordsExpected } from "../question.ts";

/** Rows as an oracle counts them, one per group and unit: keys as ids or texts, and the amount with four decimals. */
export type RecordRows = readonly { readonly keys: string; readonly value: string }[];

/** Books that are asked, and what is known of them without the product. */
export interface Place {
  /** The books as this user sees them; opened once per user. */
  open(as: string): Promise<LedgerSource & Partial<Pick<OpenBooks, "records">>>;
  /** A connection of this user for plain tools; null where there is no Odoo. */
  client(as: string): Promise<OdooClient | null>;
  readonly oracle: BooksOracle;
  /** Id of a partner by its name. */
  partner(name: string): Promise<number>;
  /** Rows of a question to the semantic layer, by SQL. */
  records(expected: RecordsExpected, company: number): Promise<RecordRows>;
  close(): Promise<void>;
}
