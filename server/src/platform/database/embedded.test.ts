import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { projectFile } from "../project-file.ts";
import { tenantOf } from "./database.ts";
import { openEmbedded } from "./embedded.ts";
import { readMigrations } from "./migrate.ts";
import { builtProcess } from "./testing/built-process.ts";
import { holdsDatabaseContract } from "./testing/database-contract.ts";

const own = tenantOf({ url: "https://erp.example.com/odoo/", database: "prod" });
const built = await builtProcess();
const open = () =>
  openEmbedded({ folder: join(built.home, "data"), script: built.script }, () =>
    readMigrations(projectFile("server", "migrations")),
  );

afterAll(() => built.remove());

describe("the embedded database", () => {
  it("starts nothing before the first use", async () => {
    const database = open();
    await database.close();
    expect(existsSync(join(built.home, "data"))).toBe(false);
  });

  describe("as any database", () => holdsDatabaseContract(open));

  it("survives the death of its process: what was in flight fails, the rest is there", async () => {
    const database = open();
    const [before] = await database.query(own, "select pg_backend_pid() is not null as up");
    expect(before?.up).toBe(true);
    const { pid } = JSON.parse(await readFile(join(built.home, "data/lock"), "utf8")) as { pid: number };
    await database.query(own, "insert into audit_event (seq, body, previous, hash) values (7, 'committed', '', 'h')");
    const flight = database.transaction(own, async (session) => {
      await session.query("insert into audit_event (seq, body, previous, hash) values (8, 'not', '', 'h')");
      process.kill(pid, "SIGKILL");
      await session.query("select pg_sleep(1)");
    });
    await expect(flight).rejects.toMatchObject({ code: "database_unavailable" });
    expect(await database.query(own, "select seq, body from audit_event")).toEqual([{ seq: 7, body: "committed" }]);
    await database.close();
  });
});

describe("a tenant", () => {
  it("is an Odoo's address and database, however the address ends", () => {
    expect(own).toBe("erp.example.com/odoo/prod");
    expect(tenantOf({ url: "https://erp.example.com/odoo", database: "prod" })).toBe(own);
  });
});
