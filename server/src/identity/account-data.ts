import type { Caller } from "../platform/access/caller.ts";
import { forgetInAudit, personHash } from "../platform/audit/audit.ts";
import type { Session } from "../platform/database/database.ts";
import { personOf, sessionsOf } from "./account-info.ts";

/** What another part of Sextant keeps of a person: given to him on demand, and forgotten with him. */
export interface PersonalData {
  readonly name: string;
  collect(session: Session, caller: Caller): Promise<readonly unknown[]>;
  forget(session: Session, caller: Caller): Promise<void>;
  /** Has what belongs to one number belong to another: Odoo has given the first to somebody else. */
  move(session: Session, from: number, to: number): Promise<void>;
}

/** All that is kept of a person. */
export async function collectAccount(
  session: Session,
  person: Caller,
  kept: readonly PersonalData[],
  now: Date,
): Promise<Readonly<Record<string, unknown>>> {
  const events = await session.query("select body from audit_event order by seq");
  // By the name that an entry has for him: a number may have been somebody else's before.
  const names = await session.query("select login, salt from audit_person where user_id = $1", [person.userId]);
  const his = new Set(names.map(({ login, salt }) => personHash(String(salt), String(login))));
  return {
    person: await personOf(session, person),
    sessions: await sessionsOf(session, person, now),
    audit: events
      .map(({ body }) => JSON.parse(String(body)) as { actor?: { person?: string } })
      .filter(({ actor }) => his.has(actor?.person ?? "")),
    ...Object.fromEntries(
      await Promise.all(kept.map(async (part) => [part.name, await part.collect(session, person)])),
    ),
  };
}

/** Forgets a person, whose sessions have ended: what is left of him is a number in the audit and in proposals. */
export async function forgetAccount(session: Session, person: Caller, kept: readonly PersonalData[]): Promise<void> {
  for (const part of kept) await part.forget(session, person);
  await session.query("delete from credential where user_id = $1", [person.userId]);
  await session.query("delete from invitation where login = lower($1)", [person.login]);
  await session.query("delete from person where user_id = $1", [person.userId]);
  await session.query("delete from rate_bucket where key = $1", [`person:${person.userId}`]);
  await forgetInAudit(session, person.userId);
}
