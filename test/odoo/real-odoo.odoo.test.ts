import { expect, test } from "vitest";
import { describeOdoo } from "./describe-odoo.ts";
import { addUserWithHiddenItems, type RunningOdoo, sharedOdoo, startOdoo, startOdoo14 } from "./real-odoo.ts";

/** Bare JSON-2, so that this test stands without the product's own client. */
async function call(odoo: RunningOdoo, key: string, model: string, method: string, body: object): Promise<unknown> {
  const response = await fetch(`${odoo.url}/json/2/${model}/${method}`, {
    method: "POST",
    headers: { Authorization: `bearer ${key}`, "X-Odoo-Database": odoo.database, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.ok ? response.json() : response.status;
}

describeOdoo("real Odoo", () => {
  test("the shared server is one server, and answers each user within his rights", async () => {
    const odoo = await sharedOdoo("demo");
    expect((await sharedOdoo("demo")).url).toBe(odoo.url);
    const count = (key: string) => call(odoo, key, "account.move.line", "search_count", { domain: [] });
    const [row] = await odoo.sql(
      "select count(*) as everything, count(*) filter (where company_id = (select min(id) from res_company)) as first from account_move_line",
    );
    expect(String(await count(odoo.users.accountant.key))).toBe(row?.first);
    // Odoo's sales rules show a salesperson whole entries of his own: a sum of zero is no proof of completeness.
    expect(Number(await count(odoo.users.salesperson.key))).toBeLessThan(Number(row?.everything));
    expect(await count(odoo.users.employee.key)).toBe(403);
    expect(await count("0000000000000000000000000000000000000000")).toBe(401);
  });

  test("a clone of one's own: written to, restricted, gone afterwards", async () => {
    const odoo = await startOdoo({ template: "demo" });
    try {
      const [account] = await odoo.sql(
        "select account_id from account_move_line where company_id = 1 and parent_state = 'posted' and balance <> 0 order by id limit 1",
      );
      const user = await addUserWithHiddenItems(odoo, [["account_id", "=", account?.account_id]]);
      const all = await call(odoo, odoo.users.accountant.key, "account.move.line", "search_count", { domain: [] });
      const seen = await call(odoo, user.key, "account.move.line", "search_count", { domain: [] });
      expect(Number(seen)).toBeGreaterThan(0);
      expect(Number(seen)).toBeLessThan(Number(all));
    } finally {
      await odoo.stop();
    }
    await expect(odoo.sql("select 1")).rejects.toThrow("does not exist");
  });

  test("the shell says what went wrong", async () => {
    const odoo = await sharedOdoo("demo");
    expect(await odoo.shell("print(env.user.login)")).toContain("__system__");
    await expect(odoo.shell("raise ValueError('no such thing')")).rejects.toThrow("no such thing");
  });
});

describeOdoo(
  "Odoo 14",
  () => {
    test("answers JSON-RPC as version 14 and logs the administrator in", async () => {
      const odoo = await startOdoo14();
      const rpc = async (method: string, args: readonly unknown[]) => {
        const response = await fetch(`${odoo.url}/jsonrpc`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ jsonrpc: "2.0", method: "call", params: { service: "common", method, args } }),
        });
        return ((await response.json()) as { result: unknown }).result;
      };
      expect(await rpc("version", [])).toMatchObject({ server_serie: "14.0" });
      expect(await rpc("login", [odoo.database, "admin", "admin"])).toBeTypeOf("number");
    });
  },
  "demo14",
);
