import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import { appendAudit } from "../platform/audit/audit.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import { collectAccount, forgetAccount } from "./account-data.ts";
import { personInfo, personOf, sessionInfo, sessionsOf } from "./account-info.ts";
import { keepingAnAdministrator } from "./administrators.ts";
import { keyOf } from "./admit-person.ts";
import type { Identity } from "./identity.ts";
import type { IdentityParts } from "./parts.ts";
import { listPeople } from "./people.ts";
import { signOutOf } from "./sign-out.ts";

/** Routes of a person's own account, and of the connection of a tenant for its administrators. */
export function accountOperations(parts: IdentityParts, identity: Identity): readonly Operation[] {
  const { database, now, personal } = parts;
  const signOut = signOutOf(parts, identity);
  return [
    operation({
      method: "get",
      path: "/v1/account",
      summary: "Who is signed in, and in which sessions",
      access: "signed-in",
      reply: { schema: z.object({ person: personInfo, sessions: z.array(sessionInfo), keyKept: z.boolean() }) },
      handle: ({ caller }) =>
        database.transaction(caller.tenant, async (session) => ({
          person: await personOf(session, caller),
          sessions: await sessionsOf(session, caller, now()),
          keyKept: (await session.query("select 1 from credential where id = $1", [keyOf(caller.userId)])).length > 0,
        })),
    }),
    operation({
      method: "get",
      path: "/v1/account/export",
      summary: "All that Sextant keeps of the caller, as a file",
      access: "signed-in",
      reply: { file: "JSON: person, sessions, what he did by the audit, conversations, proposals" },
      async handle({ caller, response }) {
        const all = await database.transaction(caller.tenant, (session) =>
          collectAccount(session, caller, personal, now()),
        );
        await identity.note(caller, "account_exported", {});
        response
          .attachment("sextant-account.json")
          .type("application/json")
          .send(JSON.stringify(all, null, 2));
      },
    }),
    operation({
      method: "post",
      path: "/v1/account/delete",
      summary:
        "Forget the caller: sessions, keys, conversations, his name in proposals and in the audit. It cannot be taken back",
      access: "signed-in",
      body: z.strictObject({ login: z.string().describe("The caller's own login, typed again") }),
      reply: { schema: z.object({ deleted: z.literal(true) }) },
      async handle({ caller, body }) {
        const { tenant, userId } = caller;
        if (body.login !== caller.login)
          throw new SextantError("bad_usage", `The login "${body.login}" is not yours. Type your own to confirm.`);
        await signOut(tenant, userId, "account_deleted", async (session) => {
          await keepingAnAdministrator(session, tenant, () => forgetAccount(session, caller, personal));
          await appendAudit(session, {
            at: now().toISOString(),
            actor: { id: userId, login: "" },
            what: "account_deleted",
            facts: {},
          });
        });
        return { deleted: true };
      },
    }),
    operation({
      method: "post",
      path: "/v1/account/forget-key",
      summary: "Forget the caller's personal key; the company's sign-in needs a new one then",
      access: "signed-in",
      reply: { schema: z.object({ ended: z.number() }) },
      async handle({ caller: { tenant, userId } }) {
        const ended = await signOut(tenant, userId, "key_forgotten");
        await database.query(tenant, "delete from credential where user_id = $1", [userId]);
        return { ended };
      },
    }),
    operation({
      method: "post",
      path: "/v1/connection/revoke",
      summary: "Disconnect this Odoo: all sessions end, all keys are forgotten; it can be paired again",
      access: "manage-connection",
      body: z.strictObject({ tenant: z.string().describe("The connection's own name, typed again") }),
      reply: { schema: z.object({ ended: z.number() }) },
      async handle({ caller, body }) {
        const { tenant } = caller;
        if (body.tenant !== tenant)
          throw new SextantError("bad_usage", `This connection is called ${tenant}. Type its name to confirm.`);
        await identity.note(caller, "connection_revoked", {});
        let ended = 0;
        for (const { userId } of await database.transaction(tenant, (session) => listPeople(session, tenant)))
          ended += await signOut(tenant, userId, "connection_revoked");
        await database.transaction(tenant, async (session) => {
          await session.query("delete from credential");
          await session.query("update connection set state = 'revoked', changed_at = $1", [now()]);
        });
        await identity.readOrigins();
        return { ended };
      },
    }),
  ];
}
