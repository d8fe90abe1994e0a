import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import { type Operation, operation } from "../platform/http/operation.ts";
import { invite, listInvitations, withdrawInvitation } from "./invitations.ts";
import type { IdentityParts } from "./parts.ts";
import { listPeople, roleOf } from "./people.ts";
import type { PeopleRoutes } from "./people-routes.ts";
import { givenRole } from "./person-right-operations.ts";

const invitation = z.object({ login: z.string(), role: z.string(), invitedAt: z.string() });

/** Routes of roles that wait for people who have not come yet. */
export function invitationOperations(
  { database, now }: Pick<IdentityParts, "database" | "now">,
  { access, note }: PeopleRoutes,
): readonly Operation[] {
  return [
    operation({
      method: "get",
      path: "/v1/invitations",
      summary: "Roles that wait for people who have not signed in yet",
      access,
      reply: { schema: z.array(invitation) },
      handle: ({ caller }) => database.transaction(caller.tenant, listInvitations),
    }),
    operation({
      method: "post",
      path: "/v1/invitations",
      summary: "Have a role wait for whoever signs in from this Odoo with a login. Nothing is sent to anybody",
      access,
      body: z.strictObject({ login: z.string().trim().min(1).max(200), role: givenRole }),
      reply: { status: 201, schema: z.array(invitation) },
      handle: ({ caller, body }) =>
        database.transaction(caller.tenant, async (session) => {
          const people = await listPeople(session, caller.tenant);
          const there = people.find(
            ({ login, userId }) => userId > 0 && login.toLowerCase() === body.login.toLowerCase(),
          );
          if (there)
            throw new SextantError(
              "bad_usage",
              `${there.login} has signed in already, as ${roleOf(there) || "nobody"}. Change the role there.`,
            );
          await invite(session, body, caller.userId, now());
          await note(session, caller, "invited", { role: body.role });
          return listInvitations(session);
        }),
    }),
    operation({
      method: "post",
      path: "/v1/invitations/withdraw",
      summary: "Take an invitation back",
      access,
      body: z.strictObject({ login: z.string().trim().min(1).max(200) }),
      reply: { schema: z.array(invitation) },
      handle: ({ caller, body }) =>
        database.transaction(caller.tenant, async (session) => {
          if (!(await withdrawInvitation(session, body.login)))
            throw new SextantError("not_found", "Nobody with this login is invited.");
          await note(session, caller, "invitation_withdrawn", {});
          return listInvitations(session);
        }),
    }),
  ];
}
