import { createHash, randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import type { SignInSuite } from "./sign-in-suite.ts";

/** Signing in with a personal key, and then by the company's provider. */
export function companyProviderSignIn(suite: () => SignInSuite): void {
  it("signs in with a personal key, and then by the company's provider", async () => {
    const { all, provider } = suite();
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
}
