import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { type Database, type TenantId, tenantOf } from "../database.ts";

const tenant = (name: string): TenantId => tenantOf({ url: "https://erp.example.com", database: name });
const insert =
  "insert into proposal (id, state, title, model, payload, payload_sha256, preview, risk, four_eyes, proposed_by, proposed_login, created_at, expires_at) " +
  "values ($1, 'pending', $2, 'res.partner', '{}', 'x', '{}', 'normal', false, 2, 'ann', now(), now())";

/** What both adapters of the database must do; the given function opens the same database anew each time. */
export function holdsDatabaseContract(open: () => Database): void {
  const own = tenant(`own ${randomUUID()}`);
  const other = tenant(`other ${randomUUID()}`);
  let database = open();
  afterAll(() => database.close());
  const titles = async (database: Database, as: TenantId) =>
    (await database.query(as, "select title from proposal order by id")).map(({ title }) => title);

  it("migrates once, keeps what was committed, and drops what was not", async () => {
    await database.query(own, insert, ["a", "kept ü 漢 \u0001"]);
    await expect(
      database.transaction(own, async (session) => {
        await session.query(insert, ["b", "dropped"]);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    await database.close();
    await expect(database.query(own, "select 1")).rejects.toThrow();
    database = open();
    expect(await titles(database, own)).toEqual(["kept ü 漢 \u0001"]);
  });

  it("shows and gives a tenant its own rows only, without any condition in the query", async () => {
    await database.query(other, insert, ["a", "theirs"]);
    expect(await titles(database, own)).toEqual(["kept ü 漢 \u0001"]);
    expect(await titles(database, other)).toEqual(["theirs"]);
    await database.query(other, "update proposal set title = 'changed'");
    expect(await titles(database, own)).toEqual(["kept ü 漢 \u0001"]);
    const forged = insert.replace("(id,", "(tenant, id,").replace("($1,", "($3, $1,");
    await expect(database.query(other, forged, ["f", "forged", own])).rejects.toThrow(/row-level security/);
    await expect(database.query(other, "update proposal set tenant = $1", [own])).rejects.toThrow(/row-level security/);
  });

  it("runs as a role that may not become another one's reader, nor touch the audit", async () => {
    const [role] = await database.query(
      own,
      "select current_user::text as name, r.rolsuper, r.rolbypassrls from pg_roles r where r.rolname = current_user",
    );
    expect(role).toEqual({ name: "sextant_app", rolsuper: false, rolbypassrls: false });
    await database.query(own, "insert into audit_event (seq, body, previous, hash) values (1, '{}', '', 'h')");
    for (const text of [
      "update audit_event set body = 'x'",
      "delete from audit_event",
      "truncate audit_event",
      "delete from proposal",
      "alter table proposal disable row level security",
      "drop table proposal",
    ])
      await expect(database.query(own, text), text).rejects.toThrow(/permission denied|must be owner/);
    // Role and tenant end with their transaction.
    const [after] = await database.query(own, "select current_setting('sextant.tenant') as tenant");
    expect(after?.tenant).toBe(own);
  });

  it("does transactions that come at once, one or side by side, none lost", async () => {
    await database.query(own, "insert into audit_head (seq, hash) values (0, '')");
    await Promise.all(
      Array.from({ length: 40 }, () =>
        database.transaction(own, async (session) => {
          const [head] = await session.query("select seq from audit_head for update");
          await session.query("update audit_head set seq = $1", [Number(head?.seq) + 1]);
        }),
      ),
    );
    const [head] = await database.query(own, "select seq from audit_head");
    expect(head?.seq).toBe(40);
  });

  it("passes on what PostgreSQL refuses and goes on working", async () => {
    await expect(database.query(own, "select * from nothing_here")).rejects.toMatchObject({ code: "42P01" });
    await expect(database.query(own, "select $1::int", ["x"])).rejects.toMatchObject({ code: "22P02" });
    expect(await database.query(own, "select $1::int + 1 as two", [1])).toEqual([{ two: 2 }]);
  });
}
