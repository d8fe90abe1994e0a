import type { CellSource, IsoDate, ItemSelector, JournalItemView } from "@sextant/contracts";
import type { Ages } from "./ages.ts";
import type { Account, AccountTotal, Company, Currency, DateRange, Minor } from "./types.ts";

/** State of a company's posted ledger. Two readings with equal watermarks saw the same items. */
export interface Watermark {
  readonly count: number;
  readonly maxId: number;
  /** Latest `write_date`, as Odoo writes it (UTC, whole seconds); empty for an empty ledger. */
  readonly lastWrite: string;
  readonly balance: Minor;
}

/** Side of the partner ledger. */
export type Side = "receivable" | "payable";

/** An ageing bucket, named after its days overdue. An item is *current* while D ≤ due date or it has none. */
export type Bucket = "current" | `${number}-${number}` | "older";

export interface TotalsQuery {
  readonly companyId: number;
  /** Named date ranges; they may overlap. */
  readonly ranges: Readonly<Record<string, DateRange>>;
  readonly drafts?: boolean;
}

/** Totals per range and account, all read from one state of the ledger. Accounts without items are absent. */
export interface TotalsReading {
  readonly ranges: Readonly<Record<string, readonly AccountTotal[]>>;
  readonly watermark: Watermark;
}

export interface AgedQuery {
  readonly companyId: number;
  readonly side: Side;
  readonly asOf: IsoDate;
  /** Commercial partner; 0 = items without one. */
  readonly partnerId?: number;
  /** Where its buckets end; default 30, 60, 90 and 120 days. Open items have none. */
  readonly ages?: Ages;
}

/** Open amounts of one partner, currency and bucket, by both formulas of the residual. Amounts carry the ledger's sign (debit positive). */
export interface AgedCell {
  /** Commercial partner id; 0 = none. */
  readonly partnerId: number;
  readonly currencyId: number;
  readonly bucket: Bucket;
  /** `bal − Σ partials up to D`, company currency. */
  readonly forward: Minor;
  /** `stored residual + Σ partials after D`, company currency. */
  readonly backward: Minor;
  /** The forward residual in the item's own currency. */
  readonly forwardCurrency: Minor;
  readonly backwardCurrency: Minor;
  /** Items of the population in this cell (open or not). */
  readonly count: number;
}

export interface AgedReading {
  readonly cells: readonly AgedCell[];
  /** Σ balance of the control accounts at D, computed along a path of its own. */
  readonly control: Minor;
  /** Control accounts of the side, trade and non-trade. */
  readonly accountIds: readonly number[];
  readonly partners: ReadonlyMap<number, string>;
  readonly currencies: ReadonlyMap<number, Currency>;
  readonly watermark: Watermark;
}

/** One item open at D. */
export interface OpenItem {
  readonly id: number;
  readonly moveId: number;
  readonly entry: string;
  readonly label: string;
  readonly accountId: number;
  readonly partnerId: number;
  readonly date: IsoDate;
  readonly due: IsoDate | null;
  readonly currencyId: number;
  readonly balance: Minor;
  readonly residual: Minor;
  readonly backwardResidual: Minor;
  readonly residualCurrency: Minor;
}

/** Items whose residual at D is not zero, in company currency or in their own, with the names they need. */
export interface OpenItemsReading {
  readonly items: readonly OpenItem[];
  /**
   * Items of the population per commercial partner, open or not: what a domain finds behind the sum of a partner. Without it the sums
   * carry no proof of their own, only their items.
   */
  readonly counts?: ReadonlyMap<number, number>;
  readonly control: Minor;
  readonly accountIds: readonly number[];
  readonly partners: ReadonlyMap<number, string>;
  readonly currencies: ReadonlyMap<number, Currency>;
  readonly watermark: Watermark;
}

/** A page of the items behind a cell, by ascending id. */
export interface ItemsPage {
  readonly items: readonly JournalItemView[];
  readonly next: number | null;
}

/** The whole of a cell, recomputed. `hash` is SHA-256 (hex) over the ascending item ids joined by commas. */
export interface CellProof {
  readonly count: number;
  /** `sign × Σ measure`, as the cell shows it. */
  readonly total: Minor;
  readonly hash: string;
}

export interface PartnerName {
  readonly id: number;
  readonly name: string;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Called with what is being done, for anything that may take over a second. */
  readonly onProgress?: (phase: string, done?: number, of?: number) => void;
}

/**
 * Where a ledger is read. Two implementations: *live* asks Odoo for aggregates as the user, *the lake* runs SQL over Parquet.
 * On the same ledger they agree to the cent.
 *
 * Every method throws `SextantError`: `company_not_visible`, `no_accounting_rights`, `hidden_items` (Σ balance ≠ 0), `truncated_read`,
 * `ledger_changed` (the watermark moved in every attempt), `unknown_account_type`, and the errors of the Odoo client.
 * The base population everywhere: posted items (and drafts on request), without sections, subsections and notes.
 */
export interface LedgerSource {
  readonly kind: "live" | "lake";
  /** What the books are called on screen, e.g. `demo company` or `erp.example.com/prod`. */
  readonly origin: string;
  /** Login whose rights are used. */
  readonly readAs: string;
  /** When the data were read (live: now) or synced: UTC, ISO 8601. */
  readAt(): string;
  /** Web address of the Odoo behind the books, null when there is none. */
  readonly odooUrl: string | null;
  /** Text before and after a move id that makes the address of the entry in Odoo. */
  recordLink(model: string): { readonly before: string; readonly after: string } | null;

  companies(options?: ReadOptions): Promise<readonly Company[]>;
  accounts(companyId: number, options?: ReadOptions): Promise<readonly Account[]>;
  /** Date of the first and the last posted item; null for an empty company. */
  extent(companyId: number, options?: ReadOptions): Promise<{ readonly first: IsoDate; readonly last: IsoDate } | null>;
  /** Commercial partners whose name contains the text, best match first. */
  findPartners(text: string, limit: number, options?: ReadOptions): Promise<readonly PartnerName[]>;

  totals(query: TotalsQuery, options?: ReadOptions): Promise<TotalsReading>;
  aged(query: AgedQuery, options?: ReadOptions): Promise<AgedReading>;
  openItems(query: AgedQuery, options?: ReadOptions): Promise<OpenItemsReading>;

  /** Items behind a cell with ids above `after`. */
  items(
    source: CellSource,
    page: { readonly after?: number; readonly limit: number },
    options?: ReadOptions,
  ): Promise<ItemsPage>;
  prove(source: CellSource, options?: ReadOptions): Promise<CellProof>;

  close(): Promise<void>;
}

export type { ItemSelector };
