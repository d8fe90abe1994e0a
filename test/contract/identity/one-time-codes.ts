import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { readCredential } from "../../../server/src/identity/credentials.ts";
import { signInByCode } from "../../../server/src/identity/sign-in-by-code.ts";
import { users } from "../../odoo/real-odoo.ts";
import type { SignInSuite } from "./sign-in-suite.ts";
import { signInToOdoo } from "./web-client.ts";

/** Signing in by a code of Odoo's page: what a code is good for, once, and what its key opens. */
export function oneTimeCodes(suite: () => SignInSuite): void {
  it("pairs, exchanges a code and reads the books as the person", async () => {
    const { all, tokenOf } = suite();
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
    const { all, database, parts, tenant } = suite();
    const dump = JSON.stringify([
      await all.own("select * from credential"),
      await all.own("select * from session"),
      await all.own("select * from refresh_token"),
      await all.own("select * from tenant_key"),
    ]);
    const [row] = await all.own("select id, user_id from credential where kind = 'bridge' limit 1");
    const key = await database.transaction(tenant, (session) =>
      readCredential(session, parts.vault, tenant, String(row?.id), new Date()),
    );
    expect(key).toMatch(/^[0-9a-f]{40}$/);
    expect(dump).not.toContain(key);
    expect(dump).not.toContain(Buffer.from(key ?? "").toString("base64"));
  });

  it("lets one of a hundred exchanges of a code in", async () => {
    const { all, parts } = suite();
    const code = await (await signInToOdoo(all.odoo, "demo", "demo")).code();
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => signInByCode(parts, code)));
    const reasons = outcomes.flatMap((one) =>
      one.status === "rejected" ? [String((one.reason as { code?: string }).code)] : [],
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(new Set(reasons)).toEqual(new Set(["sign_in_refused"]));
  });

  it("takes no code that is old, of another verifier, or forged", async () => {
    const { all, parts } = suite();
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
    const { all } = suite();
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
    const { all, database, parts, tenant } = suite();
    const grant = await signInByCode(parts, await (await signInToOdoo(all.odoo, "demo", "demo")).code());
    const [row] = await all.own("select credential as id from session order by created_at desc limit 1");
    const key = await database.transaction(tenant, (session) =>
      readCredential(session, parts.vault, tenant, String(row?.id), new Date()),
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
}
