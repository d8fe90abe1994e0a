import { isSextantError } from "@sextant/contracts";
import { connect } from "@sextant/odoo-client";
import { admitPerson, type Grant, keyOf } from "./admit-person.ts";
import { listConnections } from "./connections.ts";
import { readCredential } from "./credentials.ts";
import { signInRefused } from "./errors.ts";
import { madeAtOf } from "./made-at.ts";
import { connectionOptions, standingOf } from "./odoo-requests.ts";
import type { IdentityParts } from "./parts.ts";
import { PERSON_COLUMNS, personIn } from "./people.ts";

/**
 * Signs in whom the company's provider vouches for by a verified address: as the user of a connected Odoo with this login, if he has signed in with a
 * key of his own before. The provider alone opens no Odoo.
 *
 * @throws SextantError `sign_in_refused`
 */
export async function signInByCompany(parts: IdentityParts, email: string): Promise<Grant> {
  const { database, vault, now } = parts;
  const found = [];
  for (const connection of await listConnections(database)) {
    const { tenant } = connection;
    const known = await database.transaction(tenant, async (session) => {
      const [row] = await session.query(`select ${PERSON_COLUMNS} from person where email = $1 and user_id > 0`, [
        email,
      ]);
      if (!row) return null;
      const person = personIn(row, tenant);
      const secret = await readCredential(session, vault, tenant, keyOf(person.userId), now());
      return secret === null ? null : { person, secret };
    });
    if (known) found.push({ connection, ...known });
  }
  const [one, another] = found;
  if (!one) throw signInRefused("nobody with this address has signed in here with a key of his own; do that once");
  if (another) throw signInRefused("several connected Odoos know this address; sign in with your key");
  const { connection, person, secret } = one;
  const client = await connect(
    connectionOptions(parts, connection, { kind: "oidc", login: person.login, secret }),
  ).catch((error: unknown) => {
    if (isSextantError(error) && error.code === "authentication")
      throw signInRefused("your key in Odoo has ended; sign in once with a new one");
    throw error;
  });
  try {
    // The key decides who he is: a login that went to another user since does not.
    if (client.info.userId !== person.userId) throw signInRefused("your key in Odoo belongs to another user");
    const [standing, madeAt] = await Promise.all([standingOf(client), madeAtOf(client)]);
    const kept = { kind: "oidc", text: secret, expiresAt: null, kept: keyOf(person.userId) } as const;
    return await admitPerson(parts, { ...person, ...standing, madeAt }, kept);
  } finally {
    await client.close();
  }
}
