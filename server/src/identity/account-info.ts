import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import type { Caller } from "../platform/access/caller.ts";
import type { Session } from "../platform/database/database.ts";
import { findPerson, roleOf } from "./people.ts";
import type { KnownPerson } from "./types.ts";

export const sessionInfo = z.object({
  id: z.string(),
  kind: z.string(),
  since: z.string(),
  until: z.string(),
  current: z.boolean(),
});

export const personInfo = z.object({
  /** In Odoo; below zero where Odoo has given the number to somebody else, who is another person here. */
  id: z.number(),
  login: z.string(),
  email: z.string().nullable(),
  lang: z.string(),
  tz: z.string(),
  /** The one that holds; "" for none. */
  role: z.string(),
  /** By the groups in Odoo. */
  odooRole: z.string(),
  /** By an administrator here; null: Odoo's holds. */
  givenRole: z.string().nullable(),
  /** Closed by an administrator here. */
  closed: z.boolean(),
});

export const infoOf = (person: KnownPerson): z.infer<typeof personInfo> => {
  const { userId: id, login, email, lang, tz, role: odooRole, givenRole, closed } = person;
  return { id, login, email, lang, tz, role: roleOf(person), odooRole, givenRole, closed };
};

/** @throws SextantError `not_found` where nobody signs in. */
export async function personOf(
  session: Session,
  { tenant, userId }: Pick<Caller, "tenant" | "userId">,
): Promise<z.infer<typeof personInfo>> {
  const person = await findPerson(session, tenant, userId);
  if (!person) throw new SextantError("not_found", "There is no account: nobody has to sign in here.");
  return infoOf(person);
}

/** The sessions that are open for a person, the oldest first. */
export async function sessionsOf(
  session: Session,
  { userId, session: current }: Pick<Caller, "userId" | "session">,
  now: Date,
): Promise<z.infer<typeof sessionInfo>[]> {
  const rows = await session.query(
    "select id, kind, created_at, expires_at from session where user_id = $1 and ended_at is null and expires_at > $2 order by created_at",
    [userId, now],
  );
  return rows.map((row) => ({
    id: String(row.id),
    kind: String(row.kind),
    since: (row.created_at as Date).toISOString(),
    until: (row.expires_at as Date).toISOString(),
    current: row.id === current,
  }));
}
