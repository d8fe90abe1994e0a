import type { Session, TenantId } from "../database/database.ts";
import { readAudit } from "./audit.ts";
import { publicAuditKey, type SignedHead, signHead } from "./signed-head.ts";

/** Signs how far the chain is by now; called at times, and before every export. Nothing for a chain without rows. */
export async function signAuditHead(session: Session, tenant: TenantId, key: string, at: Date): Promise<void> {
  const [head] = await session.query("select seq, hash from audit_head where seq > 0");
  if (!head) return;
  const seq = Number(head.seq);
  const [before] = await session.query("select coalesce(max(seq), 0) as seq from audit_signed_head where seq < $1", [
    seq,
  ]);
  const signed = signHead(key, {
    tenant,
    seq,
    hash: String(head.hash),
    before: Number(before?.seq),
    at: at.toISOString(),
  });
  await session.query(
    "insert into audit_signed_head (seq, hash, before, at, key_id, signature) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
    [signed.seq, signed.hash, signed.before, at, signed.key, signed.signature],
  );
}

/**
 * The audit of a tenant as lines of JSON that are verified without database and network: `audit` with tenant and public key, then each row, with the
 * signed heads after the rows they cover. The last line is a head.
 */
export async function exportAudit(session: Session, tenant: TenantId, key: string, at: Date): Promise<string> {
  await signAuditHead(session, tenant, key, at);
  const { rows } = await readAudit(session);
  const heads = await readSignedHeads(session, tenant);
  const lines: object[] = [{ kind: "audit", version: 1, tenant, publicKey: publicAuditKey(key) }];
  for (const row of rows) {
    lines.push({ kind: "row", ...row });
    for (const head of heads) if (head.seq === row.seq) lines.push({ kind: "head", ...head });
  }
  return `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
}

/** The signed heads of a tenant, the oldest first. */
export async function readSignedHeads(session: Session, tenant: TenantId): Promise<readonly SignedHead[]> {
  const rows = await session.query(
    "select seq, hash, before, at, key_id, signature from audit_signed_head order by seq, at",
  );
  return rows.map((row) => ({
    tenant,
    seq: Number(row.seq),
    hash: String(row.hash),
    before: Number(row.before),
    at: (row.at as Date).toISOString(),
    key: String(row.key_id),
    signature: String(row.signature),
  }));
}
