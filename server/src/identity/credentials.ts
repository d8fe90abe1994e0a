import { randomUUID } from "node:crypto";
import type { Session, TenantId } from "../platform/database/database.ts";
import type { Vault } from "./vault/vault.ts";

const placeOf = (tenant: TenantId, id: string) => ({ tenant, table: "credential", row: id, column: "sealed" });

/** Keeps a secret, sealed, and returns the id it is found under. */
export async function keepCredential(
  session: Session,
  vault: Vault,
  tenant: TenantId,
  {
    id = randomUUID(),
    ...of
  }: {
    readonly id?: string;
    readonly userId: number;
    readonly kind: string;
    readonly secret: string;
    readonly expiresAt: Date | null;
  },
): Promise<string> {
  const sealed = await vault.seal(session, placeOf(tenant, id), of.secret);
  await session.query(
    "insert into credential (id, user_id, kind, sealed, expires_at) values ($1, $2, $3, $4, $5) " +
      "on conflict (tenant, id) do update set sealed = excluded.sealed, expires_at = excluded.expires_at",
    [id, of.userId, of.kind, sealed, of.expiresAt],
  );
  return id;
}

/** The secret under an id; null when there is none, or its time is over. */
export async function readCredential(
  session: Session,
  vault: Vault,
  tenant: TenantId,
  id: string,
  now: Date,
): Promise<string | null> {
  const [row] = await session.query(
    "select sealed from credential where id = $1 and (expires_at is null or expires_at > $2)",
    [id, now],
  );
  return row ? vault.unseal(session, placeOf(tenant, id), String(row.sealed)) : null;
}
