import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { SextantError } from "@sextant/contracts";
import type { Connection } from "./database.ts";

/** Any number that other programs on the same PostgreSQL do not use for their advisory locks. */
const LOCK = 7_398_426_611;

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** The migrations of a folder, `0001_*.sql` and on, in order. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), "utf8");
      return { name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Brings a database up to date: all missing migrations in one transaction, under a lock, each once.
 *
 * @throws SextantError `database_unavailable` when an applied migration was changed since, or is unknown here.
 */
export async function migrate(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  await connection.run("begin");
  try {
    await connection.run("select pg_advisory_xact_lock($1::bigint)", [String(LOCK)]);
    await connection.run(
      "create table if not exists sextant_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())",
    );
    const rows = await connection.run("select name, sha256 from sextant_migration order by name");
    const applied = new Map(rows.map(({ name, sha256 }) => [String(name), String(sha256)]));
    for (const name of applied.keys())
      if (!migrations.some((one) => one.name === name))
        throw refused(`its migration ${name} is unknown here: it was made by a newer Sextant. Update Sextant.`);
    for (const { name, sql, sha256 } of migrations) {
      const before = applied.get(name);
      if (before === sha256) continue;
      if (before !== undefined) throw refused(`the migration ${name} was changed after it had been applied.`);
      await connection.run(sql);
      await connection.run("insert into sextant_migration (name, sha256) values ($1, $2)", [name, sha256]);
    }
    await connection.run("commit");
  } catch (error) {
    await connection.run("rollback").catch(() => undefined);
    throw error;
  }
}

const refused = (why: string) => new SextantError("database_unavailable", `Sextant's database cannot be used: ${why}`);
