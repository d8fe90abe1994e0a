import { z } from "zod";
import type { Database, Session, SqlRow, TenantId } from "../platform/database/database.ts";
import { type Connection, INSTALLATION } from "./types.ts";

const COLUMNS = "tenant, url, database, db_uuid, public_key, thumbprint, version, state";
const jwk = z.object({ crv: z.literal("P-256"), kty: z.literal("EC"), x: z.string(), y: z.string() });
export const publicJwk = jwk;

/** Keeps a connection, or replaces what was kept of the same Odoo: it was paired again. */
export async function keepConnection(session: Session, connection: Connection, now: Date): Promise<void> {
  await session.query(
    "insert into connection (url, database, db_uuid, public_key, thumbprint, version, state, created_at, changed_at) " +
      "values ($1, $2, $3, $4, $5, $6, 'active', $7, $7) on conflict (tenant) do update set url = excluded.url, " +
      "db_uuid = excluded.db_uuid, public_key = excluded.public_key, thumbprint = excluded.thumbprint, " +
      "version = excluded.version, state = 'active', changed_at = excluded.changed_at",
    [
      connection.url,
      connection.database,
      connection.dbUuid,
      JSON.stringify(connection.publicKey),
      connection.thumbprint,
      connection.version,
      now,
    ],
  );
}

/** The connection of a tenant; null when there is none, or it was revoked. */
export async function findConnection(database: Database, tenant: TenantId): Promise<Connection | null> {
  const [row] = await database.query(tenant, `select ${COLUMNS} from connection where state = 'active'`);
  return row ? connectionIn(row) : null;
}

/** Every active connection of the installation. */
export async function listConnections(database: Database): Promise<readonly Connection[]> {
  const rows = await database.query(
    INSTALLATION,
    `select ${COLUMNS} from connection where state = 'active' order by tenant`,
  );
  return rows.map(connectionIn);
}

function connectionIn(row: SqlRow): Connection {
  return {
    tenant: String(row.tenant) as TenantId,
    url: String(row.url),
    database: String(row.database),
    dbUuid: String(row.db_uuid),
    publicKey: jwk.parse(JSON.parse(String(row.public_key))),
    thumbprint: String(row.thumbprint),
    version: String(row.version),
    state: row.state === "active" ? "active" : "revoked",
  };
}
