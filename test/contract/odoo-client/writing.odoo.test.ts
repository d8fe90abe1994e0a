import { isSextantError } from "@sextant/contracts";
import { afterAll, expect, test } from "vitest";
import type { OdooClient } from "../../../packages/odoo-client/src/index.ts";
import { HARD_TEXTS } from "./hard-texts.ts";
import { failure, given, onEachOdoo, overEach } from "./servers.ts";

const logRow = (message: string) => ({ name: "texts", type: "client", path: "p", func: "f", line: "1", message });

onEachOdoo("writing", "own", (server, transports, version) => {
  afterAll(() => server().odoo.sql("delete from ir_logging where name = 'texts'"));

  overEach(transports, server, (client, transport) => {
    const create = async (model: string, rows: readonly object[]) =>
      (await client().call("write", model, "create", given(transport, "vals_list", rows))) as number[];

    test("hard texts survive a round trip or fail loudly", async () => {
      for (const [what, text] of HARD_TEXTS) {
        const ids = await create("ir.logging", [logRow(text)]).catch((error: unknown) => {
          expect(isSextantError(error) && error.code, what).toBe("unsafe_value");
          expect(what, `${what} was refused over ${transport}`).toMatch(/surrogate|control|noncharacter/);
          return null;
        });
        if (ids === null) continue;
        const [row] = await client().read("ir.logging", ids, ["message"]);
        // Odoo itself strips control characters over XML-RPC; they cannot be written over it, so nothing is lost unseen here.
        expect(row?.message, what).toBe(text);
        await client().call("write", "ir.logging", "unlink", { ids });
      }
    });

    if (version < 19) return;

    test("a method that returns None has run", async () => {
      const ids = await create("res.partner.category", [{ name: `none over ${transport}` }]);
      const archived = client().call("write", "res.partner.category", "action_archive", { ids });
      if (transport === "xml-rpc") {
        const error = await failure(archived);
        expect(error.code).toBe("none_result");
        expect(error.details.outcome).toBe("committed");
      } else expect(await archived).toBeNull();
      const [row] = await client().read("res.partner.category", ids, ["active"]);
      expect(row?.active).toBe(false);
    });

    test("numbers beyond 2^31 are refused or carried, never cut", async () => {
      const most = 2 ** 31 - 1;
      const ids = await create("res.partner.category", [
        { name: "big 1", color: most },
        { name: "big 2", color: most },
      ]);
      const [group] = await client().aggregate({
        model: "res.partner.category",
        domain: [["id", "in", ids]],
        groupBy: [],
        aggregates: ["color:sum"],
      });
      expect(group?.aggregates["color:sum"]).toBe(2 * most);
      const error = await failure(writeTo(client(), ids, given(transport, "vals", { color: most + 1 })));
      expect(error.code).toBe(transport === "xml-rpc" ? "unsafe_value" : "bad_call");
      expect(["not_run", "rolled_back"]).toContain(error.details.outcome);
    });
  });
});

const writeTo = (client: OdooClient, ids: readonly number[], values: object) =>
  client.call("write", "res.partner.category", "write", { ids, ...values });
