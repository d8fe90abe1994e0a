import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOdoo } from "../../../../test/odoo/describe-odoo.ts";
import { connection, sql } from "../../../../test/odoo/sql.ts";
import { projectFile } from "../project-file.ts";
import { type Database, tenantOf } from "./database.ts";
import { readMigrations } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { holdsDatabaseContract } from "./testing/database-contract.ts";

const NAME = `sextant_database_${process.pid}`;
const migrations = () => readMigrations(projectFile("server", "migrations"));
const address = (change: (url: URL) => void = () => undefined): string => {
  const { host, port, user, password } = connection(NAME);
  const url = new URL(`postgresql://${host}:${port}/${NAME}`);
  url.username = String(user);
  url.password = String(password);
  change(url);
  return url.href;
};

// The PostgreSQL that the test Odoo brings; nothing of Odoo itself.
describeOdoo("PostgreSQL", () => {
  beforeAll(async () => {
    await sql("postgres", `create database ${NAME}`);
  });
  afterAll(async () => {
    await sql("postgres", `drop database if exists ${NAME} with (force)`);
  });

  it("is migrated once by servers that start at the same time", async () => {
    const servers = Array.from({ length: 6 }, () => openPostgres(address(), migrations));
    const own = tenantOf({ url: "https://erp.example.com", database: "start" });
    const rows = await Promise.all(servers.map((one) => one.query(own, "select count(*)::int as rows from proposal")));
    expect(rows.flat()).toEqual(servers.map(() => ({ rows: 0 })));
    await Promise.all(servers.map((one) => one.close()));
  });

  holdsDatabaseContract((): Database => openPostgres(address(), migrations));

  it("refuses migrations that were changed, or that it does not know", async () => {
    const own = tenantOf({ url: "https://erp.example.com", database: "x" });
    const known = await migrations();
    const changed = openPostgres(address(), async () => known.map((one) => ({ ...one, sha256: "0" })));
    const older = openPostgres(address(), async () => []);
    await expect(changed.query(own, "select 1")).rejects.toMatchObject({
      code: "database_unavailable",
      message: expect.stringContaining(known[0]?.name ?? "?"),
    });
    await expect(older.query(own, "select 1")).rejects.toThrow(/newer Sextant/);
    await Promise.all([changed.close(), older.close()]);
  });

  it("says what is wrong with an address", async () => {
    const own = tenantOf({ url: "https://erp.example.com", database: "x" });
    for (const change of [
      (url: URL) => {
        url.port = "1";
      },
      (url: URL) => {
        url.password = "wrong";
      },
    ]) {
      const database = openPostgres(address(change), migrations);
      const error = await database.query(own, "select 1").catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "database_unavailable" });
      expect(String(error)).not.toContain("wrong");
      await database.close();
    }
  });
});
