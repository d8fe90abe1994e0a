import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { admitPerson } from "../../../server/src/identity/admit-person.ts";
import { findConnection, keepConnection } from "../../../server/src/identity/connections.ts";
import { tenantOf } from "../../../server/src/platform/database/database.ts";
import type { SignInSuite } from "./sign-in-suite.ts";

/** Access, and a body that passes validation, of every route beyond those without sign-in. A new route fails until it stands here. */
const BODIES: Record<string, object> = {
  "post /api/drill": {},
  "post /api/conversations": {},
  "post /api/proposals": {},
  "post /api/proposals/approve": { proposals: [{ id: "ID", sha256: "x" }] },
  "post /api/proposals/{id}/edit": {
    sha256: "x",
    change: { kind: "write", model: "res.partner", id: 1, values: { city: "X" } },
  },
  "post /api/proposals/{id}/approve": { sha256: "x" },
  "post /api/proposals/{id}/reject": { sha256: "x" },
  "post /api/conversations/{id}/questions": { question: "How much cash do we have?" },
  "post /v1/people/{id}/end-session": { session: "x" },
  "post /v1/people/{id}/role": { role: "reader" },
  "post /v1/people/{id}/delete": { login: "accountant" },
  "post /api/marked-questions/{id}/decision": { sha256: "x", decision: "reject" },
  "post /api/conversations/{id}/title": { title: "x" },
  "post /api/conversations/{id}/pin": { pinned: true },
  "post /api/conversations/{id}/share": { shared: true },
};

/** Somebody of another Odoo on the same server, who tries every route and every table. */
export function anotherTenant(suite: () => SignInSuite): void {
  let foreign = "";
  let ids: Record<string, string>;
  beforeAll(async () => {
    const { all, database, parts, tenant, tokenOf } = suite();
    const other = tenantOf({ url: all.odoo.url, database: "other" });
    const connection = await findConnection(database, tenant);
    if (!connection) throw new Error("not paired");
    await database.transaction(other, (session) =>
      keepConnection(session, { ...connection, tenant: other, database: "other", dbUuid: randomUUID() }, new Date()),
    );
    const person = {
      tenant: other,
      userId: 2,
      login: "mallory",
      email: null,
      lang: "en_US",
      tz: "UTC",
      role: "administrator",
      groupsHash: "",
      madeAt: null,
    };
    foreign = (await admitPerson(parts, person, { kind: "bridge", text: "0".repeat(40), expiresAt: null }))
      .access_token;
    const token = await tokenOf("admin");
    const conversation = (await all.post("/api/conversations", {}, token)).json.id;
    await all.post(`/api/conversations/${conversation}/questions`, { question: "What are our assets worth?" }, token);
    const change = { kind: "create", model: "res.partner", values: { name: "Theirs" } };
    const proposal = (await all.post("/api/proposals", { change }, token)).json.id;
    const [who] = await all.own("select user_id from person where tenant <> $1 and login = 'accountant'", [other]);
    const listed = (await all.get("/api/connections", token)).json.connections as { id: string; kind: string }[];
    expect(listed.map(({ kind }) => kind)).toEqual(["paired"]);
    expect((await all.get(`/api/connections/${listed[0]?.id}/health`, token)).json).toMatchObject({
      error: null,
      module: "paired",
      version: "19.0",
    });
    ids = {
      conversations: String(conversation),
      proposals: String(proposal),
      people: String(who?.user_id),
      connections: String(listed[0]?.id),
    };
    // They are there for whom they belong to: what is not found below is withheld, not missing.
    expect(Number(who?.user_id)).toBeGreaterThan(0);
    expect((await all.get(`/api/proposals/${ids.proposals}`, token)).status).toBe(200);
    expect(ids.conversations).toMatch(/^[\da-f-]{36}$/);
  });

  it("finds nothing under any id, on any route", async () => {
    const { all } = suite();
    const { paths } = (await all.get("/api/openapi.json")).json as {
      paths: Record<string, Record<string, { "x-access"?: string }>>;
    };
    let tried = 0;
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { "x-access": access }] of Object.entries(methods)) {
        expect(access, `${method} ${path}`).toBeTruthy();
        if (!path.includes("{") || path.startsWith("/api/reports")) continue;
        const name = path.split("/")[2] ?? "";
        // Ids of every kind on every route: one of another kind is as unknown.
        for (const id of Object.values(ids)) {
          const kind = Object.entries(ids).find(([, value]) => value === id)?.[0];
          const at = path.replace(/\{\w+\}/, id);
          const reply =
            method === "get"
              ? await all.get(at, foreign)
              : await all.post(at, BODIES[`${method} ${path}`] ?? {}, foreign);
          expect([method, path, kind, reply.status, reply.json.code]).toEqual([method, path, kind, 404, "not_found"]);
          tried++;
        }
        expect(["conversations", "proposals", "people", "connections", "marked-questions"]).toContain(name);
      }
    expect(tried).toBeGreaterThan(30);
    const batch = { proposals: [{ id: ids.proposals, sha256: "x" }] };
    expect((await all.post("/api/proposals/approve", batch, foreign)).status).toBe(404);
    for (const path of [
      "/api/proposals",
      "/api/conversations",
      "/v1/people",
      "/v1/invitations",
      "/api/runs?by=person",
      "/v1/audit",
      "/v1/audit/export",
      "/v1/account/export",
    ]) {
      const { json, status } = await all.get(path, foreign);
      expect([path, status]).toEqual([path, 200]);
      // What she typed stands in her own audit; names of others do not.
      const own =
        path.startsWith("/v1/audit") || path === "/v1/account/export" ? [] : [ids.conversations, ids.proposals];
      for (const id of [...own, "accountant", "demo"]) expect(JSON.stringify(json)).not.toContain(id);
    }
  });

  it("sees no row of any table, whatever a query leaves out", async () => {
    const { all, database } = suite();
    const tables = await all.own(
      "select table_name as name from information_schema.columns where column_name = 'tenant' and table_schema = 'public' order by 1",
    );
    expect(tables.length).toBeGreaterThan(12);
    const nobody = tenantOf({ url: all.odoo.url, database: "nobody" });
    let full = 0;
    for (const { name } of tables) {
      const [own] = await all.own(`select count(*)::int as many from ${name}`);
      full += Number(own?.many) > 0 ? 1 : 0;
      const [seen] = await database.query(nobody, `select count(*)::int as many from ${name}`);
      expect([name, seen?.many]).toEqual([name, 0]);
    }
    expect(full).toBeGreaterThan(10);
  });
}
