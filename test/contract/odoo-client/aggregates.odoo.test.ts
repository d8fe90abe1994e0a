import { expect, test } from "vitest";
import { onEachOdoo, overEach } from "./servers.ts";

onEachOdoo("aggregates", "shared", (server, transports) => {
  overEach(transports, server, (client) => {
    test("aggregates equal SQL", async () => {
      const groups = await client().aggregate({
        model: "account.move.line",
        domain: [["parent_state", "=", "posted"]],
        groupBy: ["account_id", "date:month"],
        aggregates: ["balance:sum", "debit:max", "__count", "partner_id:count_distinct"],
      });
      const truth = await server().odoo.sql(
        `select l.account_id, date_trunc('month', l.date)::date::text as month, sum(l.balance)::text as balance, max(l.debit)::text as debit,
                count(*)::int as n, count(distinct l.partner_id)::int as partners
           from account_move_line l join account_move m on m.id = l.move_id
          where m.state = 'posted' group by 1, 2`,
      );
      const key = (account: unknown, month: unknown) => `${account} ${month}`;
      const found = new Map(
        groups.map(({ keys, aggregates }) => [key(keys.account_id, keys["date:month"]), aggregates]),
      );
      expect(found.size).toBe(truth.length);
      for (const row of truth) {
        const group = found.get(key(row.account_id, row.month));
        expect(group?.["balance:sum"]).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(group?.["balance:sum"])).toBe(Number(row.balance));
        expect(Number(group?.["debit:max"])).toBe(Number(row.debit));
        expect(group?.__count).toBe(row.n);
        expect(group?.["partner_id:count_distinct"]).toBe(row.partners);
      }
    });

    test("a sum over no rows is zero; the greatest of none is null", async () => {
      const [group, ...more] = await client().aggregate({
        model: "account.move.line",
        domain: [["id", "=", -1]],
        groupBy: [],
        aggregates: ["balance:sum", "quantity:sum", "date:max", "__count"],
      });
      expect(more).toEqual([]);
      expect(group?.keys).toEqual({});
      expect(Number(group?.aggregates["balance:sum"])).toBe(0);
      expect(typeof group?.aggregates["balance:sum"]).toBe("string");
      expect(group?.aggregates).toMatchObject({ "quantity:sum": 0, "date:max": null, __count: 0 });
    });

    test("a period of the query's own domain is not taken for the group's", async () => {
      const groups = await client().aggregate({
        model: "account.move.line",
        domain: [
          ["date", ">=", "2020-01-15"],
          ["date", ">=", "2020-02-01"],
          ["date", "<", "2999-01-01"],
        ],
        groupBy: ["date:month"],
        aggregates: ["__count"],
      });
      const truth = await server().odoo.sql(
        "select date_trunc('month', date)::date::text as month, count(*)::int as n from account_move_line where parent_state <> 'none' and date >= '2020-02-01' group by 1 order by 1",
      );
      const counts = groups.map(({ keys, aggregates }) => ({ month: keys["date:month"], n: aggregates.__count }));
      expect(counts.sort((a, b) => String(a.month).localeCompare(String(b.month)))).toEqual(
        truth.map(({ month, n }) => ({ month, n })),
      );
    });

    test("groups of datetimes begin at the instant of the user's midnight", async () => {
      const groups = await client().aggregate(
        { model: "account.move.line", domain: [], groupBy: ["create_date:day"], aggregates: ["__count"] },
        { tz: "Asia/Tokyo" },
      );
      for (const { keys } of groups) expect(keys["create_date:day"]).toMatch(/T15:00:00Z$/);
    });
  });
});
