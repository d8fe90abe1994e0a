import { SextantError } from "@sextant/contracts";
import type { Pool } from "pg";
import { asTenant } from "./as-tenant.ts";
import type { Connection, Database, TenantId } from "./database.ts";
import { type Migration, migrate } from "./migrate.ts";

const MOST_CONNECTIONS = 10;
const STATEMENT_MS = 30_000;

interface OpenPool {
  readonly pool: Pool;
  /** Whether the server refused a statement, and the connection is still good. */
  readonly refused: (error: unknown) => boolean;
}

/** The driver is loaded with the first connection: whoever has no address needs none. */
async function openPool(url: string): Promise<OpenPool> {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    application_name: "sextant",
  });
  // An idle connection that breaks is replaced at the next use.
  pool.on("error", () => undefined);
  // What the server refused has a state; everything else is the connection.
  return { pool, refused: (error) => error instanceof pg.DatabaseError && !error.code?.startsWith("57P") };
}

/** PostgreSQL 15 or later, by its address. Connects, and migrates, at the first use; after a failure again at the next. */
export function openPostgres(url: string, migrations: () => Promise<readonly Migration[]>): Database {
  let opened: Promise<OpenPool> | undefined;
  let migrated: Promise<void> | undefined;

  async function connected<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    opened ??= openPool(url);
    const { pool, refused } = await opened;
    const client = await pool.connect().catch((error: unknown) => {
      throw unreachable(error);
    });
    let broken = false;
    // A connection that breaks in the middle tells so by an event too.
    const lost = () => {
      broken = true;
    };
    client.on("error", lost);
    try {
      return await work({
        async run(text, values) {
          try {
            return (await (values ? client.query(text, [...values]) : client.query(text))).rows as Record<
              string,
              unknown
            >[];
          } catch (error) {
            if (refused(error)) throw error;
            broken = true;
            throw unreachable(error);
          }
        },
      });
    } finally {
      client.off("error", lost);
      client.release(broken);
    }
  }

  const ready = () => {
    migrated ??= connected(async (connection) => migrate(connection, await migrations())).catch((error: unknown) => {
      migrated = undefined;
      throw error;
    });
    return migrated;
  };

  const transaction: Database["transaction"] = async (tenant, work) => {
    await ready();
    return connected((connection) => asTenant(connection, tenant, work));
  };
  return {
    transaction,
    query: (tenant: TenantId, text, values) => transaction(tenant, (session) => session.query(text, values)),
    close: async () => (await opened)?.pool.end(),
  };
}

const unreachable = (cause: unknown) =>
  new SextantError(
    "database_unavailable",
    "PostgreSQL at DATABASE_URL does not answer, or refuses the login. Check the address, the user and that it runs.",
    { cause },
  );
