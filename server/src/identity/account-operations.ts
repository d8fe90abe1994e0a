import { SextantError } from "@sextant/contracts";
import { z } from "zod";
import type { Caller } from "../platform/access/caller.ts";
import { appendAudit, forgetInAudit } from "../platform/audit/audit.ts";
import type { Session } from "../platform/database/database.ts";
import { type Operation, operation } from "../platform/http/operation.ts";
import { keyOf } from "./admit-person.ts";
import type { Identity } from "./identity.ts";
import type { IdentityParts } from "./parts.ts";
import { listPeople, PERSON_COLUMNS, personIn } from "./people.ts";
import { endSessionsOf } from "./sessions.ts";

/** What another part of Sextant keeps of a person: given to him on demand, and forgotten with him. */
export interface PersonalData {
  readonly name: string;
  collect(session: Session, caller: Caller): Promise<readonly unknown[]>;
  forget(session: Session, caller: Caller): Promise<void>;
}

const sessionInfo = z.object({
  id: z.string(),
  kind: z.string(),
  since: z.string(),
  until: z.string(),
  current: z.boolean(),
});
const personInfo = z.object({
  id: z.number(),
  login: z.string(),
  email: z.string().nullable(),
  lang: z.string(),
  tz: z.string(),
  role: z.string(),
});

/** Routes of a person's own account, and of the people and the connection of a tenant for its administrators. */
export function accountOperations(
  { database, now }: IdentityParts,
  identity: Identity,
  kept: readonly PersonalData[],
): readonly Operation[] {
  const sessionsOf = async (session: Session, { userId, session: current }: Caller) =>
    (
      await session.query(
        "select id, kind, created_at, expires_at from session where user_id = $1 and ended_at is null and expires_at > $2 order by created_at",
        [userId, now()],
      )
    ).map((row) => ({
      id: String(row.id),
      kind: String(row.kind),
      since: (row.created_at as Date).toISOString(),
      until: (row.expires_at as Date).toISOString(),
      current: row.id === current,
    }));
  const personOf = async (session: Session, { tenant, userId }: Caller) => {
    const [row] = await session.query(`select ${PERSON_COLUMNS} from person where user_id = $1`, [userId]);
    if (!row) throw new SextantError("not_found", "There is no account: nobody has to sign in here.");
    const { login, email, lang, tz, role } = personIn(row, tenant);
    return { id: userId, login, email, lang, tz, role };
  };
  const knownPerson = async ({ tenant }: Caller, id: string): Promise<number> => {
    const userId = /^\d{1,9}$/.test(id) ? Number(id) : -1;
    const [known] = await database.query(tenant, "select 1 from person where user_id = $1", [userId]);
    if (!known) throw new SextantError("not_found", "Nobody with this id has signed in from this Odoo.");
    return userId;
  };
  const signOut = async (tenant: Caller["tenant"], userId: number, why: string): Promise<number> => {
    const open = await database.query(tenant, "select id from session where user_id = $1 and ended_at is null", [
      userId,
    ]);
    const ended = await database.transaction(tenant, (session) => endSessionsOf(session, tenant, userId, why, now()));
    for (const { id } of open) identity.forget(tenant, String(id));
    return ended;
  };
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
          sessions: await sessionsOf(session, caller),
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
        const all = await database.transaction(caller.tenant, async (session) => {
          const events = await session.query("select body from audit_event order by seq");
          return {
            person: await personOf(session, caller),
            sessions: await sessionsOf(session, caller),
            audit: events
              .map(({ body }) => JSON.parse(String(body)) as { actor?: { id?: number } })
              .filter(({ actor }) => actor?.id === caller.userId),
            ...Object.fromEntries(
              await Promise.all(kept.map(async (part) => [part.name, await part.collect(session, caller)])),
            ),
          };
        });
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
        await signOut(tenant, userId, "account_deleted");
        await database.transaction(tenant, async (session) => {
          for (const part of kept) await part.forget(session, caller);
          await session.query("delete from credential where user_id = $1", [userId]);
          await session.query("delete from person where user_id = $1", [userId]);
          await session.query("delete from rate_bucket where key = $1", [`person:${userId}`]);
          await forgetInAudit(session, userId);
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
      method: "get",
      path: "/v1/people",
      summary: "Who has signed in from this Odoo, with the role that Odoo's groups give",
      access: "manage-people",
      reply: { schema: z.array(personInfo) },
      handle: async ({ caller: { tenant } }) =>
        (await database.transaction(tenant, (session) => listPeople(session, tenant))).map(
          ({ userId: id, login, email, lang, tz, role }) => ({ id, login, email, lang, tz, role }),
        ),
    }),
    operation({
      method: "get",
      path: "/v1/people/:id",
      summary: "A person, and the sessions that are open for him",
      access: "manage-people",
      reply: { schema: z.object({ person: personInfo, sessions: z.array(sessionInfo) }) },
      async handle({ caller, params: { id = "" } }) {
        const userId = await knownPerson(caller, id);
        return database.transaction(caller.tenant, async (session) => ({
          person: await personOf(session, { ...caller, userId }),
          sessions: await sessionsOf(session, { ...caller, userId }),
        }));
      },
    }),
    operation({
      method: "post",
      path: "/v1/people/:id/end-session",
      summary: "End one session of a person",
      access: "manage-people",
      body: z.strictObject({ session: z.string().max(100) }),
      reply: { schema: z.object({ ended: z.literal(true) }) },
      async handle({ caller, params: { id = "" }, body }) {
        const userId = await knownPerson(caller, id);
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
      access: "manage-people",
      reply: { schema: z.object({ ended: z.number() }) },
      async handle({ caller, params: { id = "" } }) {
        const userId = await knownPerson(caller, id);
        const ended = await signOut(caller.tenant, userId, "by_administrator");
        await identity.note(caller, "person_signed_out", { person: userId, sessions: ended });
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
