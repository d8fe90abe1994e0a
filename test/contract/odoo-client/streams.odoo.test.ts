import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningOdoo } from "../../odoo/real-odoo.ts";
import { all, onEachOdoo, overEach } from "./servers.ts";

const LOG_ROWS = 5600;

/** Insert rows past Odoo, leave gaps in the ids as deletions do. */
async function fillLog(odoo: RunningOdoo): Promise<void> {
  await odoo.sql("delete from ir_logging where name = 'contract'");
  await odoo.sql(
    `insert into ir_logging (name, type, path, func, line, message, create_date)
     select 'contract', 'client', 'p', 'f', n::text, 'row ' || n, now() from generate_series(1, 7000) n`,
  );
  await odoo.sql("delete from ir_logging where name = 'contract' and (id % 5 = 0)");
}

onEachOdoo("streams", "own", (server, transports) => {
  beforeAll(() => fillLog(server().odoo));
  afterAll(() => server().odoo.sql("delete from ir_logging where name = 'contract'"));

  overEach(transports, server, (client) => {
    test("streams more than 5,000 sparse ids exactly, whatever the batch", async () => {
      const truth = await server().odoo.sql("select id from ir_logging where name = 'contract' order by id");
      const expected = truth.map((row) => Number(row.id));
      expect(expected.length).toBe(LOG_ROWS);
      for (const batch of [501, 5600, 9000]) {
        let total = 0;
        const rows = await all(
          client().stream({
            model: "ir.logging",
            domain: [["name", "=", "contract"]],
            fields: ["line"],
            batch,
            onTotal: (n) => {
              total = n;
            },
          }),
        );
        expect(total).toBe(LOG_ROWS);
        expect(rows.map((row) => row.id)).toEqual(expected);
      }
    });

    test("streams nothing from an empty population", async () => {
      expect(
        await all(client().stream({ model: "ir.logging", domain: [["name", "=", "nobody"]], fields: ["line"] })),
      ).toEqual([]);
    });

    test("leaves out what is created during a stream, and accepts what is deleted", async () => {
      const { odoo } = server();
      const before = (await odoo.sql("select id from ir_logging where name = 'contract' order by id")).map((row) =>
        Number(row.id),
      );
      const gone = before.slice(-40, -20);
      const seen: number[] = [];
      let first = true;
      for await (const rows of client().stream({
        model: "ir.logging",
        domain: [["name", "=", "contract"]],
        fields: ["line"],
        batch: 200,
      })) {
        seen.push(...rows.map((row) => row.id));
        if (first)
          await odoo.sql(
            "insert into ir_logging (name, type, path, func, line, message) select 'contract', 'client', 'p', 'f', 'late', 'late' from generate_series(1, 50)",
          );
        if (first) await odoo.sql("delete from ir_logging where id = any($1)", [gone]);
        first = false;
      }
      await odoo.sql("delete from ir_logging where line = 'late'");
      const expected = before.filter((id) => !gone.includes(id));
      await odoo.sql(
        "insert into ir_logging (id, name, type, path, func, line, message) select unnest($1::int[]), 'contract', 'client', 'p', 'f', 'again', 'again'",
        [gone],
      );
      expect(seen).toEqual(expected);
    });
  });
});
