/**
 * Words of this package.
 *
 * - *transport*: how a call travels: JSON-2, JSON-RPC, XML-RPC, or the module `sextant` with a key of its own (the bridge).
 * - *call*: one public method of one Odoo model; one transaction in Odoo.
 * - *scope*: companies, language and zone sent with every call.
 * - *keyset*: reading by `id > last` in ascending id, never by offset.
 */
import type { LookupFunction } from "node:net";
import type { Domain } from "@sextant/contracts";

export type TransportName = "json-2" | "json-rpc" | "xml-rpc" | "bridge";

/** What the paired server adds to calls through the module `sextant`. */
export interface BridgeSigner {
  /** The signature of an approval: of the payload's hash, its key and the user whose key executes it. */
  approve(payloadSha256: string, key: string, userId: number): Promise<string>;
}

export interface ConnectionOptions {
  /** Address of Odoo; a path prefix is kept, a port is not needed. */
  readonly url: string;
  readonly database: string;
  /** Login; needed by JSON-RPC and XML-RPC, ignored by JSON-2 (the key names the user). */
  readonly login?: string;
  /** API key or password. */
  readonly secret: string;
  /** Default: chosen by probing. */
  readonly transport?: TransportName;
  /** For the transport `bridge`. */
  readonly bridge?: BridgeSigner;
  /** Resolves the host of a connection; whoever lets others name the address gives one that refuses private networks. */
  readonly lookup?: LookupFunction;
  /** Milliseconds for one call; default 60,000. Writes need at least 30 s more than the work. */
  readonly timeoutMs?: number;
  /** Calls in flight; default 3. */
  readonly concurrency?: number;
  /** Largest reply accepted, in bytes before parsing; default 64 MiB. */
  readonly maxReplyBytes?: number;
  readonly userAgent?: string;
}

export interface Scope {
  /** `allowed_company_ids`; the first is the current company. */
  readonly companyIds?: readonly number[];
  readonly lang?: string;
  readonly tz?: string;
  /** False reads archived records too. Default true, as in Odoo. */
  readonly activeTest?: boolean;
}

export interface CallOptions extends Scope {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Decimals of monetary values whose row does not tell the currency (no currency field among those read, no currency key). */
  readonly decimals?: number;
  /** More context keys. */
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface ServerInfo {
  readonly transport: TransportName;
  /** e.g. `19.0`, `saas~19.1`. */
  readonly version: string;
  /** e.g. 19.1 for `saas~19.1`: comparable. */
  readonly major: number;
  readonly userId: number;
  readonly login: string;
  readonly lang: string;
  readonly tz: string;
}

export type FieldType =
  | "boolean"
  | "integer"
  | "float"
  | "monetary"
  | "char"
  | "text"
  | "html"
  | "date"
  | "datetime"
  | "selection"
  | "many2one"
  | "one2many"
  | "many2many"
  | "binary"
  | "reference"
  | "many2one_reference"
  | "json"
  | "properties"
  | "properties_definition";

export interface FieldInfo {
  readonly name: string;
  readonly type: FieldType;
  readonly label: string;
  readonly relation?: string;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly stored: boolean;
  readonly selection?: readonly (readonly [string, string])[];
  /** For monetary: the field that holds the currency. */
  readonly currencyField?: string;
}

/**
 * A value after normalisation by its field's type: empty is `null` for every type but boolean; integer, id and many2one are
 * numbers (many2one: the id alone); float is a number; **monetary is an exact decimal string**; dates are `YYYY-MM-DD`; datetimes are UTC ISO 8601
 * with `Z`; x2many are arrays of ids; integers beyond 2^53 are bigint.
 */
export type Value = null | boolean | number | bigint | string | readonly number[] | { readonly [key: string]: unknown };
export type Row = { readonly id: number } & { readonly [field: string]: Value };

export interface ReadQuery {
  readonly model: string;
  readonly domain: Domain;
  readonly fields: readonly string[];
}

export interface StreamQuery extends ReadQuery {
  /** Rows of a page; default 4,000. */
  readonly batch?: number;
  /**
   * Where Odoo can, ask for the fields as lists instead of records: twice as fast. For models whose stored values are what a read gives; one
   * that computes something else when it is read (a module that overrides `read`) would not be seen.
   */
  readonly columns?: boolean;
  /** Called once with the number of rows at the start. */
  readonly onTotal?: (rows: number) => void;
}

/** One group of an aggregate: keys normalised (many2one: id; date unit: first day of the period), sums as exact decimal strings for monetary. */
export interface Group {
  readonly keys: Readonly<Record<string, Value>>;
  readonly aggregates: Readonly<Record<string, Value>>;
}

export interface AggregateQuery {
  readonly model: string;
  readonly domain: Domain;
  /** e.g. `account_id`, `date:month`, dotted where the server allows it. */
  readonly groupBy: readonly string[];
  /** e.g. `balance:sum`, `date:max`, `__count`. */
  readonly aggregates: readonly string[];
  /**
   * Order of the groups, passed on to `formatted_read_group`. Without it Odoo orders by the group keys, which for a many2one joins its
   * model: on 1,000,000 items by account and month that costs 0.65 s instead of 0.25 s with `__count`.
   */
  readonly order?: string;
  /** Most groups, the first in `order`; passed on to `formatted_read_group`. Odoo below 19 sends all groups. */
  readonly limit?: number;
}

/** One Odoo, as one user. Reads are retried, writes never. All methods throw `SextantError`. */
export interface OdooClient {
  readonly info: ServerInfo;
  readonly url: string;
  readonly database: string;
  fieldsOf(model: string, options?: CallOptions): Promise<ReadonlyMap<string, FieldInfo>>;
  count(model: string, domain: Domain, options?: CallOptions): Promise<number>;
  /** At most `limit` rows, in the given order (default `id`). */
  search(
    query: ReadQuery & { readonly limit: number; readonly order?: string; readonly offset?: number },
    options?: CallOptions,
  ): Promise<readonly Row[]>;
  /** Exactly these ids; throws `missing` when one is gone. */
  read(
    model: string,
    ids: readonly number[],
    fields: readonly string[],
    options?: CallOptions,
  ): Promise<readonly Row[]>;
  /** All rows by keyset, two to four requests in flight, checked against a count: throws `truncated_read` on a difference. */
  stream(query: StreamQuery, options?: CallOptions): AsyncIterable<readonly Row[]>;
  aggregate(query: AggregateQuery, options?: CallOptions): Promise<readonly Group[]>;
  /** Any public method, as a read (retried) or a write (never retried). The result is raw, without normalisation. */
  call(
    kind: "read" | "write",
    model: string,
    method: string,
    args: {
      readonly ids?: readonly number[];
      readonly named?: Readonly<Record<string, unknown>>;
      readonly positional?: readonly unknown[];
    },
    options?: CallOptions,
  ): Promise<unknown>;
  close(): Promise<void>;
}
