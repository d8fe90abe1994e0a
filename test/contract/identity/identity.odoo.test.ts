import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Proposal } from "@sextant/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../../packages/odoo-client/src/index.ts";
import { admitPerson } from "../../../server/src/identity/admit-person.ts";
import { findConnection, keepConnection } from "../../../server/src/identity/connections.ts";
import { readCredential } from "../../../server/src/identity/credentials.ts";
import { connectionOptions } from "../../../server/src/identity/odoo-requests.ts";
import type { IdentityParts } from "../../../server/src/identity/parts.ts";
import { signInByCode } from "../../../server/src/identity/sign-in-by-code.ts";
import { identityParts } from "../../../server/src/open-identity.ts";
import { verifyAuditFile } from "../../../server/src/platform/audit/verify-file.ts";
import { type Database, tenantOf } from "../../../server/src/platform/database/database.ts";
import { openDatabase } from "../../../server/src/platform/database/open-database.ts";
import { describeOdoo } from "../../odoo/describe-odoo.ts";
import { users } from "../../odoo/real-odoo.ts";
import { type CompanyProvider, startCompanyProvider } from "./company-provider.ts";
import { type IdentityServers, startIdentityServers } from "./servers.ts";
import { signInToOdoo } from "./web-client.ts";

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

const CLOSED_MS = 5_000;

describeOdoo("signing in from a real Odoo", () => {
  let all: IdentityServers;
  let provider: CompanyProvider;
  let database: Database;
  let parts: IdentityParts;
  const tenant = () => tenantOf({ url: all.odoo.url, database: all.odoo.database });
  const tokenOf = async (login: string, password = login) => {
    await all.own("delete from rate_bucket");
    const { json } = await all.signIn(login, password);
    expect(json).toMatchObject({ token_type: "Bearer" });
    return String(json.access_token);
  };

  beforeAll(async () => {
    provider = await startCompanyProvider("http://127.0.0.1/sign-in");
    all = await startIdentityServers(
      {
        SEXTANT_OIDC_ISSUER: provider.issuer,
        SEXTANT_OIDC_CLIENT_ID: "sextant",
        SEXTANT_OIDC_CLIENT_SECRET: "company-secret",
      },
      [provider.address],
    );
    database = openDatabase(all.config);
    parts = identityParts(all.config, database);
  });
  afterAll(async () => {
    await database.close();
    await all.stop();
    await provider.stop();
  });

  it("pairs, exchanges a code and reads the books as the person", async () => {
    const { status, json } = await all.signIn("accountant");
    expect(json).toMatchObject({ token_type: "Bearer", expires_in: 900, person: { login: "accountant" } });
    expect(status).toBe(200);
    const token = String(json.access_token);
    const seen = await all.get("/api/status", token);
    expect(seen).toMatchObject({ status: 200, json: { mode: "live", readAs: "accountant" } });
    expect((await all.get("/api/status")).status).toBe(401);
    expect((await all.get("/api/status", `${token}x`)).status).toBe(401);
    const sheet = await all.get("/api/reports/balance-sheet", token);
    expect(sheet.status).toBe(200);
    // The same question with a right less: Odoo's refusal, not a smaller answer.
    const employee = await all.get("/api/reports/balance-sheet", await tokenOf("employee"));
    expect([employee.status, employee.json.code]).toEqual([403, "no_accounting_rights"]);
  });

  it("keeps no secret in clear", async () => {
    const dump = JSON.stringify([
      await all.own("select * from credential"),
      await all.own("select * from session"),
      await all.own("select * from refresh_token"),
      await all.own("select * from tenant_key"),
    ]);
    const [row] = await all.own("select id, user_id from credential where kind = 'bridge' limit 1");
    const key = await database.transaction(tenant(), (session) =>
      readCredential(session, parts.vault, tenant(), String(row?.id), new Date()),
    );
    expect(key).toMatch(/^[0-9a-f]{40}$/);
    expect(dump).not.toContain(key);
    expect(dump).not.toContain(Buffer.from(key ?? "").toString("base64"));
  });

  it("lets one of a hundred exchanges of a code in", async () => {
    const code = await (await signInToOdoo(all.odoo, "demo", "demo")).code();
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => signInByCode(parts, code)));
    const reasons = outcomes.flatMap((one) =>
      one.status === "rejected" ? [String((one.reason as { code?: string }).code)] : [],
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(new Set(reasons)).toEqual(new Set(["sign_in_refused"]));
  });

  it("takes no code that is old, of another verifier, or forged", async () => {
    const demo = await signInToOdoo(all.odoo, "demo", "demo");
    const refused = (promise: Promise<unknown>, details = {}) =>
      expect(promise).rejects.toMatchObject({ code: "sign_in_refused", details });
    const at = (seconds: number) => ({ ...parts, now: () => new Date(Date.now() + seconds * 1000) });
    const late = await demo.code();
    // Too late for the code, too early for it, and near enough for the code but not for the signed request.
    for (const seconds of [91, -45, 85]) await refused(signInByCode(at(seconds), late), { why: "clock" });
    await all.odoo.sql(
      "update sextant_code set expires_at = now() at time zone 'UTC' - interval '1 second' where used_at is null",
    );
    await refused(signInByCode(parts, late));
    const { code } = await demo.code();
    await refused(signInByCode(parts, { code, pkce_verifier: randomBytes(32).toString("base64url") }));
    const [head = "", body = "", signature = ""] = code.split(".");
    for (const forged of [
      `${head}.${body}.`,
      `${head}.${body}.${signature.slice(0, -2)}AA`,
      `${head}.${Buffer.from("{}").toString("base64url")}.${signature}`,
    ])
      await refused(signInByCode(parts, { code: forged, pkce_verifier: "v".repeat(43) }));
  });

  it("gives codes to pages of Odoo itself, and to users of the group", async () => {
    const demo = await signInToOdoo(all.odoo, "demo", "demo");
    const challenge = "c".repeat(43);
    const attempts = [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }];
    for (const headers of attempts)
      await expect(demo.route("/sextant/v1/code", { challenge }, headers)).rejects.toThrow("this Odoo alone");
    await expect(
      demo.route("/sextant/v1/code", { challenge }, { origin: all.odoo.url, "sec-fetch-site": "same-origin" }),
    ).resolves.toMatchObject({ code: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      const response = await fetch(`${all.odoo.url}/sextant/v1/code`, {
        method: "POST",
        headers: { "content-type": type, cookie: demo.cookie },
        body: "{}",
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
    await expect((await signInToOdoo(all.odoo, "salesperson", "salesperson")).code()).rejects.toThrow(
      "may not use Sextant",
    );
    await expect((await signInToOdoo(all.odoo, "p_portal", "p_portal")).code()).rejects.toThrow("may not use Sextant");
  });

  it("opens nothing else with a key of the bridge, and no bridge with another key", async () => {
    const grant = await signInByCode(parts, await (await signInToOdoo(all.odoo, "demo", "demo")).code());
    const [row] = await all.own("select credential as id from session order by created_at desc limit 1");
    const key = await database.transaction(tenant(), (session) =>
      readCredential(session, parts.vault, tenant(), String(row?.id), new Date()),
    );
    const ask = (path: string, secret: string | null, body: object = {}) =>
      fetch(`${all.odoo.url}${path}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-odoo-database": all.odoo.database,
          authorization: `bearer ${secret}`,
        },
        body: JSON.stringify(body),
      }).then(({ status }) => status);
    const call = { model: "res.users", method: "context_get" };
    expect(grant.person.login).toBe("demo");
    expect(await ask("/sextant/v1/call", key, call)).toBe(200);
    expect(await ask("/json/2/res.users/context_get", key)).toBe(401);
    // The keys of the template have no scope: they open everything but the bridge.
    expect(await ask("/json/2/res.users/context_get", users.admin.key)).toBe(200);
    expect(await ask("/sextant/v1/call", users.admin.key, call)).toBe(401);
    expect(await ask("/sextant/v1/exchange", key, { code: "x", pkce_verifier: "y" })).toBe(401);
    expect(
      await ask("/sextant/v1/call", key, { model: "res.partner", method: "write", ids: [1], kwargs: { vals: {} } }),
    ).toBe(403);
  });

  it("shows twelve people in sixty readings each what Odoo's own ORM shows them", async () => {
    const { answers, models, limit } = all.seen;
    const connection = await findConnection(database, tenant());
    let equal = 0;
    const different: string[] = [];
    for (const [login, expected] of Object.entries(answers)) {
      const got: unknown[] = [];
      const grant = await signInToOdoo(all.odoo, login, login)
        .then((web) => web.code())
        .then((code) => signInByCode(parts, code))
        .catch(() => null);
      if (!grant || !connection) got.push(...expected.map(() => "refused"));
      else {
        const [row] = await all.own("select credential as id from session order by created_at desc limit 1");
        const secret = await database.transaction(tenant(), (session) =>
          readCredential(session, parts.vault, tenant(), String(row?.id), new Date()),
        );
        const client = await connect(
          connectionOptions(parts, connection, { kind: "bridge", login, secret: secret ?? "" }),
        );
        const [self] = await client.read("res.users", [client.info.userId], ["company_ids"]);
        const options = { companyIds: self?.company_ids as number[] };
        const outcome = async (work: Promise<unknown>) => work.catch((error: { code: string }) => error.code);
        const group = async (model: string, by: string) => {
          const named = { domain: [], groupby: [by], aggregates: ["__count"] };
          const rows = (await client.call("read", model, "formatted_read_group", { named }, options)) as {
            __count: number;
          }[];
          return rows.map((one) => one.__count).sort((a, b) => a - b);
        };
        const readings = models.map(async ([model, by]) => {
          const fields = async () =>
            Object.keys(
              (await client.call("read", model, "fields_get", { named: { attributes: ["type"] } }, options)) as object,
            ).sort();
          const list = async () =>
            (await client.search({ model, domain: [], fields: ["display_name"], limit, order: "id" }, options)).map(
              (one) => [one.id, one.display_name ?? false],
            );
          return Promise.all([list(), client.count(model, [], options), fields(), group(model, by)].map(outcome));
        });
        for (const four of await Promise.all(readings)) got.push(...four);
        await client.close();
      }
      for (const [index, one] of expected.entries())
        if (JSON.stringify(normal(one)) === JSON.stringify(normal(got[index]))) equal++;
        else
          different.push(
            `${login} ${models[Math.floor(index / 4)]?.[0]} ${index % 4}: ${JSON.stringify(got[index])?.slice(0, 200)} / ${JSON.stringify(one).slice(0, 200)}`,
          );
    }
    expect(different).toEqual([]);
    expect(equal).toBe(720);
  });

  it("renews by a token that is used once; shown twice, the session ends", async () => {
    const { json } = await all.signIn("demo");
    const first = String(json.refresh_token);
    const second = await all.post("/v1/auth/refresh", { refresh_token: first });
    expect(second.status).toBe(200);
    const token = String(second.json.access_token);
    expect((await all.get("/v1/account", token)).status).toBe(200);
    expect((await all.post("/v1/auth/refresh", { refresh_token: first })).status).toBe(401);
    expect((await all.get("/v1/account", token)).status).toBe(401);
    expect((await all.post("/v1/auth/refresh", { refresh_token: String(second.json.refresh_token) })).status).toBe(401);
    const events = await all.own("select body from audit_event where body like '%refresh_token_reused%'");
    expect(events).toHaveLength(1);
  });

  it("executes what was approved through the module, once, as who approved it", async () => {
    const token = await tokenOf("admin");
    const change = { kind: "create", model: "res.partner", values: { name: "By an approved proposal" } };
    const proposed = (await all.post("/api/proposals", { change }, token)).json as unknown as Proposal;
    expect(proposed).toMatchObject({ state: "pending", preview: { guarantee: "bridge" } });
    const done = await all.post(`/api/proposals/${proposed.id}/approve`, { sha256: proposed.sha256 }, token);
    expect(done.json).toMatchObject({ state: "done", result: { found: false } });
    const made = await all.odoo.sql(
      "select u.login from res_partner p join res_users u on u.id = p.create_uid where p.name = 'By an approved proposal'",
    );
    expect(made).toEqual([{ login: "admin" }]);
    const lead = { kind: "create", model: "crm.lead", values: { name: "Not for all", type: "opportunity" } };
    const hidden = (await all.post("/api/proposals", { change: lead }, token)).json as unknown as Proposal;
    const hr = await tokenOf("p_hr");
    expect((await all.get(`/api/proposals/${hidden.id}`, hr)).status).toBe(404);
    expect(JSON.stringify((await all.get("/api/proposals", hr)).json)).not.toContain("Not for all");
    expect((await all.get(`/api/proposals/${hidden.id}`, token)).status).toBe(200);
    // A colleague sees what is proposed for a record that he may read.
    const secret = { kind: "write", model: "res.partner", id: 1, values: { city: "Prague" } };
    const other = (await all.post("/api/proposals", { change: secret }, token)).json as unknown as Proposal;
    expect((await all.get(`/api/proposals/${other.id}`, await tokenOf("employee"))).status).toBe(200);
    expect((await all.post(`/api/proposals/${other.id}/reject`, { sha256: other.sha256 }, token)).json.state).toBe(
      "rejected",
    );
  });

  it("ends streams within five seconds of a revocation in Odoo or here", async () => {
    const open = async (token: string) => {
      const { id } = (await all.post("/api/conversations", {}, token)).json;
      const response = await fetch(`${all.server.url}/api/conversations/${id}/events`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(response.status).toBe(200);
      // In an object: a promise would be waited for together with the opening.
      return { closed: whenOver(response) };
    };
    const ended = async (token: string, revoke: () => Promise<unknown>) => {
      const { closed } = await open(token);
      await revoke();
      const from = Date.now();
      return (await closed) - from;
    };
    const set = (login: string, values: object) => async () => {
      const [id] = (await all.admin.call("res.users", "search", [[["login", "=", login]]])) as number[];
      await all.admin.call("res.users", "write", [[id], values]);
    };
    const [group] = await all.odoo.sql(
      "select res_id from ir_model_data where module = 'sextant' and name = 'group_user'",
    );
    const stock = await signInToOdoo(all.odoo, "p_stock", "p_stock");
    const grant = await all.post("/v1/auth/exchange", await stock.code());
    const hr = await tokenOf("p_hr");
    const took = await Promise.all([
      ended(await tokenOf("p_billing"), set("p_billing", { active: false })),
      ended(await tokenOf("p_own_sales"), set("p_own_sales", { group_ids: [[3, group?.res_id, 0]] })),
      ended(await tokenOf("p_all_sales"), () =>
        all.odoo.sql(
          "delete from res_users_apikeys where user_id = (select id from res_users where login = 'p_all_sales')",
        ),
      ),
      ended(String(grant.json.access_token), () => stock.route("/web/session/destroy", {})),
      ended(hr, () => all.post("/v1/auth/logout", {}, hr)),
    ]);
    for (const ms of took) expect(ms).toBeLessThan(CLOSED_MS);
  });

  it("knows no session of before when a person is un-archived", async () => {
    const token = await tokenOf("p_accountant_b");
    const [id] = (await all.admin.call("res.users", "search", [[["login", "=", "p_accountant_b"]]])) as number[];
    await all.admin.call("res.users", "write", [[id], { active: false }]);
    await all.admin.call("res.users", "write", [[id], { active: true }]);
    expect((await all.get("/api/status", token)).status).toBe(401);
  });

  describe("another tenant", () => {
    let foreign = "";
    let ids: Record<string, string>;
    beforeAll(async () => {
      const other = tenantOf({ url: all.odoo.url, database: "other" });
      const connection = await findConnection(database, tenant());
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
  });

  it("signs in with a personal key, and then by the company's provider", async () => {
    await all.own("delete from rate_bucket");
    const sign = (body: object) =>
      all.post("/v1/auth/key", { url: all.odoo.url, login: "ann@example.com", key: all.seen.key, ...body });
    const company = async (login: string) => {
      const secret = randomBytes(32).toString("base64url");
      const challenge = createHash("sha256").update(secret).digest("base64url");
      const { json } = await all.post("/v1/auth/company/begin", { challenge });
      const back = await provider.visit(String(json.url), login);
      return { ...back, secret };
    };
    expect((await all.post("/v1/auth/company/finish", await company("ann@example.com"))).json.code).toBe(
      "sign_in_refused",
    );
    expect((await sign({ database: all.odoo.database, key: "0".repeat(40) })).json.code).toBe("sign_in_refused");
    expect((await sign({ database: all.odoo.database, login: "admin" })).json.code).toBe("sign_in_refused");
    expect((await sign({ url: "https://erp.example.org" })).json.code).toBe("sign_in_refused");
    expect((await sign({})).json.message).toContain("several databases");
    const { json, status } = await sign({ database: all.odoo.database });
    expect([status, (json.person as { login?: string })?.login]).toEqual([200, "ann@example.com"]);
    expect((await all.get("/api/reports/balance-sheet", String(json.access_token))).status).toBe(200);

    const back = await company("Ann@example.com");
    expect((await all.post("/v1/auth/company/finish", { ...back, secret: "another browser" })).json.code).toBe(
      "sign_in_refused",
    );
    expect((await all.post("/v1/auth/company/finish", back)).json.code).toBe("sign_in_refused");
    const granted = await all.post("/v1/auth/company/finish", await company("Ann@example.com"));
    expect(granted.json).toMatchObject({ person: { login: "ann@example.com" } });
    for (const stranger of ["unverified-ann@example.com", "eve@example.com"])
      expect((await all.post("/v1/auth/company/finish", await company(stranger))).json.code).toBe("sign_in_refused");

    const token = String(granted.json.access_token);
    expect((await all.get("/v1/account", token)).json).toMatchObject({
      keyKept: true,
      person: { email: "ann@example.com" },
    });
    expect((await all.post("/v1/account/delete", { login: "somebody" }, token)).status).toBe(400);
    expect(JSON.stringify((await all.get("/v1/account/export", token)).json)).toContain("signed_in");
    expect((await all.post("/v1/account/delete", { login: "ann@example.com" }, token)).json).toEqual({ deleted: true });
    expect((await all.get("/v1/account", token)).status).toBe(401);
    expect((await all.post("/v1/auth/company/finish", await company("Ann@example.com"))).json.code).toBe(
      "sign_in_refused",
    );
    for (const table of ["person", "session", "credential", "audit_person", "audit_event", "proposal"])
      expect(JSON.stringify(await all.own(`select * from ${table}`))).not.toContain("ann@example.com");
  });

  it("refuses what a role does not include, and tells it all in an audit that verifies by itself", async () => {
    const member = await tokenOf("demo");
    expect((await all.get("/v1/people", member)).json.code).toBe("not_permitted");
    expect((await all.get("/v1/audit", member)).status).toBe(403);
    const admin = await tokenOf("admin");
    await all.get("/api/reports/balance-sheet/export?format=csv", admin);
    const { json } = await all.get("/v1/audit?limit=500", admin);
    const events = json.events as { who: string | null; event: { what: string } }[];
    const told = new Set(events.map(({ event }) => event.what));
    for (const what of [
      "paired",
      "signed_in",
      "session_ended",
      "role_changed",
      "denied",
      "export_requested",
      "proposed",
      "approved",
      "done",
      "account_deleted",
    ])
      expect(told).toContain(what);
    expect(json.broken).toBeNull();
    expect(events.find(({ event }) => event.what === "denied")?.who).toBe("demo");
    const { publicKey } = (await all.get("/v1/audit/key", admin)).json;
    const text = await (
      await fetch(`${all.server.url}/v1/audit/export`, { headers: { authorization: `Bearer ${admin}` } })
    ).text();
    expect(verifyAuditFile(text, String(publicKey))).toMatchObject({ ok: true, problem: null });
  });

  it("slows an address down, over a restart too, and answers pages of the connected Odoo alone", async () => {
    await all.own("delete from rate_bucket");
    const tries = await Promise.all(
      Array.from({ length: 40 }, () => all.post("/v1/auth/refresh", { refresh_token: "no.token" })),
    );
    expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(5);
    await all.restart();
    const refresh = () =>
      fetch(`${all.server.url}/v1/auth/refresh`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ refresh_token: "no.token" }),
      });
    // Some tokens came back meanwhile, not thirty.
    const after = await Promise.all(Array.from({ length: 25 }, refresh));
    const slowed = after.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThan(5);
    expect(Number(slowed[0]?.headers.get("retry-after"))).toBeGreaterThan(0);

    const preflight = (origin: string) =>
      fetch(`${all.server.url}/v1/auth/exchange`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
    expect((await preflight(all.odoo.url)).headers.get("access-control-allow-origin")).toBe(all.odoo.url);
    expect((await preflight("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
    expect((await fetch(`${all.server.url}/health`)).status).toBe(200);
    expect((await fetch(`${all.server.url}/ready`)).status).toBe(200);
  });

  it("forgets everything of an Odoo that is disconnected", async () => {
    const token = await tokenOf("admin");
    expect((await all.post("/v1/connection/revoke", { tenant: "another" }, token)).status).toBe(400);
    expect((await all.post("/v1/connection/revoke", { tenant: tenant() }, token)).status).toBe(200);
    expect((await all.get("/api/status", token)).status).toBe(401);
    expect(await all.own("select count(*)::int as many from credential where tenant = $1", [tenant()])).toEqual([
      { many: 0 },
    ]);
    expect((await all.signIn("demo")).json.code).toBe("sign_in_refused");
  });
});

/** Odoo's ORM says false for an empty text; the client says null. */
const normal = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(normal) : value === null || value === "" ? false : value;

/** When a stream ends, by its server or with its connection; what it says before does not count. */
async function whenOver(response: Response): Promise<number> {
  const reader = response.body?.getReader();
  try {
    while (reader && !(await reader.read()).done);
  } catch {
    // A connection that was cut is over, too.
  }
  return Date.now();
}
