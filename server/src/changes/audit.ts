import type { Session } from "../platform/database/database.ts";
import { canonicalJson, sha256 } from "./canonical.ts";

/** One thing that happened. Ids and hashes only: what a record says stays in the proposal. */
export interface AuditEvent {
  readonly at: string;
  readonly actor: { readonly id: number; readonly login: string };
  readonly what: string;
  readonly proposal: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface AuditRow {
  readonly seq: number;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
}

/** Of a chain without rows. */
const NONE = "0".repeat(64);

const hashOf = (previous: string, body: string): string => sha256(`\u0001${previous}${body}`);

/** Adds an event to the tenant's chain, in the transaction of what it tells of. */
export async function appendAudit(session: Session, event: AuditEvent): Promise<void> {
  await session.query("insert into audit_head (seq, hash) values (0, $1) on conflict do nothing", [NONE]);
  const [head] = await session.query("select seq, hash from audit_head for update");
  const seq = Number(head?.seq) + 1;
  const previous = String(head?.hash);
  const body = canonicalJson(event);
  const hash = hashOf(previous, body);
  await session.query("insert into audit_event (seq, body, previous, hash) values ($1, $2, $3, $4)", [
    seq,
    body,
    previous,
    hash,
  ]);
  await session.query("update audit_head set seq = $1, hash = $2", [seq, hash]);
}

/** The number of the first row that does not fit, or null for an unbroken chain that ends at the head. */
export function firstBrokenRow(
  rows: readonly AuditRow[],
  head: { readonly seq: number; readonly hash: string },
): number | null {
  let previous = NONE;
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1 || row.previous !== previous || row.hash !== hashOf(previous, row.body)) return index + 1;
    previous = row.hash;
  }
  return rows.length === head.seq && previous === (head.seq === 0 ? NONE : head.hash) ? null : rows.length + 1;
}

/** The chain of the tenant, and the first row of it that does not fit. */
export async function readAudit(
  session: Session,
): Promise<{ readonly rows: readonly AuditRow[]; readonly broken: number | null }> {
  const [head] = await session.query("select seq, hash from audit_head");
  const rows = (await session.query("select seq, body, previous, hash from audit_event order by seq")).map((row) => ({
    seq: Number(row.seq),
    body: String(row.body),
    previous: String(row.previous),
    hash: String(row.hash),
  }));
  return { rows, broken: firstBrokenRow(rows, { seq: Number(head?.seq ?? 0), hash: String(head?.hash ?? "") }) };
}
