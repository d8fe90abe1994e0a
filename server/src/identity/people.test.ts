import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityParts, openIdentity } from "../open-identity.ts";
import { readConfig } from "../platform/config.ts";
import { type TenantId, tenantOf } from "../platform/database/database.ts";
import { DATABASE_MS, inProcessDatabase } from "../platform/database/testing/in-process.ts";
import { createApp } from "../platform/http/app.ts";
import { createLog } from "../platform/log.ts";
import { accountOperations } from "./account-operations.ts";
import { admitPerson } from "./admit-person.ts";
import { auditOperations } from "./audit-operations.ts";
import { keepConnection } from "./connections.ts";
import type { Identity } from "./identity.ts";
import type { IdentityParts } from "./parts.ts";
import { peopleOperations } from "./people-operations.ts";

const data = mkdtempSync(join(tmpdir(), "sextant-people-"));
let parts: IdentityParts;
/** Whose number somebody else has got. */
const parted: unknown[] = [];
let identity: Identity;
let url = "";
let stop: () => void;
let tenant: TenantId;

beforeAll(async () => {
  const config = readConfig({ SEXTANT_PUBLIC_URL: "http://127.0.0.1", SEXTANT_DATA: data, SEXTANT_LOG: "silent" });
  parts = identityParts(config, await inProcessDatabase(), (...who) => parted.push(who));
  identity = openIdentity(parts);
  const app = createApp({
    operations: [
      ...accountOperations(parts, identity),
      ...peopleOperations(parts, identity),
      ...auditOperations(parts),
    ],
    identify: identity.identify,
    log: createLog("silent"),
    version: "1",
    hosts: ["127.0.0.1"],
    consoleDir: "/nonexistent",
    ready: async () => undefined,
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  stop = () => server.close();
}, DATABASE_MS);
afterAll(async () => {
  stop();
  await identity.close();
  rmSync(data, { recursive: true, force: true });
});

/** Each test has an Odoo of its own, with an administrator (2), a member (7) and another administrator (9) when he is asked for. */
beforeEach(async () => {
  const at = { url: "https://people.example.com", database: randomUUID() };
  tenant = tenantOf(at);
  await parts.database.transaction(tenant, (session) =>
    keepConnection(
      session,
      {
        tenant,
        ...at,
        dbUuid: "u",
        publicKey: { kty: "EC", crv: "P-256", x: "x", y: "y" },
        thumbprint: "t",
        version: "1",
        state: "active",
      },
      new Date(),
    ),
  );
});

/** What the tests look at of a reply. */
interface Reply {
  readonly message: string;
  readonly sessions: readonly unknown[];
  readonly audit: readonly { readonly what: string }[];
  readonly events: readonly {
    readonly who: string | null;
    readonly event: { readonly what: string; readonly facts: Readonly<Record<string, unknown>> };
  }[];
  readonly broken: number | null;
}

const admit = (userId: number, login: string, role = "member", madeAt: Date | null = null) =>
  admitPerson(
    parts,
    { tenant, userId, login, email: null, lang: "en_US", tz: "UTC", role, groupsHash: "", madeAt },
    { kind: "bridge", text: "0".repeat(40), expiresAt: null },
  );
const enter = async (userId: number, login: string, role?: string) => (await admit(userId, login, role)).access_token;
const ask = async (token: string, path: string, body?: object) => {
  const response = await fetch(url + path, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, json: (await response.json()) as Reply };
};

describe("what an administrator decides of people", () => {
  it("gives a role at once, takes it back, and leaves it to Odoo who comes in at all", async () => {
    const [boss, ann] = [await enter(2, "boss", "administrator"), await enter(7, "ann")];
    expect((await ask(ann, "/v1/audit")).status).toBe(403);
    expect((await ask(boss, "/v1/people/7/role", { role: "auditor" })).json).toMatchObject({
      role: "auditor",
      odooRole: "member",
      givenRole: "auditor",
    });
    expect((await ask(ann, "/v1/audit")).status).toBe(200);
    // It holds over a sign-in, whatever Odoo's groups mean meanwhile, but not without any.
    expect((await admit(7, "ann", "administrator")).permissions).not.toContain("manage-people");
    expect((await admit(7, "ann", "")).permissions).toEqual([]);
    expect((await ask(boss, "/v1/people/7/role", { role: null })).json).toMatchObject({ role: "", givenRole: null });
    expect((await ask(ann, "/v1/people/2/role", { role: "reader" })).status).toBe(403);
    expect((await ask(boss, "/v1/people/8/role", { role: "reader" })).status).toBe(404);
    expect((await ask(boss, "/v1/people/7/role", { role: "owner" })).status).toBe(400);
  });

  it("closes an account with its sessions, and opens it again", async () => {
    const [boss, ann] = [await enter(2, "boss", "administrator"), await enter(7, "ann")];
    await enter(7, "ann");
    expect((await ask(boss, "/v1/people/7/close", {})).json).toEqual({ ended: 2 });
    expect((await ask(ann, "/v1/account")).status).toBe(401);
    expect(await parts.database.query(tenant, "select 1 from credential where user_id = 7")).toEqual([]);
    await expect(admit(7, "ann")).rejects.toMatchObject({
      code: "sign_in_refused",
      message: expect.stringContaining("has closed this account"),
    });
    expect((await ask(boss, "/v1/people")).json).toMatchObject([{ login: "ann", role: "", closed: true }, {}]);
    await ask(boss, "/v1/people/7/open", {});
    expect((await ask(await enter(7, "ann"), "/v1/account")).status).toBe(200);
  });

  it("never takes the last administrator away, not even two from each other at once", async () => {
    const boss = await enter(2, "boss", "administrator");
    await enter(7, "ann");
    const refused = { status: 409, json: { code: "last_administrator" } };
    expect(await ask(boss, "/v1/people/2/role", { role: "reader" })).toMatchObject(refused);
    expect(await ask(boss, "/v1/people/2/close", {})).toMatchObject(refused);
    expect(await ask(boss, "/v1/people/2/delete", { login: "boss" })).toMatchObject(refused);
    expect(await ask(boss, "/v1/account/delete", { login: "boss" })).toMatchObject(refused);
    // Nothing of it was done by half.
    expect((await ask(boss, "/v1/account")).json).toMatchObject({ person: { role: "administrator" } });
    const other = await enter(9, "other", "administrator");
    const both = await Promise.all([
      ask(boss, "/v1/people/9/role", { role: "reader" }),
      ask(other, "/v1/people/2/role", { role: "reader" }),
    ]);
    // Whoever came second is refused, as the last one or as one who is none any more.
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const people = (await parts.database.query(tenant, "select coalesce(given_role, role) as role from person")).map(
      ({ role }) => role,
    );
    expect(people.filter((role) => role === "administrator")).toHaveLength(1);
  });

  it("has a role wait for who has not come yet, and uses that up", async () => {
    const boss = await enter(2, "boss", "administrator");
    expect((await ask(boss, "/v1/invitations", { login: " Eve@Example.com ", role: "auditor" })).status).toBe(201);
    await ask(boss, "/v1/invitations", { login: "never@example.com", role: "reader" });
    expect((await ask(boss, "/v1/invitations", { login: "BOSS", role: "reader" })).json.message).toContain(
      "boss has signed in already, as administrator",
    );
    expect((await ask(boss, "/v1/invitations/withdraw", { login: "never@example.com" })).json).toMatchObject([
      { login: "eve@example.com", role: "auditor" },
    ]);
    expect((await ask(boss, "/v1/invitations/withdraw", { login: "never@example.com" })).status).toBe(404);
    expect((await admit(11, "eve@example.com")).permissions).toContain("read-audit");
    expect((await ask(boss, "/v1/invitations")).json).toEqual([]);
    // Taken back, it does not come back with the next sign-in.
    await ask(boss, "/v1/people/11/role", { role: null });
    expect((await admit(11, "eve@example.com")).permissions).not.toContain("read-audit");
  });

  it("gives out and forgets what is kept of a person, who confirms it by his login, and tells the audit", async () => {
    const [boss, ann] = [await enter(2, "boss", "administrator"), await enter(7, "ann")];
    const exported = await ask(boss, "/v1/people/7/export");
    expect(exported.json).toMatchObject({ person: { login: "ann" }, conversations: [], proposals: [] });
    expect(exported.json.sessions).toHaveLength(1);
    expect((await ask(boss, "/v1/people/7/delete", { login: "bob" })).status).toBe(400);
    expect((await ask(boss, "/v1/people/7/delete", { login: "ann" })).json).toEqual({ deleted: true });
    expect((await ask(ann, "/v1/account")).status).toBe(401);
    for (const table of ["person", "session", "credential", "audit_person", "audit_event", "invitation"])
      expect(JSON.stringify(await parts.database.query(tenant, `select * from ${table}`))).not.toContain('"ann"');
    const { json } = await ask(boss, "/v1/audit");
    const told = json.events.map(({ who, event }) => [who, event.what, event.facts]);
    expect(told).toContainEqual(["boss", "account_exported", { person: 7 }]);
    expect(told).toContainEqual(["boss", "account_deleted", { person: 7 }]);
    expect(json.broken).toBeNull();
  });

  it("hands nothing of a person over to another user of Odoo who has got his number, and tells the administrators", async () => {
    const [then, later] = [new Date("2026-03-01T08:00:00Z"), new Date("2026-11-28T09:30:00Z")];
    const boss = await enter(2, "boss", "administrator");
    // An account of before such moments were noted is his who comes.
    await enter(7, "ann");
    const ann = (await admit(7, "ann", "member", then)).access_token;
    await ask(boss, "/v1/people/7/role", { role: "auditor" });
    const at = "2026-03-02T00:00:00Z";
    await parts.database.transaction(tenant, async (session) => {
      await session.query("select set_config('sextant.user', '7', true)");
      await session.query(
        "insert into conversation (id, owner_name, title, created_at, updated_at) values ('c', 'ann', 'Hers', $1, $1)",
        [at],
      );
      await session.query(
        `insert into conversation_event (conversation, seq, kind, at, body) values ('c', 1, 'question', $1, '{"type":"question"}')`,
        [at],
      );
      await session.query("insert into preference (name, value, set_at) values ('company', '1', $1)", [at]);
      await session.query(
        "insert into proposal (id, state, title, model, payload, payload_sha256, preview, risk, four_eyes, proposed_by, proposed_login, created_at, expires_at) " +
          "values ('p', 'pending', 'Hers', 'res.partner', '{}', '', '{}', 'low', false, 7, 'ann', $1, $1)",
        [at],
      );
      await session.query(
        "insert into question_run (conversation, seq, at, ms, outcome, parts) values ('c', 1, $1, 1, 'answered', '[]')",
        [at],
      );
    });
    // Another login, as after a marriage, is the same person; another moment under the same login is another one.
    expect((await admit(7, "ann.marie", "member", then)).permissions).toContain("read-audit");
    parted.length = 0;
    const other = await admit(7, "ann.marie", "member", later);
    expect(parted).toEqual([[tenant, 7]]);
    expect(other.permissions).not.toContain("read-audit");
    expect((await ask(ann, "/v1/account")).status).toBe(401);
    const account = await ask(other.access_token, "/v1/account/export");
    expect(account.json).toMatchObject({ conversations: [], preferences: [], proposals: [] });
    expect(account.json.audit.map(({ what }) => what)).toEqual(["role_changed", "signed_in"]);

    const told = (await ask(boss, "/v1/audit?what=account_parted")).json.events;
    expect(told).toMatchObject([{ event: { facts: { person: 7 } } }]);
    const [{ former, why } = { former: 0, why: "" }] = told.map(({ event }) => ({
      former: Number(event.facts.kept_as),
      why: event.facts.why,
    }));
    expect(former).toBeLessThan(-1);
    expect(why).toContain("made on 2026-11-28 09:30:00 UTC and not on 2026-03-01 08:00:00 UTC, as after a restored");
    expect((await ask(boss, "/v1/people")).json).toMatchObject([
      { id: former, login: "ann.marie", role: "", givenRole: "auditor", closed: true },
      { id: 7, login: "ann.marie", role: "member", givenRole: null, closed: false },
      { id: 2 },
    ]);
    expect((await ask(boss, `/v1/people/${former}/open`, {})).json).toMatchObject({ code: "conflict" });
    const kept = await ask(boss, `/v1/people/${former}/export`);
    expect(kept.json).toMatchObject({
      conversations: [{ title: "Hers", events: [{ kind: "question" }] }],
      proposals: [{ title: "Hers" }],
      "questions and what they took": [{ outcome: "answered" }],
    });
    expect(kept.json.audit.map(({ what }) => what)).toContain("session_ended");
    expect((await ask(boss, `/v1/people/${former}/delete`, { login: "ann.marie" })).json).toEqual({ deleted: true });
    // He stays signed in whose number it is now.
    expect((await ask(other.access_token, "/v1/account")).status).toBe(200);
    expect((await ask(boss, "/v1/audit")).json.broken).toBeNull();
  });
});
