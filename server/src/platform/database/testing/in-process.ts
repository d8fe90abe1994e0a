import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { projectFile } from "../../project-file.ts";
import { asTenant } from "../as-tenant.ts";
import type { Connection, Database } from "../database.ts";
import { migrate, readMigrations } from "../migrate.ts";
import { newDatabaseName } from "../new-database.ts";
import { NEW_DATABASES } from "./built-process.ts";

let opened: Promise<Database> | undefined;

/** For hooks that wait for it: a new database takes seconds, on a busy machine many. */
export const DATABASE_MS = 120_000;

/**
 * A migrated database in the memory of the test itself: the same SQL, without a process and files. One for all files of a worker: a test takes a
 * tenant of its own and leaves it open.
 */
export function inProcessDatabase(): Promise<Database> {
  opened ??= ownInProcessDatabase();
  return opened;
}

/** One that no other file writes to, for what looks at the rows of all tenants. */
export async function ownInProcessDatabase(): Promise<Database> {
  const lite = await newInMemory();
  const connection: Connection = {
    run: async (text, values) =>
      values
        ? (await lite.query<Record<string, unknown>>(text, [...values])).rows
        : ((await lite.exec(text)).at(-1)?.rows ?? []),
  };
  await migrate(connection, await readMigrations(projectFile("server", "migrations")));
  let last: Promise<unknown> = Promise.resolve();
  const transaction: Database["transaction"] = (tenant, work) => {
    const turn = last.then(() => asTenant(connection, tenant, work));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    transaction,
    query: (tenant, text, values) => transaction(tenant, (session) => session.query(text, values)),
    close: async () => undefined,
  };
}

/** A new database, packed: to load it takes a quarter of what it takes to make one. */
async function newInMemory(): Promise<PGlite> {
  const packed = join(NEW_DATABASES, `${await newDatabaseName()}.tgz`);
  const kept = await readFile(packed).catch(() => null);
  if (kept) return PGlite.create({ loadDataDir: new Blob([kept]) });
  const lite = await PGlite.create();
  await mkdir(NEW_DATABASES, { recursive: true });
  const part = `${packed}.${process.pid}`;
  await writeFile(part, Buffer.from(await (await lite.dumpDataDir("gzip")).arrayBuffer()));
  await rename(part, packed);
  return lite;
}
