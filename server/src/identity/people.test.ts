import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identityParts, openIdentity } from "../open-identity.ts";
import { PERSONAL_DATA } from "../personal-data.ts";
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
let identity: Identity;
let url = "";
let stop: () => void;
let tenant: TenantId;

beforeAll(async () => {
  const config = readConfig({ SEXTANT_PUBLIC_URL: "http://127.0.0.1", SEXTANT_DATA: data, SEXTANT_LOG: "silent" });
  parts = identityParts(config, await inProcessDatabase());
  identity = openIdentity(parts);
  const app = createApp({
    operations: [
      ...accountOperations(parts, identity, PERSONAL_DATA),
      ...peopleOperations(parts, identity, PERSONAL_DATA),
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
  readonly events: readonly {
    readonly who: string | null;
    readonly event: { readonly what: string; readonly facts: object };
  }[];
  readonly broken: number | null;
}

const admit = (userId: number, login: string, role = "member") =>
  admitPerson(
    parts,
    { tenant, userId, login, email: null, lang: "en_US", tz: "UTC", role, groupsHash: "" },
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
});
