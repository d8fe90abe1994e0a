import type { Session, SqlRow, TenantId } from "../platform/database/database.ts";
import type { Person } from "./types.ts";

export const PERSON_COLUMNS = "user_id, login, email, lang, tz, role, groups_hash";

/** Keeps what Odoo says of a person; returns the role he had before, null for a new one. */
export async function keepPerson(session: Session, person: Person, now: Date): Promise<string | null> {
  const [before] = await session.query("select role from person where user_id = $1", [person.userId]);
  await session.query(
    "insert into person (user_id, login, email, lang, tz, role, groups_hash, created_at, seen_at) " +
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (tenant, user_id) do update set login = excluded.login, " +
      "email = excluded.email, lang = excluded.lang, tz = excluded.tz, role = excluded.role, " +
      "groups_hash = excluded.groups_hash, seen_at = excluded.seen_at",
    [person.userId, person.login, person.email, person.lang, person.tz, person.role, person.groupsHash, now],
  );
  return before ? String(before.role) : null;
}

export async function listPeople(session: Session, tenant: TenantId): Promise<readonly Person[]> {
  const rows = await session.query(`select ${PERSON_COLUMNS} from person order by login`);
  return rows.map((row) => personIn(row, tenant));
}

export function personIn(row: SqlRow, tenant: TenantId): Person {
  return {
    tenant,
    userId: Number(row.user_id),
    login: String(row.login),
    email: row.email === null ? null : String(row.email),
    lang: String(row.lang),
    tz: String(row.tz),
    role: String(row.role),
    groupsHash: String(row.groups_hash),
  };
}
