import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import type { Caller } from "../platform/access/caller.ts";
import { ROLES, type Role } from "../platform/access/role.ts";
import { appendAudit } from "../platform/audit/audit.ts";
import type { Session } from "../platform/database/database.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import { collectAccount, forgetAccount, type PersonalData } from "./account-data.ts";
import { infoOf, personInfo, personOf, sessionInfo, sessionsOf } from "./account-info.ts";
import { keepingAnAdministrator } from "./administrators.ts";
import type { Identity } from "./identity.ts";
import { invite, listInvitations, withdrawInvitation } from "./invitations.ts";
import type { IdentityParts } from "./parts.ts";
import { findPerson, listPeople, roleOf } from "./people.ts";
import { signOutOf } from "./sign-out.ts";
import type { KnownPerson } from "./types.ts";

const access = "manage-people";
const role = z.enum(Object.keys(ROLES) as [Role, ...Role[]]);
const invitation = z.object({ login: z.string(), role: z.string(), invitedAt: z.string() });

/** Routes of the people of a tenant, for its administrators. Each change stands in the audit, and none takes the last administrator away. */
export function peopleOperations(
  parts: IdentityParts,
  identity: Identity,
  kept: readonly PersonalData[],
): readonly Operation[] {
  const { database, now } = parts;
  const signOut = signOutOf(parts, identity);
  const known = async ({ tenant }: Caller, id: string): Promise<KnownPerson> => {
    const userId = /^\d{1,9}$/.test(id) ? Number(id) : -1;
    const person = await database.transaction(tenant, (session) => findPerson(session, tenant, userId));
    if (!person) throw new SextantError("not_found", "Nobody with this id has signed in from this Odoo.");
    return person;
  };
  const note = (session: Session, { userId: id, login }: Caller, what: string, facts: Record<string, unknown>) =>
    appendAudit(session, { at: now().toISOString(), actor: { id, login }, what, facts });
  /** A person as the caller that what is kept of him is found by. */
  const asCaller = (caller: Caller, { userId, login }: KnownPerson): Caller => ({ ...caller, userId, login });
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
    operation({
      method: "post",
      path: "/v1/people/:id/role",
      summary: "Give a person a role, in the place of the one that his groups in Odoo mean; null takes it back",
      access,
      body: z.strictObject({ role: role.nullable() }),
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
        return database.transaction(caller.tenant, async (session) => {
          await session.query("update person set closed_at = null where user_id = $1", [userId]);
          await note(session, caller, "account_opened", { person: userId });
          return personOf(session, { ...caller, userId });
        });
      },
    }),
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
          return collectAccount(session, { ...asCaller(caller, person), session: null }, kept, now());
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
            forgetAccount(session, asCaller(caller, person), kept),
          );
          // Who deletes himself is forgotten in the audit, too.
          const by = person.userId === caller.userId ? { ...caller, login: "" } : caller;
          await note(session, by, "account_deleted", { person: person.userId });
        });
        return { deleted: true };
      },
    }),
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
      body: z.strictObject({ login: z.string().trim().min(1).max(200), role }),
      reply: { status: 201, schema: z.array(invitation) },
      handle: ({ caller, body }) =>
        database.transaction(caller.tenant, async (session) => {
          const people = await listPeople(session, caller.tenant);
          const there = people.find(({ login }) => login.toLowerCase() === body.login.toLowerCase());
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
