import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import { type Operation, operation } from "../platform/http/operation.ts";
import { infoOf, personInfo, personOf, sessionInfo, sessionsOf } from "./account-info.ts";
import type { Identity } from "./identity.ts";
import { invitationOperations } from "./invitation-operations.ts";
import type { IdentityParts } from "./parts.ts";
import { listPeople } from "./people.ts";
import { peopleRoutes } from "./people-routes.ts";
import { personDataOperations } from "./person-data-operations.ts";
import { personRightOperations } from "./person-right-operations.ts";
import { signOutOf } from "./sign-out.ts";

/** Routes of the people of a tenant, for its administrators. Each change stands in the audit, and none takes the last administrator away. */
export function peopleOperations(parts: IdentityParts, identity: Identity): readonly Operation[] {
  const { database, now } = parts;
  const signOut = signOutOf(parts, identity);
  const routes = peopleRoutes(parts);
  const { access, known } = routes;
  return [
    operation({
      method: "get",
      path: "/v1/people",
      summary: "Who has signed in from this Odoo, with the role of each and where it comes from",
      access,
      reply: { schema: z.array(personInfo) },
      handle: async ({ caller: { tenant } }) =>
        (await database.transaction(tenant, (session) => listPeople(session, tenant))).map(infoOf),
    }),
    operation({
      method: "get",
      path: "/v1/people/:id",
      summary: "A person, and the sessions that are open for him",
      access,
      reply: { schema: z.object({ person: personInfo, sessions: z.array(sessionInfo) }) },
      async handle({ caller, params: { id = "" } }) {
        const { userId } = await known(caller, id);
        return database.transaction(caller.tenant, async (session) => ({
          person: await personOf(session, { ...caller, userId }),
          sessions: await sessionsOf(session, { ...caller, userId }, now()),
        }));
      },
    }),
    operation({
      method: "post",
      path: "/v1/people/:id/end-session",
      summary: "End one session of a person",
      access,
      body: z.strictObject({ session: z.string().max(100) }),
      reply: { schema: z.object({ ended: z.literal(true) }) },
      async handle({ caller, params: { id = "" }, body }) {
        const { userId } = await known(caller, id);
        const [open] = await database.query(
          caller.tenant,
          "select 1 from session where id = $1 and user_id = $2 and ended_at is null",
          [body.session, userId],
        );
        if (!open) throw new SextantError("not_found", "No open session of this person has this id.");
        await identity.end(caller.tenant, body.session, "by_administrator");
        return { ended: true };
      },
    }),
    operation({
      method: "post",
      path: "/v1/people/:id/sign-out",
      summary: "End all sessions of a person",
      access,
      reply: { schema: z.object({ ended: z.number() }) },
      async handle({ caller, params: { id = "" } }) {
        const { userId } = await known(caller, id);
        const ended = await signOut(caller.tenant, userId, "by_administrator");
        await identity.note(caller, "person_signed_out", { person: userId, sessions: ended });
        return { ended };
      },
    }),
    ...personRightOperations(parts, signOut, routes),
    ...personDataOperations(parts, signOut, routes),
    ...invitationOperations(parts, routes),
  ];
}
