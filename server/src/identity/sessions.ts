import { createHash, randomBytes, randomUUID } from "node:crypto";
import { appendAudit } from "../platform/audit/audit.ts";
import type { Session, TenantId } from "../platform/database/database.ts";
import { PERSON_COLUMNS, personIn } from "./people.ts";
import type { Person, SessionKind, SignedIn } from "./types.ts";

export const REFRESH_DAYS = 7;
const DAY_MS = 86_400_000;

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

export interface Opened {
  readonly id: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

/** Opens a session of a person, with the first refresh token of its family. */
export async function openSession(
  session: Session,
  {
    person,
    kind,
    credential,
    endsWith,
  }: {
    readonly person: Person;
    readonly kind: SessionKind;
    readonly credential: string;
    readonly endsWith: Date | null;
  },
  now: Date,
): Promise<Opened> {
  const id = randomUUID();
  const latest = new Date(now.getTime() + REFRESH_DAYS * DAY_MS);
  // It never outlives the key that it reads Odoo with.
  const expiresAt = endsWith && endsWith < latest ? endsWith : latest;
  await session.query(
    "insert into session (id, user_id, kind, credential, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
    [id, person.userId, kind, credential, now, expiresAt],
  );
  const refreshToken = await newToken(session, person.tenant, id, now);
  await appendAudit(session, {
    at: now.toISOString(),
    actor: { id: person.userId, login: person.login },
    what: "signed_in",
    facts: { session: id, kind },
  });
  return { id, refreshToken, expiresAt };
}

async function newToken(session: Session, tenant: TenantId, id: string, now: Date): Promise<string> {
  const token = `${Buffer.from(tenant).toString("base64url")}.${randomBytes(32).toString("base64url")}`;
  await session.query("insert into refresh_token (sha256, session, created_at) values ($1, $2, $3)", [
    digest(token),
    id,
    now,
  ]);
  return token;
}

/** The tenant that a refresh token claims; it says where to look it up. */
export const tenantInToken = (token: string): TenantId =>
  Buffer.from(token.split(".")[0] ?? "", "base64url").toString("utf8") as TenantId;

/**
 * Uses a refresh token up for the next. One that was used before is in two hands: the whole family ends.
 *
 * @returns null when it is not one, was used, or its session is over.
 */
export async function refreshSession(
  session: Session,
  tenant: TenantId,
  token: string,
  now: Date,
): Promise<{ readonly signedIn: SignedIn; readonly refreshToken: string; readonly expiresAt: Date } | null> {
  const sha256 = digest(token);
  const [used] = await session.query(
    "update refresh_token set used_at = $2 where sha256 = $1 and used_at is null returning session",
    [sha256, now],
  );
  if (!used) {
    const [before] = await session.query("select session from refresh_token where sha256 = $1", [sha256]);
    if (before) await endSession(session, tenant, String(before.session), "refresh_token_reused", now);
    return null;
  }
  const id = String(used.session);
  const signedIn = await findSession(session, tenant, id, now);
  if (!signedIn) return null;
  const [row] = await session.query("select expires_at from session where id = $1", [id]);
  return { signedIn, refreshToken: await newToken(session, tenant, id, now), expiresAt: row?.expires_at as Date };
}

/** Who is signed in with a session; null when it has ended. */
export async function findSession(session: Session, tenant: TenantId, id: string, now: Date): Promise<SignedIn | null> {
  const columns = PERSON_COLUMNS.split(", ").map((name) => `p.${name}`);
  const [row] = await session.query(
    `select s.kind, s.credential, ${columns.join(", ")} from session s join person p on p.tenant = s.tenant and p.user_id = s.user_id ` +
      "where s.id = $1 and s.ended_at is null and s.expires_at > $2",
    [id, now],
  );
  if (!row) return null;
  return { id, kind: row.kind as SessionKind, credential: String(row.credential), person: personIn(row, tenant) };
}

/** Ends a session, its refresh tokens and the secret it has used. False when it had ended already. */
export async function endSession(
  session: Session,
  tenant: TenantId,
  id: string,
  why: string,
  now: Date,
): Promise<boolean> {
  const [ended] = await session.query(
    "update session set ended_at = $2, ended_why = $3 where id = $1 and ended_at is null returning user_id, credential",
    [id, now, why],
  );
  if (!ended) return false;
  await session.query("update refresh_token set used_at = coalesce(used_at, $2) where session = $1", [id, now]);
  // A personal key serves other sessions too; it goes with the last one that is open, unless its owner keeps it for the company's sign-in.
  await session.query("delete from credential where id = $1 and kind = 'bridge'", [ended.credential as string]);
  const [person] = await session.query("select login from person where user_id = $1", [Number(ended.user_id)]);
  await appendAudit(session, {
    at: now.toISOString(),
    actor: { id: Number(ended.user_id), login: String(person?.login ?? "") },
    what: "session_ended",
    facts: { session: id, why, tenant },
  });
  return true;
}

/** Ends all sessions of a person. */
export async function endSessionsOf(
  session: Session,
  tenant: TenantId,
  userId: number,
  why: string,
  now: Date,
): Promise<number> {
  const open = await session.query("select id from session where user_id = $1 and ended_at is null", [userId]);
  for (const { id } of open) await endSession(session, tenant, String(id), why, now);
  return open.length;
}
