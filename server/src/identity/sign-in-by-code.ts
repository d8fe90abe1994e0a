import { connect } from "@sextant/odoo-client";
import { z } from "zod";
import { admitPerson, type Grant } from "./admit-person.ts";
import { findConnection } from "./connections.ts";
import { signInRefused } from "./errors.ts";
import { askSigned, connectionOptions, standingOf } from "./odoo-requests.ts";
import type { IdentityParts } from "./parts.ts";
import { claimedTenant, verifyCode } from "./tokens.ts";

export const exchangeRequest = z.strictObject({
  code: z.string().max(8192),
  pkce_verifier: z.string().min(43).max(128),
});

const exchanged = z.object({
  key: z.string().min(20),
  exp: z.number().int(),
  uid: z.number().int().positive(),
  login: z.string(),
  lang: z.string(),
  tz: z.string(),
  company_ids: z.array(z.number().int()),
  groups_hash: z.string(),
});

/**
 * Signs in who shows a one-time code of a connected Odoo and the verifier it was asked for with. Odoo uses the code up; of many at once one gets in.
 *
 * @throws SextantError `sign_in_refused`
 */
export async function signInByCode(
  parts: IdentityParts,
  { code, pkce_verifier }: z.infer<typeof exchangeRequest>,
): Promise<Grant> {
  const tenant = claimedTenant(code);
  const connection = tenant && (await findConnection(parts.database, tenant));
  const claims = connection && (await verifyCode(code, connection, parts.now()));
  if (!connection || !claims) throw signInRefused("the code is not one of a connected Odoo, or is older than a minute");
  const reply = await askSigned(parts, connection, "exchange", { code, pkce_verifier });
  const session = exchanged.safeParse(reply.json);
  if (reply.status !== 200 || !session.success || String(session.data.uid) !== claims.sub)
    throw signInRefused("Odoo does not take the code: it was used, or its user may not use Sextant");
  const { key, exp, uid, login, lang, tz, groups_hash } = session.data;
  const client = await connect(connectionOptions(parts, connection, { kind: "bridge", login, secret: key }));
  try {
    const { role } = await standingOf(client);
    return await admitPerson(
      parts,
      { tenant: connection.tenant, userId: uid, login, email: emailOf(login), lang, tz, role, groupsHash: groups_hash },
      { kind: "bridge", text: key, expiresAt: new Date(exp * 1000) },
    );
  } finally {
    await client.close();
  }
}

/** A login that is an address: administrators give logins, so nobody takes another one's. */
export const emailOf = (login: string): string | null =>
  /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(login) ? login.toLowerCase() : null;
