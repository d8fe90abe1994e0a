import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import { ROLES, type Role } from "../platform/access/role.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import { personInfo, personOf } from "./account-info.ts";
import { keepingAnAdministrator } from "./administrators.ts";
import type { IdentityParts } from "./parts.ts";
import type { PeopleRoutes } from "./people-routes.ts";
import type { SignOut } from "./sign-out.ts";

export const givenRole = z.enum(Object.keys(ROLES) as [Role, ...Role[]]);

/** Routes of what a person may do here: his role, and whether he is let in at all. */
export function personRightOperations(
  { database, now }: Pick<IdentityParts, "database" | "now">,
  signOut: SignOut,
  { access, known, note }: PeopleRoutes,
): readonly Operation[] {
  return [
    operation({
      method: "post",
      path: "/v1/people/:id/role",
      summary: "Give a person a role, in the place of the one that his groups in Odoo mean; null takes it back",
      access,
      body: z.strictObject({ role: givenRole.nullable() }),
      reply: { schema: personInfo },
      async handle({ caller, params: { id = "" }, body }) {
        const { userId } = await known(caller, id);
        return database.transaction(caller.tenant, async (session) => {
          const before = await personOf(session, { ...caller, userId });
          await keepingAnAdministrator(session, caller.tenant, () =>
            session.query("update person set given_role = $2 where user_id = $1", [userId, body.role]),
          );
          const after = await personOf(session, { ...caller, userId });
          if (after.role !== before.role || after.givenRole !== before.givenRole)
            await note(session, caller, "role_changed", {
              person: userId,
              from: before.role,
              to: after.role,
              by: "administrator",
            });
          return after;
        });
      },
    }),
    operation({
      method: "post",
      path: "/v1/people/:id/close",
      summary: "Close a person's account: his sessions end at once, his keys are forgotten, and he is let in no more",
      access,
      reply: { schema: z.object({ ended: z.number() }) },
      async handle({ caller, params: { id = "" } }) {
        const { userId } = await known(caller, id);
        const ended = await signOut(caller.tenant, userId, "account_closed", async (session) => {
          await keepingAnAdministrator(session, caller.tenant, () =>
            session.query("update person set closed_at = coalesce(closed_at, $2) where user_id = $1", [userId, now()]),
          );
          await session.query("delete from credential where user_id = $1", [userId]);
          await note(session, caller, "account_closed", { person: userId });
        });
        return { ended };
      },
    }),
    operation({
      method: "post",
      path: "/v1/people/:id/open",
      summary: "Let a person in again whose account was closed",
      access,
      reply: { schema: personInfo },
      async handle({ caller, params: { id = "" } }) {
        const { userId } = await known(caller, id);
        if (userId < 0)
          throw new SextantError(
            "conflict",
            "Odoo has given the number of this person to somebody else, so nobody can come in by this account. It is kept to be exported or deleted.",
          );
        return database.transaction(caller.tenant, async (session) => {
          await session.query("update person set closed_at = null where user_id = $1", [userId]);
          await note(session, caller, "account_opened", { person: userId });
          return personOf(session, { ...caller, userId });
        });
      },
    }),
  ];
}
