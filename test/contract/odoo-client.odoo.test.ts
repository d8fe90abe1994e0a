import { createRequire } from "node:module";
import { isSextantError, type SextantError } from "@sextant/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type OdooClient, type Row, type TransportName } from "../../packages/odoo-client/src/index.ts";
import { describeOdoo } from "../odoo/describe-odoo.ts";
import { odooAvailable, type RunningOdoo, startOdoo, startOdoo14 } from "../odoo/real-odoo.ts";
import { HARD_TEXTS } from "./odoo-client-texts.ts";

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

const LOG_ROWS = 5600;

async function failure(work: Promise<unknown>): Promise<SextantError> {
  try {
    await work;
  } catch (error) {
    if (isSextantError(error)) return error;
    throw error;
  }
  throw new Error("the call was expected to fail");
}

async function all(rows: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const list: Row[] = [];
  for await (const batch of rows) list.push(...batch);
  return list;
}

interface Server {
  readonly odoo: RunningOdoo;
  /** Key on 19, password on 14. */
  readonly secret: string;
}

function open({ odoo, secret }: Server, transport: TransportName | undefined, login = odoo.login, key = secret) {
  const options = { url: odoo.url, database: odoo.database, login, secret: key };
  return connect(transport ? { ...options, transport } : options);
}

/** Insert rows past Odoo, leave gaps in the ids as deletions do. */
async function fillLog(odoo: RunningOdoo): Promise<void> {
  await odoo.sql("delete from ir_logging where name = 'contract'");
  await odoo.sql(
    `insert into ir_logging (name, type, path, func, line, message, create_date)
     select 'contract', 'client', 'p', 'f', n::text, 'row ' || n, now() from generate_series(1, 7000) n`,
  );
  await odoo.sql("delete from ir_logging where name = 'contract' and (id % 5 = 0)");
}

/** What holds on every version and transport. */
function commonSuite(server: () => Server, transports: readonly TransportName[]) {
  describe.each(transports)("%s", (transport) => {
    let client: OdooClient;
    beforeAll(async () => {
      client = await open(server(), transport);
    });
    afterAll(async () => client?.close());

    test("knows whom it speaks for", () => {
      expect(client.info).toMatchObject({ transport, userId: 2, login: "admin", lang: "en_US" });
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
      const rows = await client.search({
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

    test("streams more than 5,000 sparse ids exactly, whatever the batch", async () => {
      const truth = await server().odoo.sql("select id from ir_logging where name = 'contract' order by id");
      const expected = truth.map((row) => Number(row.id));
      expect(expected.length).toBe(LOG_ROWS);
      for (const batch of [501, 5600, 9000]) {
        let total = 0;
        const rows = await all(
          client.stream({
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
        await all(client.stream({ model: "ir.logging", domain: [["name", "=", "nobody"]], fields: ["line"] })),
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
      for await (const rows of client.stream({
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

    test("hard texts survive a round trip or fail loudly", async () => {
      for (const [what, text] of HARD_TEXTS) {
        let id: unknown;
        try {
          id = await client.call("write", "ir.logging", "create", {
            ...(transport === "json-2" ? { named: { vals_list: [logRow(text)] } } : { positional: [[logRow(text)]] }),
          });
        } catch (error) {
          expect(isSextantError(error), what).toBe(true);
          expect((error as SextantError).code, what).toBe("unsafe_value");
          expect(what, `${what} was refused over ${transport}`).toMatch(/surrogate|control|noncharacter/);
          continue;
        }
        const ids = id as number[];
        const [row] = await client.read("ir.logging", ids, ["message"]);
        // Odoo itself strips control characters over XML-RPC; they cannot be written over it, so nothing is lost unseen here.
        expect(row?.message, what).toBe(text);
        await client.call("write", "ir.logging", "unlink", { ids });
      }
    });

    test("reads archived records only when asked", async () => {
      const domain = [["name", "=", "USD"]] as const;
      const off = await client.count("res.currency", [["active", "=", false]], { activeTest: false });
      expect(off).toBeGreaterThan(100);
      const visible = await client.count("res.currency", []);
      expect(visible).toBeLessThan(await client.count("res.currency", [], { activeTest: false }));
      expect(await client.count("res.currency", domain)).toBeLessThanOrEqual(1);
    });

    test("read gives the rows in the order asked, and says which is missing", async () => {
      const [a, b] = await client.search({ model: "res.partner", domain: [], fields: ["name"], limit: 2 });
      if (!a || !b) throw new Error("no partners");
      expect((await client.read("res.partner", [b.id, a.id, b.id], ["name"])).map((row) => row.id)).toEqual([
        b.id,
        a.id,
        b.id,
      ]);
      const error = await failure(client.read("res.partner", [a.id, 99_999_999], ["name"]));
      expect(error.code).toBe("missing");
      expect(error.message).toContain("99999999");
    });

    test("aggregates equal SQL", async () => {
      const groups = await client.aggregate({
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
      const [group, ...more] = await client.aggregate({
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
      const groups = await client.aggregate({
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
      const groups = await client.aggregate(
        { model: "account.move.line", domain: [], groupBy: ["create_date:day"], aggregates: ["__count"] },
        { tz: "Asia/Tokyo" },
      );
      for (const { keys } of groups) expect(keys["create_date:day"]).toMatch(/T15:00:00Z$/);
    });

    test("errors: key, database, model, method, field, business", async () => {
      const { odoo } = server();
      const options = { url: odoo.url, database: odoo.database, login: "admin", secret: "no-such-key-123", transport };
      expect((await failure(connect(options))).code).toBe("authentication");
      expect((await failure(connect({ ...options, secret: server().secret, database: "c_nowhere" }))).code).toBe(
        "no_database",
      );
      expect((await failure(client.search({ model: "x.nothing", domain: [], fields: [], limit: 1 }))).code).toBe(
        "unknown_method",
      );
      expect((await failure(client.call("read", "res.partner", "no_such_method", {}))).code).toBe("unknown_method");
      expect(
        (await failure(client.search({ model: "res.partner", domain: [], fields: ["nope"], limit: 1 }))).code,
      ).toBe("bad_call");
      expect((await failure(client.count("res.partner", [["nope", "=", 1]]))).code).toBe("bad_call");
      const [partner] = await client.search({
        model: "res.partner",
        domain: [["parent_id", "=", false]],
        fields: [],
        limit: 1,
      });
      const values = { parent_id: partner?.id };
      const error = await failure(
        client.call("write", "res.partner", "write", {
          ids: [partner?.id ?? 0],
          ...(transport === "json-2" ? { named: { vals: values } } : { positional: [values] }),
        }),
      );
      expect(error.code).toBe("business");
      expect(error.message).toMatch(/recursive/i);
      expect(error.details.outcome).toBe("rolled_back");
      expect(error.message).not.toMatch(/Traceback|File "/);
    });
  });

  const logRow = (message: string) => ({ name: "texts", type: "client", path: "p", func: "f", line: "1", message });

  test("all transports give identical rows", async () => {
    const readings: Row[][] = [];
    for (const transport of transports) {
      const client = await open(server(), transport);
      const fields = [...(await client.fieldsOf("account.move.line")).keys()].filter((name) =>
        ITEM_FIELDS.includes(name),
      );
      readings.push(await all(client.stream({ model: "account.move.line", domain: [], fields, batch: 40 })));
      await client.close();
    }
    expect(readings[0]?.length).toBeGreaterThan(30);
    for (const reading of readings) expect(reading).toEqual(readings[0]);
  });
}

describeOdoo("Odoo 19", () => {
  let odoo: RunningOdoo;
  const server = (): Server => ({ odoo, secret: odoo.key });
  beforeAll(async () => {
    odoo = await startOdoo({ template: "demo" });
    await fillLog(odoo);
  });
  afterAll(async () => odoo?.stop());
  const TRANSPORTS = ["json-2", "json-rpc", "xml-rpc"] as const;

  commonSuite(server, TRANSPORTS);

  test("JSON-2 is chosen by probing", async () => {
    const client = await open(server(), undefined);
    expect(client.info).toMatchObject({ transport: "json-2", version: "19.0", major: 19 });
    await client.close();
  });

  test("odoo-await reads the same partners, empties aside", async () => {
    const Client = createRequire(import.meta.url)("odoo-await") as OdooAwaitClass;
    const old = new Client({ baseUrl: odoo.url, db: odoo.database, username: odoo.login, password: odoo.key });
    await old.connect();
    const fields = ["name", "email", "country_id", "category_id", "is_company"];
    const theirs = await old.searchRead("res.partner", [["id", ">", 0]], fields, { limit: 500, order: "id" });
    const client = await open(server(), undefined);
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

  describe.each(TRANSPORTS)("rights and scope over %s", (transport) => {
    test("companies bound what is read; one that is not allowed is refused", async () => {
      const client = await open(server(), transport);
      const companies = await client.search({ model: "res.company", domain: [], fields: ["name"], limit: 10 });
      expect(companies.length).toBeGreaterThan(1);
      let sum = 0;
      for (const { id } of companies) {
        const own = await client.count("account.move", [], { companyIds: [id] });
        const truth = await odoo.sql("select count(*)::int as n from account_move where company_id = $1", [id]);
        expect(own).toBe(truth[0]?.n);
        sum += own;
      }
      expect(await client.count("account.move", [], { companyIds: companies.map(({ id }) => id) })).toBe(sum);
      expect((await failure(client.count("account.move", [], { companyIds: [] }))).code).toBe("bad_usage");
      await client.close();
      const { accountant } = odoo.users;
      const narrow = await open(server(), transport, accountant.login, accountant.key);
      const other = companies[companies.length - 1]?.id === 1 ? companies[0]?.id : companies[companies.length - 1]?.id;
      expect((await failure(narrow.count("account.move", [], { companyIds: [other ?? 0] }))).code).toBe("access");
      await narrow.close();
    });

    test("a user without rights gets Odoo's words, not its traceback", async () => {
      const { employee } = odoo.users;
      const client = await open(server(), transport, employee.login, employee.key);
      const error = await failure(client.count("account.move.line", []));
      expect(error.code).toBe("access");
      expect(error.message).toMatch(/not allowed|rights/i);
      expect(error.message).not.toMatch(/Traceback|File "/);
      await client.close();
    });

    test("a deleted record is missing to a write", async () => {
      const client = await open(server(), transport);
      const values = { name: "x" };
      const error = await failure(
        client.call("write", "res.partner", "write", {
          ids: [99_999_999],
          ...(transport === "json-2" ? { named: { vals: values } } : { positional: [values] }),
        }),
      );
      // Over XML-RPC only the text would tell it from other refusals.
      expect(error.code).toBe(transport === "xml-rpc" ? "business" : "missing");
      await client.close();
    });

    test("a method that returns None has run", async () => {
      const client = await open(server(), transport);
      const values = { name: `none over ${transport}` };
      const created = await client.call("write", "res.partner.category", "create", {
        ...(transport === "json-2" ? { named: { vals_list: [values] } } : { positional: [[values]] }),
      });
      const ids = created as number[];
      const archived = client.call("write", "res.partner.category", "action_archive", { ids });
      if (transport === "xml-rpc") {
        const error = await failure(archived);
        expect(error.code).toBe("none_result");
        expect(error.details.outcome).toBe("committed");
      } else expect(await archived).toBeNull();
      const [row] = await client.read("res.partner.category", ids, ["active"]);
      expect(row?.active).toBe(false);
      await client.close();
    });

    test("numbers beyond 2^31 are refused or carried, never cut", async () => {
      const client = await open(server(), transport);
      const created = await client.call("write", "res.partner.category", "create", {
        ...(transport === "json-2"
          ? {
              named: {
                vals_list: [
                  { name: "big 1", color: 2 ** 31 - 1 },
                  { name: "big 2", color: 2 ** 31 - 1 },
                ],
              },
            }
          : {
              positional: [
                [
                  { name: "big 1", color: 2 ** 31 - 1 },
                  { name: "big 2", color: 2 ** 31 - 1 },
                ],
              ],
            }),
      });
      const ids = created as number[];
      const [group] = await client.aggregate({
        model: "res.partner.category",
        domain: [["id", "in", ids]],
        groupBy: [],
        aggregates: ["color:sum"],
      });
      expect(group?.aggregates["color:sum"]).toBe(2 * (2 ** 31 - 1));
      const error = await failure(
        client.call("write", "res.partner.category", "write", {
          ids,
          ...(transport === "json-2" ? { named: { vals: { color: 2 ** 31 } } } : { positional: [{ color: 2 ** 31 }] }),
        }),
      );
      expect(error.code).toBe(transport === "xml-rpc" ? "unsafe_value" : "bad_call");
      expect(["not_run", "rolled_back"]).toContain(error.details.outcome);
      await client.close();
    });

    test("a RedirectWarning and a ValidationError keep Odoo's message", async () => {
      const client = await open(server(), transport);
      const [currency] = await client.search({
        model: "res.currency",
        domain: [["name", "=", "USD"]],
        fields: [],
        limit: 1,
      });
      const values = { active: false };
      const error = await failure(
        client.call("write", "res.currency", "write", {
          ids: [currency?.id ?? 0],
          ...(transport === "json-2" ? { named: { vals: values } } : { positional: [values] }),
        }),
      );
      expect(error.code).toBe("business");
      expect(error.message).toMatch(/compan/i);
      await client.close();
    });
  });
});

const reason14 = odooAvailable("demo14");
describe.skipIf(reason14 !== null)(`Odoo 14${reason14 === null ? "" : ` [NOT RUN: ${reason14}]`}`, () => {
  let odoo: RunningOdoo;
  const server = (): Server => ({ odoo, secret: "admin" });
  beforeAll(async () => {
    odoo = await startOdoo14();
    await fillLog(odoo);
  });
  afterAll(async () => {
    await odoo?.sql("delete from ir_logging where name in ('contract', 'texts')");
    await odoo?.stop();
  });

  commonSuite(server, ["json-rpc", "xml-rpc"]);

  test("XML-RPC is chosen by probing", async () => {
    const client = await open(server(), undefined);
    expect(client.info).toMatchObject({ transport: "xml-rpc", version: "14.0", major: 14 });
    await client.close();
  });
});
