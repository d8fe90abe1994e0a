import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";

/**
 * Name of the new database that this release of PGlite makes.
 *
 * To make a database takes ten seconds of a processor, and what comes out is the same each time. So the build makes it once per release, and a server
 * that has none yet copies it. It is empty: the migrations run where it is used.
 */
export async function newDatabaseName(): Promise<string> {
  const program = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const { version } = JSON.parse(await readFile(join(dirname(program), "../package.json"), "utf8")) as {
    version: string;
  };
  return `new-database-${version}`;
}

/** The new database of a folder, made first where it is missing. */
export async function makeNewDatabase(home: string): Promise<string> {
  const made = join(home, await newDatabaseName());
  if (existsSync(made)) return made;
  const part = `${made}.${process.pid}`;
  await mkdir(home, { recursive: true });
  await (await PGlite.create(part)).close();
  await inPlace(part, made);
  return made;
}

/** Copies the new database of a folder to where a database is to be. Does nothing when one is there, or none that this PGlite made is in the folder. */
export async function placeNewDatabase(home: string, database: string): Promise<void> {
  const made = join(home, await newDatabaseName());
  if (existsSync(database) || !existsSync(made)) return;
  const part = `${database}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(dirname(database), { recursive: true });
  await cp(made, part, { recursive: true });
  await chmod(part, 0o700);
  await inPlace(part, database);
}

/** A database is whole or absent, also when two make it at once. */
async function inPlace(part: string, whole: string): Promise<void> {
  try {
    await rename(part, whole);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (!existsSync(whole)) throw error;
  }
}
