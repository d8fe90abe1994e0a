import type { ConnectionOptions } from "@sextant/odoo-client";
import { z } from "zod";
import type { Caller } from "../platform/access/caller.ts";
import { appendAudit } from "../platform/audit/audit.ts";
import type { TenantId } from "../platform/database/database.ts";
import { listConnections } from "./connections.ts";
import { keepCredential, readCredential } from "./credentials.ts";
import { signInRefused } from "./errors.ts";
import { askAs, connectionOptions } from "./odoo-requests.ts";
import type { IdentityParts } from "./parts.ts";
import { exchangeCode, type exchangeRequest } from "./sign-in-by-code.ts";
import type { Connection } from "./types.ts";

const KIND = "background";
const idOf = (userId: number) => `${KIND}:${userId}`;

/** A question of a person that is due, as Odoo gave it out. */
export interface DueQuestion {
  readonly id: number;
  readonly question: string;
  readonly company: number;
}

/** What came of it. */
export type Outcome = { readonly answer: string; readonly proof: string } | { readonly failure: string };

/**
 * The permission of one person to answer his scheduled questions while he is away: a key of a scope of its own, which reads as him and brings answers to
 * him. It opens nothing that writes; it ends after 90 days, and whenever he, or an administrator of Odoo, takes it away.
 */
export interface BackgroundGrant {
  readonly tenant: TenantId;
  readonly userId: number;
  /** How Odoo is read with it. */
  readonly options: ConnectionOptions;
  /** @throws SextantError `signed_out` when the key has ended; it is forgotten then. */
  due(): Promise<readonly DueQuestion[]>;
  deliver(run: number, outcome: Outcome): Promise<void>;
}

const due = z.object({
  runs: z.array(z.object({ id: z.number().int(), question: z.string(), company: z.number().int() })).max(100),
});

/** Keeps the key that a code of the caller's own promises, sealed, in the place of the one before. */
export async function grantBackground(
  parts: IdentityParts,
  { tenant, userId, login }: Caller,
  request: z.infer<typeof exchangeRequest>,
): Promise<{ readonly until: string }> {
  const { connection, session: granted } = await exchangeCode(parts, request, KIND);
  if (connection.tenant !== tenant || granted.uid !== userId) throw signInRefused("the code is of somebody else");
  const expiresAt = new Date(granted.exp * 1000);
  await parts.database.transaction(tenant, async (session) => {
    await keepCredential(session, parts.vault, tenant, {
      id: idOf(userId),
      userId,
      kind: KIND,
      secret: granted.key,
      expiresAt,
    });
    await appendAudit(session, {
      at: parts.now().toISOString(),
      actor: { id: userId, login },
      what: "background_granted",
      facts: { until: expiresAt.toISOString() },
    });
  });
  return { until: expiresAt.toISOString() };
}

/** All permissions that have not ended. */
export async function listBackgroundGrants(parts: IdentityParts): Promise<readonly BackgroundGrant[]> {
  const grants: BackgroundGrant[] = [];
  for (const connection of await listConnections(parts.database)) {
    const rows = await parts.database.query(
      connection.tenant,
      "select c.user_id, p.login from credential c join person p on p.tenant = c.tenant and p.user_id = c.user_id where c.kind = $1 and c.expires_at > $2 order by c.user_id",
      [KIND, parts.now()],
    );
    for (const { user_id, login } of rows) {
      const grant = await openGrant(parts, connection, Number(user_id), String(login));
      if (grant) grants.push(grant);
    }
  }
  return grants;
}

async function openGrant(
  parts: IdentityParts,
  connection: Connection,
  userId: number,
  login: string,
): Promise<BackgroundGrant | null> {
  const { tenant } = connection;
  const key = await parts.database.transaction(tenant, (session) =>
    readCredential(session, parts.vault, tenant, idOf(userId), parts.now()),
  );
  if (key === null) return null;
  const ask = async (name: string, body: object): Promise<unknown> => {
    const { status, json } = await askAs(parts, connection, key, name, body);
    if (status === 401) await forget(parts, tenant, userId, login);
    if (status !== 200) throw signInRefused(`Odoo answers ${status} to the key of ${login} for the background`);
    return json;
  };
  return {
    tenant,
    userId,
    options: connectionOptions(parts, connection, { kind: "bridge", login, secret: key }),
    due: async () => due.parse(await ask("due", {})).runs,
    deliver: async (run, outcome) => void (await ask("answer", { run, ...outcome })),
  };
}

function forget(parts: IdentityParts, tenant: TenantId, userId: number, login: string): Promise<void> {
  return parts.database.transaction(tenant, async (session) => {
    await session.query("delete from credential where id = $1", [idOf(userId)]);
    await appendAudit(session, {
      at: parts.now().toISOString(),
      actor: { id: userId, login },
      what: "background_ended",
      facts: { why: "refused_by_odoo" },
    });
  });
}
