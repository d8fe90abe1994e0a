import type { Company, Currency, LedgerSource, ReadOptions } from "@sextant/ledger";
import type { AggregateQuery, FieldInfo, Group, Row } from "@sextant/odoo-client";

export interface AggregateOptions extends ReadOptions {
  /** Companies whose records are seen; the first is the current one. */
  readonly companyIds: readonly number[];
}

/**
 * Where sums and counts over records are read, as one user. Two implementations: *live* asks Odoo, *the lake* has the journal items alone. Where both
 * hold a field they answer alike, to the cent. Methods throw the errors of the Odoo client and of the lake.
 */
export interface RecordSource {
  readonly kind: "live" | "lake";
  readonly origin: string;
  readonly readAs: string;
  readAt(): string;
  /** Zone in which instants fall into days. */
  readonly zone: string;
  /** Whether groups can follow a relation (`partner_id.country_id`); Odoo can from 19. */
  readonly groupsAcrossRelations: boolean;
  companies(options?: ReadOptions): Promise<readonly Company[]>;
  currencies(options?: ReadOptions): Promise<ReadonlyMap<number, Currency>>;
  /** Fields that the user may see; null where the model does not exist here. */
  fieldsOf(model: string, options?: ReadOptions): Promise<ReadonlyMap<string, FieldInfo> | null>;
  /** Groups of an {@link AggregateQuery}; an order and limit may be ignored, then all groups come. */
  aggregate(query: AggregateQuery, options: AggregateOptions): Promise<readonly Group[]>;
  /**
   * Asserts that the user sees all records of a model that a total stands for, where a part could pass for the whole: documents and items of the books.
   *
   * @throws SextantError `no_accounting_rights`, `hidden_items`.
   */
  assertWhole(model: string, options: AggregateOptions): Promise<void>;
  /** Names of records, archived ones too; those that the user may not see are missing. */
  namesOf(model: string, ids: readonly number[], options: AggregateOptions): Promise<ReadonlyMap<number, string>>;
  /** Rows of records, at most `limit`; only where records are read live. */
  rows?(
    query: {
      readonly model: string;
      readonly domain: readonly unknown[];
      readonly fields: readonly string[];
      readonly limit: number;
      readonly order?: string;
    },
    options: AggregateOptions,
  ): Promise<readonly Row[]>;
  /** Records whose name contains the text, at most `limit`. */
  find(
    model: string,
    text: string,
    limit: number,
    options: AggregateOptions,
  ): Promise<readonly { readonly id: number; readonly name: string }[]>;
}

/** Opened books: the ledger, and the records beside it, on one connection. */
export interface OpenBooks extends LedgerSource {
  readonly records: RecordSource;
}
