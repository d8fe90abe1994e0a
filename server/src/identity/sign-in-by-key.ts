import { isSextantError } from "@sextant/contracts";
import { connect } from "@sextant/odoo-client";
import { z } from "zod";
import { admitPerson, type Grant } from "./admit-person.ts";
import { listConnections } from "./connections.ts";
import { signInRefused } from "./errors.ts";
import { madeAtOf } from "./made-at.ts";
import { connectionOptions, standingOf } from "./odoo-requests.ts";
import type { IdentityParts } from "./parts.ts";
import { emailOf } from "./sign-in-by-code.ts";

export const keyRequest = z.strictObject({
  url: z.string().max(300),
  database: z.string().max(100).optional(),
  login: z.string().min(1).max(200),
  key: z.string().min(8).max(200),
});

/**
 * Signs in who shows login and personal key of a connected Odoo, which is asked whether they are right. The key is kept, sealed, and what he does in
 * Sextant is done with it.
 *
 * @throws SextantError `sign_in_refused`
 */
export async function signInByKey(
  parts: IdentityParts,
  { url, database, login, key }: z.infer<typeof keyRequest>,
  signal: AbortSignal,
): Promise<Grant> {
  const bare = url.trim().replace(/\/+$/, "");
  const there = (await listConnections(parts.database)).filter((one) => one.url === bare);
  if (there.length === 0) throw signInRefused("no Odoo of this address is connected here");
  const [connection, another] = there.filter((one) => database === undefined || one.database === database);
  if (!connection)
    throw signInRefused(`the Odoo of this address is connected here with another database than "${database}"`);
  if (another) throw signInRefused("several databases of this Odoo are connected; name the database too");
  const client = await connect(connectionOptions(parts, connection, { kind: "key", login, secret: key }), signal).catch(
    (error: unknown) => {
      if (isSextantError(error) && error.code === "authentication")
        throw signInRefused("Odoo does not know this login and key");
      throw error;
    },
  );
  try {
    const { info } = client;
    // JSON-2 looks at the key alone: a right key under another person's login is a mistake or worse.
    if (info.login !== login.trim()) throw signInRefused("Odoo does not know this login and key");
    const [{ role, groupsHash }, madeAt] = await Promise.all([standingOf(client, signal), madeAtOf(client, signal)]);
    const { tenant } = connection;
    return await admitPerson(
      parts,
      {
        tenant,
        userId: info.userId,
        login: info.login,
        email: emailOf(info.login),
        lang: info.lang,
        tz: info.tz,
        role,
        groupsHash,
        madeAt,
      },
      { kind: "key", text: key, expiresAt: null },
    );
  } finally {
    await client.close();
  }
}
