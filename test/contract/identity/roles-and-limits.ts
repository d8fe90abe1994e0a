import { expect, it } from "vitest";
import { verifyAuditFile } from "../../../server/src/platform/audit/verify-file.ts";
import type { SignInSuite } from "./sign-in-suite.ts";

/** What roles, limits and the administrator's disconnecting refuse, and what the audit tells of it all. */
export function rolesAndLimits(suite: () => SignInSuite): void {
  it("refuses what a role does not include, and tells it all in an audit that verifies by itself", async () => {
    const { all, tokenOf } = suite();
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
    const { all } = suite();
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
    const { all, tenant, tokenOf } = suite();
    const token = await tokenOf("admin");
    expect((await all.post("/v1/connection/revoke", { tenant: "another" }, token)).status).toBe(400);
    expect((await all.post("/v1/connection/revoke", { tenant }, token)).status).toBe(200);
    expect((await all.get("/api/status", token)).status).toBe(401);
    expect(await all.own("select count(*)::int as many from credential where tenant = $1", [tenant])).toEqual([
      { many: 0 },
    ]);
    expect((await all.signIn("demo")).json.code).toBe("sign_in_refused");
  });
}
