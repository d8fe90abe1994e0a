import type { Session, SqlRow, TenantId } from "../platform/database/database.ts";
import type { KnownPerson, Person } from "./types.ts";

export const PERSON_COLUMNS = "user_id, login, email, lang, tz, role, groups_hash, made_at, given_role, closed_at";

/** Keeps what Odoo says of a person; returns him as he is known then, and the role that Odoo gave him before, null for a new one. */
export async function keepPerson(
  session: Session,
  person: Person,
  now: Date,
): Promise<{ readonly known: KnownPerson; readonly before: string | null }> {
  const [before] = await session.query("select role from person where user_id = $1", [person.userId]);
  const [row] = await session.query(
    "insert into person (user_id, login, email, lang, tz, role, groups_hash, created_at, seen_at, made_at) " +
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9) on conflict (tenant, user_id) do update set login = excluded.login, " +
      "email = excluded.email, lang = excluded.lang, tz = excluded.tz, role = excluded.role, " +
      `groups_hash = excluded.groups_hash, seen_at = excluded.seen_at, made_at = excluded.made_at returning ${PERSON_COLUMNS}`,
    [
      person.userId,
      person.login,
      person.email,
      person.lang,
      person.tz,
      person.role,
      person.groupsHash,
      now,
      person.madeAt,
    ],
  );
  return { known: personIn(row ?? {}, person.tenant), before: before ? String(before.role) : null };
}

export async function listPeople(session: Session, tenant: TenantId): Promise<readonly KnownPerson[]> {
  const rows = await session.query(`select ${PERSON_COLUMNS} from person order by login`);
  return rows.map((row) => personIn(row, tenant));
}

export async function findPerson(session: Session, tenant: TenantId, userId: number): Promise<KnownPerson | null> {
  const [row] = await session.query(`select ${PERSON_COLUMNS} from person where user_id = $1`, [userId]);
  return row ? personIn(row, tenant) : null;
}

export function personIn(row: SqlRow, tenant: TenantId): KnownPerson {
  return {
    tenant,
    userId: Number(row.user_id),
    login: String(row.login),
    email: row.email === null ? null : String(row.email),
    lang: String(row.lang),
    tz: String(row.tz),
    role: String(row.role),
    groupsHash: String(row.groups_hash),
    madeAt: (row.made_at as Date | null) ?? null,
    givenRole: row.given_role === null ? null : String(row.given_role),
    closed: row.closed_at !== null,
  };
}

/**
 * The role that a person has here. Odoo alone lets him in: without its group he has none, whatever an administrator here has given him.
 */
export const roleOf = ({ role, givenRole, closed }: KnownPerson): string =>
  closed || role === "" ? "" : (givenRole ?? role);
