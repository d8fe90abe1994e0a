import { permissionsOf } from "../platform/access/role.ts";
import { appendAudit } from "../platform/audit/audit.ts";
import type { Session } from "../platform/database/database.ts";
import { keepCredential } from "./credentials.ts";
import { signInRefused } from "./errors.ts";
import { takeInvitation } from "./invitations.ts";
import { partFromFormer } from "./part-from-former.ts";
import type { IdentityParts } from "./parts.ts";
import { keepPerson, roleOf } from "./people.ts";
import { type Opened, openSession } from "./sessions.ts";
import { ACCESS_SECONDS, signAccess } from "./tokens.ts";
import type { KnownPerson, Person, SessionKind } from "./types.ts";

/** What a page gets that has signed in. The tokens stay in its memory; nothing is a cookie. */
export interface Grant {
  readonly token_type: "Bearer";
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly session_expires_at: string;
  readonly person: {
    readonly tenant: string;
    readonly id: number;
    readonly login: string;
    readonly lang: string;
    readonly tz: string;
  };
  readonly permissions: readonly string[];
}

export interface Secret {
  readonly kind: SessionKind;
  readonly text: string;
  readonly expiresAt: Date | null;
  /** The id of a credential that is kept already. */
  readonly kept?: string;
}

/**
 * Keeps the person and his credential, and opens a session: all of it, or nothing.
 *
 * @throws SextantError `sign_in_refused` when his account is closed.
 */
export async function admitPerson(parts: IdentityParts, person: Person, secret: Secret): Promise<Grant> {
  const now = parts.now();
  const { known, opened, parted } = await parts.database.transaction(person.tenant, async (session) => {
    const parted = await partFromFormer(session, person, parts.personal, now);
    const { known: kept, before } = await keepPerson(session, person, now);
    if (kept.closed) throw signInRefused("an administrator of Sextant has closed this account");
    await noteRole(session, person, before, now);
    const credential = secret.kept ?? (await keep(parts, session, person, secret));
    return {
      parted,
      known: await takeInvitation(session, kept, now),
      opened: await openSession(session, { person, kind: secret.kind, credential, endsWith: secret.expiresAt }, now),
    };
  });
  if (parted) parts.parted(person.tenant, person.userId);
  return grantOf(parts, known, opened);
}

function keep(
  { vault }: IdentityParts,
  session: Session,
  person: Person,
  { kind, text, expiresAt }: Secret,
): Promise<string> {
  const of = { userId: person.userId, kind, secret: text, expiresAt };
  // One personal key a person: the next one he signs in with takes its place.
  return keepCredential(session, vault, person.tenant, kind === "key" ? { id: keyOf(person.userId), ...of } : of);
}

/** Under which id the personal key of a person is kept. */
export const keyOf = (userId: number): string => `key:${userId}`;

export async function noteRole(session: Session, person: Person, before: string | null, now: Date): Promise<void> {
  if (before === person.role) return;
  await appendAudit(session, {
    at: now.toISOString(),
    actor: { id: person.userId, login: person.login },
    what: "role_changed",
    facts: { from: before, to: person.role, by: "odoo" },
  });
}

/** The tokens of an opened session. */
export async function grantOf(
  parts: IdentityParts,
  person: KnownPerson,
  { id, refreshToken, expiresAt }: Opened,
): Promise<Grant> {
  const { tenant, userId, login, lang, tz } = person;
  return {
    token_type: "Bearer",
    access_token: await signAccess(await parts.keys(), tenant, userId, id, parts.now()),
    expires_in: ACCESS_SECONDS,
    refresh_token: refreshToken,
    session_expires_at: expiresAt.toISOString(),
    person: { tenant, id: userId, login, lang, tz },
    permissions: [...permissionsOf(roleOf(person))],
  };
}
