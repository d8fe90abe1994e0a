import { expect, test } from "vitest";
import { connect } from "../../../packages/odoo-client/src/index.ts";
import { failure, given, onEachOdoo, overEach } from "./servers.ts";

// Every write of these tests is refused, so that they may share a server with those that read.
onEachOdoo("refusals", "shared", (server, transports, version) => {
  overEach(transports, server, (client, transport) => {
    test("errors: key, database, model, method, field, business", async () => {
      const { odoo, secret } = server();
      const options = { url: odoo.url, database: odoo.database, login: "admin", secret, transport };
      const cases = [
        ["authentication", () => connect({ ...options, secret: "no-such-key-123" })],
        ["no_database", () => connect({ ...options, database: "c_nowhere" })],
        ["unknown_method", () => client().search({ model: "x.nothing", domain: [], fields: [], limit: 1 })],
        ["unknown_method", () => client().call("read", "res.partner", "no_such_method", {})],
        ["bad_call", () => client().search({ model: "res.partner", domain: [], fields: ["nope"], limit: 1 })],
        ["bad_call", () => client().count("res.partner", [["nope", "=", 1]])],
      ] as const;
      for (const [code, call] of cases) expect((await failure(call())).code).toBe(code);
      const [partner] = await client().search({
        model: "res.partner",
        domain: [["parent_id", "=", false]],
        fields: [],
        limit: 1,
      });
      const error = await failure(
        client().call("write", "res.partner", "write", {
          ids: [partner?.id ?? 0],
          ...given(transport, "vals", { parent_id: partner?.id }),
        }),
      );
      expect(error.code).toBe("business");
      expect(error.message).toMatch(/recursive/i);
      expect(error.details.outcome).toBe("rolled_back");
      expect(error.message).not.toMatch(/Traceback|File "/);
    });

    if (version < 19) return;

    test("companies bound what is read; one that is not allowed is refused", async () => {
      const { odoo, open } = server();
      const companies = await client().search({ model: "res.company", domain: [], fields: ["name"], limit: 10 });
      expect(companies.length).toBeGreaterThan(1);
      let sum = 0;
      for (const { id } of companies) {
        const own = await client().count("account.move", [], { companyIds: [id] });
        const truth = await odoo.sql("select count(*)::int as n from account_move where company_id = $1", [id]);
        expect(own).toBe(truth[0]?.n);
        sum += own;
      }
      expect(await client().count("account.move", [], { companyIds: companies.map(({ id }) => id) })).toBe(sum);
      expect((await failure(client().count("account.move", [], { companyIds: [] }))).code).toBe("bad_usage");
      const narrow = await open(transport, odoo.users.accountant);
      const other = companies.find(({ id }) => id !== 1)?.id ?? 0;
      expect((await failure(narrow.count("account.move", [], { companyIds: [other] }))).code).toBe("access");
      await narrow.close();
    });

    test("a user without rights gets Odoo's words, not its traceback", async () => {
      const { odoo, open } = server();
      const employee = await open(transport, odoo.users.employee);
      const error = await failure(employee.count("account.move.line", []));
      expect(error.code).toBe("access");
      expect(error.message).toMatch(/not allowed|rights/i);
      expect(error.message).not.toMatch(/Traceback|File "/);
      await employee.close();
    });

    test("a deleted record is missing to a write", async () => {
      const error = await failure(
        client().call("write", "res.partner", "write", {
          ids: [99_999_999],
          ...given(transport, "vals", { name: "x" }),
        }),
      );
      // Over XML-RPC only the text would tell it from other refusals.
      expect(error.code).toBe(transport === "xml-rpc" ? "business" : "missing");
    });

    test("a RedirectWarning and a ValidationError keep Odoo's message", async () => {
      const [currency] = await client().search({
        model: "res.currency",
        domain: [["name", "=", "USD"]],
        fields: [],
        limit: 1,
      });
      const error = await failure(
        client().call("write", "res.currency", "write", {
          ids: [currency?.id ?? 0],
          ...given(transport, "vals", { active: false }),
        }),
      );
      expect(error.code).toBe("business");
      expect(error.message).toMatch(/compan/i);
    });
  });
});
