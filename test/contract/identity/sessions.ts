import { expect, it } from "vitest";
import type { SignInSuite } from "./sign-in-suite.ts";
import { signInToOdoo } from "./web-client.ts";

const CLOSED_MS = 5_000;

/** How a session goes on, and what ends it. */
export function sessions(suite: () => SignInSuite): void {
  it("renews by a token that is used once; shown twice, the session ends", async () => {
    const { all } = suite();
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

  it("ends streams within five seconds of a revocation in Odoo or here", async () => {
    const { all, tokenOf } = suite();
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
    const { all, tokenOf } = suite();
    const token = await tokenOf("p_accountant_b");
    const [id] = (await all.admin.call("res.users", "search", [[["login", "=", "p_accountant_b"]]])) as number[];
    await all.admin.call("res.users", "write", [[id], { active: false }]);
    await all.admin.call("res.users", "write", [[id], { active: true }]);
    expect((await all.get("/api/status", token)).status).toBe(401);
  });
}

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
