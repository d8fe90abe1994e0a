import type { SextantError } from "@sextant/contracts";
import { connect } from "@sextant/odoo-client";
import { z } from "zod";
import { admitPerson, type Grant } from "./admit-person.ts";
import { findConnection } from "./connections.ts";
import { codeRefused, signInRefused } from "./errors.ts";
import { madeAtOf } from "./made-at.ts";
import { askSigned, connectionOptions, standingOf } from "./odoo-requests.ts";
import type { IdentityParts } from "./parts.ts";
import { ageOfCode, claimedTenant, verifyCode } from "./tokens.ts";
import type { Connection } from "./types.ts";

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
export async function signInByCode(parts: IdentityParts, request: z.infer<typeof exchangeRequest>): Promise<Grant> {
  const { connection, session } = await exchangeCode(parts, request, "session");
  const { key, exp, uid, login, lang, tz, groups_hash } = session;
  const client = await connect(connectionOptions(parts, connection, { kind: "bridge", login, secret: key }));
  try {
    const [{ role }, madeAt] = await Promise.all([standingOf(client), madeAtOf(client)]);
    return await admitPerson(
      parts,
      {
        tenant: connection.tenant,
        userId: uid,
        login,
        email: emailOf(login),
        lang,
        tz,
        role,
        groupsHash: groups_hash,
        madeAt,
      },
      { kind: "bridge", text: key, expiresAt: new Date(exp * 1000) },
    );
  } finally {
    await client.close();
  }
}

/**
 * Uses a code up at Odoo, for the key that it promises.
 *
 * @throws SextantError `sign_in_refused`
 */
export async function exchangeCode(
  parts: IdentityParts,
  { code, pkce_verifier }: z.infer<typeof exchangeRequest>,
  use: "session" | "background",
): Promise<{ readonly connection: Connection; readonly session: z.infer<typeof exchanged> }> {
  const tenant = claimedTenant(code);
  const connection = tenant && (await findConnection(parts.database, tenant));
  if (!connection)
    throw codeRefused(
      "not_connected",
      "this Odoo is not connected here (any more); an administrator connects it in Odoo's settings",
    );
  const claims = await verifyCode(code, connection, parts.now());
  if (!claims) throw await whyNoCode(parts, connection, code);
  if ((claims.use ?? "session") !== use) throw signInRefused("the code is for another use");
  const reply = await askSigned(parts, connection, "exchange", { code, pkce_verifier });
  const session = exchanged.safeParse(reply.json);
  const apart = apartIn.safeParse(reply.json);
  if (reply.status === 401 && apart.success) throw clocksDiffer(apart.data);
  if (reply.status === 401 && !codeRefusedBy.safeParse(reply.json).success)
    throw codeRefused(
      "another_server",
      "Odoo knows another key of Sextant than the one that is here, as after a restored backup; an administrator connects it anew in Odoo's settings",
    );
  if (reply.status !== 200 || !session.success || String(session.data.uid) !== claims.sub)
    throw signInRefused("Odoo does not take the code: it was used, or its user may not use Sextant");
  return { connection, session: session.data };
}

/** What Odoo says of a code that it does not take; of a request that it does not take it says something else. */
const codeRefusedBy = z.object({ error: z.literal("code_refused") });

/** What Odoo says of a request that was signed too long ago, or is yet to come, by its own clock: by how many seconds. */
const apartIn = z
  .object({ message: z.string() })
  .transform(({ message }) => Number(/its clock .* (-?\d+) seconds apart/i.exec(message)?.[1] ?? Number.NaN))
  .pipe(z.number());

async function whyNoCode(parts: IdentityParts, connection: Connection, code: string): Promise<SextantError> {
  const age = await ageOfCode(code, connection, parts.now());
  if (age === null)
    return codeRefused(
      "another_database",
      "the code is not one of the database that is connected; a copy of it has to be connected anew",
    );
  return clocksDiffer(age);
}

/** A page shows a code at once: one that is old or yet to come tells that the clocks differ. */
const clocksDiffer = (seconds: number) =>
  codeRefused(
    "clock",
    `the code was made ${Math.abs(seconds)} seconds ${seconds < 0 ? "ahead" : "ago"} by Odoo's clock, and is good for 60. Set the clocks of both servers`,
    { seconds },
  );

/** A login that is an address: administrators give logins, so nobody takes another one's. */
export const emailOf = (login: string): string | null =>
  /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(login) ? login.toLowerCase() : null;
