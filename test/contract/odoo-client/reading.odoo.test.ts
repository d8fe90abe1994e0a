import { createRequire } from "node:module";
import { expect, test } from "vitest";
import type { Row } from "../../../packages/odoo-client/src/index.ts";
import { all, failure, onEachOdoo, overEach } from "./servers.ts";

const ITEM_FIELDS = [
  "date",
  "name",
  "ref",
  "parent_state",
  "move_id",
  "account_id",
  "partner_id",
  "currency_id",
  "company_id",
  "debit",
  "credit",
  "balance",
  "amount_currency",
  "date_maturity",
  "tax_ids",
  "quantity",
  "reconciled",
  "sequence",
  "create_date",
];

const PLAIN = ["boolean", "integer", "float", "monetary", "char", "text", "date", "datetime", "selection", "many2one"];

/** What is used of odoo-await, which has no types that fit. */
type OdooAwaitClass = new (options: {
  baseUrl: string;
  db: string;
  username: string;
  password: string;
}) => {
  connect(): Promise<number>;
  searchRead(model: string, domain: unknown[], fields: string[], options: object): Promise<Record<string, unknown>[]>;
};

onEachOdoo("reading", "shared", (server, transports, version) => {
  overEach(transports, server, (client, transport) => {
    test("knows whom it speaks for", () => {
      expect(client().info).toMatchObject({ transport, userId: 2, login: "admin", lang: "en_US" });
    });

    test("reads amounts, dates and ids as the database holds them", async () => {
      const fields = [
        "balance",
        "debit",
        "amount_currency",
        "date",
        "move_id",
        "partner_id",
        "name",
        "create_date",
        "currency_id",
      ];
      const rows = await client().search({
        model: "account.move.line",
        domain: [["parent_state", "=", "posted"]],
        fields,
        limit: 500,
      });
      const truth = await server().odoo.sql(
        `select l.id, l.balance::text, l.debit::text, l.amount_currency::text, l.date::text, l.move_id, l.partner_id, l.name,
                to_char(l.create_date, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as create_date, l.currency_id
           from account_move_line l join account_move m on m.id = l.move_id
          where m.state = 'posted' and l.id = any($1) order by l.id`,
        [rows.map((row) => row.id)],
      );
      expect(rows.length).toBeGreaterThan(20);
      expect(rows.map((row) => row.id)).toEqual(truth.map((row) => Number(row.id)));
      for (const [i, row] of rows.entries()) {
        const real = truth[i] ?? {};
        expect(Number(row.balance)).toBe(Number(real.balance));
        for (const name of ["balance", "debit", "amount_currency"]) expect(row[name]).toMatch(/^-?\d+(\.\d+)?$/);
        expect(row).toMatchObject({
          date: real.date,
          move_id: real.move_id,
          partner_id: real.partner_id,
          create_date: real.create_date,
          currency_id: real.currency_id,
        });
        expect(row.name).toBe(real.name === "" ? "" : (real.name ?? null));
        // The currency is among the fields read: its decimals are kept.
        expect(row.amount_currency).toMatch(/\.\d\d$/);
      }
    });

    test("reads archived records only when asked", async () => {
      const domain = [["name", "=", "USD"]] as const;
      const off = await client().count("res.currency", [["active", "=", false]], { activeTest: false });
      expect(off).toBeGreaterThan(100);
      const visible = await client().count("res.currency", []);
      expect(visible).toBeLessThan(await client().count("res.currency", [], { activeTest: false }));
      expect(await client().count("res.currency", domain)).toBeLessThanOrEqual(1);
    });

    test("read gives the rows in the order asked, and says which is missing", async () => {
      const [a, b] = await client().search({ model: "res.partner", domain: [], fields: ["name"], limit: 2 });
      if (!a || !b) throw new Error("no partners");
      expect((await client().read("res.partner", [b.id, a.id, b.id], ["name"])).map((row) => row.id)).toEqual([
        b.id,
        a.id,
        b.id,
      ]);
      const error = await failure(client().read("res.partner", [a.id, 99_999_999], ["name"]));
      expect(error.code).toBe("missing");
      expect(error.message).toContain("99999999");
    });
  });

  // Older versions have no columns.
  overEach(version < 19 ? [] : transports, server, (client) => {
    test.each(["account.move.line", "account.partial.reconcile", "res.partner"])(
      "%s: columns give the rows that records give, in every field that has columns",
      async (model) => {
        const known = [...(await client().fieldsOf(model)).values()];
        const fields = known.filter(({ stored, type }) => stored && PLAIN.includes(type)).map(({ name }) => name);
        expect(fields.length).toBeGreaterThan(10);
        const scope = { activeTest: false };
        const rows = (columns: boolean) =>
          all(client().stream({ model, domain: [], fields, batch: 60, columns }, scope));
        const records = await rows(false);
        expect(records.length).toBeGreaterThan(0);
        expect(await rows(true)).toEqual(records);
      },
    );
  });

  test("all transports give identical rows", async () => {
    const readings: Row[][] = [];
    for (const transport of transports) {
      const client = await server().open(transport);
      const fields = [...(await client.fieldsOf("account.move.line")).keys()].filter((name) =>
        ITEM_FIELDS.includes(name),
      );
      readings.push(await all(client.stream({ model: "account.move.line", domain: [], fields, batch: 40 })));
      await client.close();
    }
    expect(readings[0]?.length).toBeGreaterThan(30);
    for (const reading of readings) expect(reading).toEqual(readings[0]);
  });

  test("the transport is chosen by probing", async () => {
    const client = await server().open();
    const transport = version === 19 ? "json-2" : "xml-rpc";
    expect(client.info).toMatchObject({ transport, version: `${version}.0`, major: version });
    await client.close();
  });

  if (version < 19) return;

  test("odoo-await reads the same partners, empties aside", async () => {
    const { odoo } = server();
    const Client = createRequire(import.meta.url)("odoo-await") as OdooAwaitClass;
    const old = new Client({ baseUrl: odoo.url, db: odoo.database, username: odoo.login, password: odoo.key });
    await old.connect();
    const fields = ["name", "email", "country_id", "category_id", "is_company"];
    const theirs = await old.searchRead("res.partner", [["id", ">", 0]], fields, { limit: 500, order: "id" });
    const client = await server().open();
    const ours = await client.search({ model: "res.partner", domain: [["id", ">", 0]], fields, limit: 500 });
    await client.close();
    expect(ours.length).toBeGreaterThan(30);
    const idOf = (value: unknown) => (Array.isArray(value) ? value[0] : null);
    expect(ours).toEqual(
      theirs.map((row) => ({
        ...row,
        name: row.name || null,
        email: row.email || null,
        country_id: idOf(row.country_id),
      })),
    );
  });
});
