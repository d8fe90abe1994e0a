import { appendAudit } from "../platform/audit/audit.ts";
import type { Session } from "../platform/database/database.ts";
import type { KnownPerson } from "./types.ts";

/**
 * A role for somebody who has not signed in yet, by his login in Odoo. Nothing is sent: Odoo lets him in, and he finds the role at his first sign-in,
 * which uses the invitation up.
 */
export interface Invitation {
  readonly login: string;
  readonly role: string;
  readonly invitedAt: string;
}

/** Logins are compared as Odoo compares them for people: the case does not matter. */
const folded = (login: string) => login.trim().toLowerCase();

export async function listInvitations(session: Session): Promise<readonly Invitation[]> {
  const rows = await session.query("select login, role, invited_at from invitation order by login");
  return rows.map(({ login, role, invited_at: at }) => ({
    login: String(login),
    role: String(role),
    invitedAt: (at as Date).toISOString(),
  }));
}

/** Invites, or changes the role of who is invited already. */
export async function invite(
  session: Session,
  { login, role }: Pick<Invitation, "login" | "role">,
  by: number,
  now: Date,
): Promise<void> {
  await session.query(
    "insert into invitation (login, role, invited_by, invited_at) values ($1, $2, $3, $4) on conflict (tenant, login) do update set " +
      "role = excluded.role, invited_by = excluded.invited_by, invited_at = excluded.invited_at",
    [folded(login), role, by, now],
  );
}

/** @returns false when nobody of this login is invited */
export async function withdrawInvitation(session: Session, login: string): Promise<boolean> {
  return (await session.query("delete from invitation where login = $1 returning 1", [folded(login)])).length > 0;
}

/** Gives the role that waits for a person, and uses the invitation up. */
export async function takeInvitation(session: Session, person: KnownPerson, now: Date): Promise<KnownPerson> {
  const [waiting] = await session.query("delete from invitation where login = $1 returning role, invited_by", [
    folded(person.login),
  ]);
  if (!waiting) return person;
  const role = String(waiting.role);
  await session.query("update person set given_role = $2 where user_id = $1", [person.userId, role]);
  await appendAudit(session, {
    at: now.toISOString(),
    actor: { id: person.userId, login: person.login },
    what: "role_changed",
    facts: { from: person.role, to: role, by: "invitation", invited_by: Number(waiting.invited_by) },
  });
  return { ...person, givenRole: role };
}
