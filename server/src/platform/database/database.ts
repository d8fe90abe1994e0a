/**
 * Sextant's own database: proposals, their audit, what else must survive a restart. Odoo's data never lives here.
 *
 * - *tenant*: one Odoo database; every row belongs to one, and row-level security shows a transaction the rows of its tenant only.
 * - *session*: one transaction, as one tenant.
 */

declare const tenant: unique symbol;
/** Names a tenant; made by {@link tenantOf} alone. */
export type TenantId = string & { readonly [tenant]: true };

/** The tenant of an Odoo: its address and the name of its database. */
export function tenantOf({ url, database }: { readonly url: string; readonly database: string }): TenantId {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/$/, "")}/${database}` as TenantId;
}

/** What a statement may carry. Numbers are integers below 2^31 or floats; amounts and JSON travel as text. */
export type SqlValue = string | number | boolean | Date | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** One transaction. It ends when the function that was given it does. */
export interface Session {
  /** Rows of one statement; parameters are `$1`, `$2`, …. */
  query(text: string, values?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}

/** Two adapters: PGlite embedded, PostgreSQL by `DATABASE_URL`. Both run the same SQL. */
export interface Database {
  /**
   * Does the work in one transaction as a tenant, read committed; commits when it resolves, rolls back when it throws. Opens and migrates the
   * database at the first use. No call to Odoo or to a model belongs inside.
   *
   * @throws SextantError `database_unavailable`, and what the work throws.
   */
  transaction<T>(tenant: TenantId, work: (session: Session) => Promise<T>): Promise<T>;
  /** One statement in a transaction of its own. */
  query(tenant: TenantId, text: string, values?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  close(): Promise<void>;
}

/** A connection that runs statements one after another, before anything is known of tenants. */
export interface Connection {
  /** With values: one statement. Without: any number of them, and the rows of the last. */
  run(text: string, values?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}
