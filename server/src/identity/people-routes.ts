import { SextantError } from "@sextant/contracts";
import type { Caller } from "../platform/access/caller.ts";
import { appendAudit } from "../platform/audit/audit.ts";
import type { Session } from "../platform/database/database.ts";
import type { IdentityParts } from "./parts.ts";
import { findPerson } from "./people.ts";
import type { KnownPerson } from "./types.ts";

/** What the routes about people share; their administrators alone come here. */
export interface PeopleRoutes {
  readonly access: "manage-people";
  /** @throws SextantError `not_found` where nobody of this tenant has the id of a path. */
  known(caller: Caller, id: string): Promise<KnownPerson>;
  /** Adds what the caller did to the audit, in the transaction of it. */
  note(session: Session, caller: Caller, what: string, facts: Readonly<Record<string, unknown>>): Promise<void>;
}

export const peopleRoutes = ({ database, now }: Pick<IdentityParts, "database" | "now">): PeopleRoutes => ({
  access: "manage-people",
  async known({ tenant }, id) {
    // Below zero is who lost his number in Odoo to somebody else.
    const userId = /^-?\d{1,9}$/.test(id) ? Number(id) : 0;
    const person = await database.transaction(tenant, (session) => findPerson(session, tenant, userId));
    if (!person) throw new SextantError("not_found", "Nobody with this id has signed in from this Odoo.");
    return person;
  },
  note: (session, { userId: id, login }, what, facts) =>
    appendAudit(session, { at: now().toISOString(), actor: { id, login }, what, facts }),
});
