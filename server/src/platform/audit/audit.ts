import { randomBytes } from "node:crypto";
import { canonicalJson, sha256 } from "../canonical.ts";
import type { Session } from "../database/database.ts";
import { type AuditRow, firstBrokenRow, hashOfRow, NO_ROW } from "./chain.ts";

/** One thing that happened. Ids and hashes only: what a record says, and who a person is, stays outside the chain. */
export interface AuditEvent {
  readonly at: string;
  /** 0 is Sextant itself. */
  readonly actor: { readonly id: number; readonly login: string };
  readonly what: string;
  /** The proposal it is about, if it is about one. */
  readonly proposal?: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Adds an event to the tenant's chain, in the transaction of what it tells of. A person stands in it by a salted hash of his login. */
export async function appendAudit(session: Session, { actor, ...event }: AuditEvent): Promise<void> {
  await session.query("insert into audit_head (seq, hash) values (0, $1) on conflict do nothing", [NO_ROW]);
  const [head] = await session.query("select seq, hash, tenant from audit_head for update");
  const seq = Number(head?.seq) + 1;
  const previous = String(head?.hash);
  const body = canonicalJson({
    ...event,
    tenant: String(head?.tenant),
    actor: { id: actor.id, person: await pseudonym(session, actor) },
  });
  const hash = hashOfRow(previous, body);
  await session.query("insert into audit_event (seq, body, previous, hash) values ($1, $2, $3, $4)", [
    seq,
    body,
    previous,
    hash,
  ]);
  await session.query("update audit_head set seq = $1, hash = $2", [seq, hash]);
}

async function pseudonym(session: Session, { id, login }: AuditEvent["actor"]): Promise<string> {
  const salt = randomBytes(16).toString("hex");
  await session.query("insert into audit_person (user_id, login, salt) values ($1, $2, $3) on conflict do nothing", [
    id,
    login,
    salt,
  ]);
  const [row] = await session.query("select salt from audit_person where user_id = $1 and login = $2", [id, login]);
  return personHash(String(row?.salt), login);
}

/** What stands in the chain for a person. */
export const personHash = (salt: string, login: string): string => sha256(`${salt}:${login}`).slice(0, 32);

/** Who the hashes in the chain are, as far as they are not forgotten. */
export async function peopleInAudit(session: Session): Promise<ReadonlyMap<string, string>> {
  const rows = await session.query("select login, salt from audit_person");
  return new Map(rows.map(({ login, salt }) => [personHash(String(salt), String(login)), String(login)]));
}

/** Forgets who a person was. The chain stays whole: it never held the name. */
export async function forgetInAudit(session: Session, userId: number): Promise<void> {
  await session.query("delete from audit_person where user_id = $1", [userId]);
}

/** The chain of the tenant, and the first row of it that does not fit. */
export async function readAudit(session: Session): Promise<{
  readonly rows: readonly AuditRow[];
  readonly head: { readonly seq: number; readonly hash: string };
  readonly broken: number | null;
}> {
  const [found] = await session.query("select seq, hash from audit_head");
  const rows = (await session.query("select seq, body, previous, hash from audit_event order by seq")).map((row) => ({
    seq: Number(row.seq),
    body: String(row.body),
    previous: String(row.previous),
    hash: String(row.hash),
  }));
  const head = { seq: Number(found?.seq ?? 0), hash: String(found?.hash ?? "") };
  return { rows, head, broken: firstBrokenRow(rows, head) };
}
