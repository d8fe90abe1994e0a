import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import type { Caller } from "../platform/access/caller.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import { collectAccount, forgetAccount } from "./account-data.ts";
import { keepingAnAdministrator } from "./administrators.ts";
import type { IdentityParts } from "./parts.ts";
import type { PeopleRoutes } from "./people-routes.ts";
import type { SignOut } from "./sign-out.ts";
import type { KnownPerson } from "./types.ts";

/** A person as the caller that what is kept of him is found by. */
const asCaller = (caller: Caller, { userId, login }: KnownPerson): Caller => ({ ...caller, userId, login });

/** Routes of what is kept of a person: given out on his demand, and forgotten. */
export function personDataOperations(
  { database, now, personal }: Pick<IdentityParts, "database" | "now" | "personal">,
  signOut: SignOut,
  { access, known, note }: PeopleRoutes,
): readonly Operation[] {
  return [
    operation({
      method: "get",
      path: "/v1/people/:id/export",
      summary: "All that Sextant keeps of a person, as a file, for his request to see it",
      access,
      reply: { file: "JSON: person, sessions, what he did by the audit, conversations, proposals" },
      async handle({ caller, params: { id = "" }, response }) {
        const person = await known(caller, id);
        const all = await database.transaction(caller.tenant, async (session) => {
          await note(session, caller, "account_exported", { person: person.userId });
          return collectAccount(session, { ...asCaller(caller, person), session: null }, personal, now());
        });
        response
          .attachment(`sextant-account-${person.userId}.json`)
          .type("application/json")
          .send(JSON.stringify(all, null, 2));
      },
    }),
    operation({
      method: "post",
      path: "/v1/people/:id/delete",
      summary:
        "Forget a person: sessions, keys, conversations, his name in proposals and in the audit. It cannot be taken back",
      access,
      body: z.strictObject({ login: z.string().max(200).describe("The person's login, typed to confirm") }),
      reply: { schema: z.object({ deleted: z.literal(true) }) },
      async handle({ caller, params: { id = "" }, body }) {
        const person = await known(caller, id);
        if (body.login !== person.login)
          throw new SextantError(
            "bad_usage",
            `The login typed is not that of this person. Type ${person.login} to confirm.`,
          );
        await signOut(caller.tenant, person.userId, "account_deleted", async (session) => {
          await keepingAnAdministrator(session, caller.tenant, () =>
            forgetAccount(session, asCaller(caller, person), personal),
          );
          // Who deletes himself is forgotten in the audit, too.
          const by = person.userId === caller.userId ? { ...caller, login: "" } : caller;
          await note(session, by, "account_deleted", { person: person.userId });
        });
        return { deleted: true };
      },
    }),
  ];
}
