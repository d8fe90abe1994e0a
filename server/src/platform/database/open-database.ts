import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { projectFile } from "../project-file.ts";
import type { Database } from "./database.ts";
import { type EmbeddedOptions, openEmbedded } from "./embedded.ts";
import { readMigrations } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";

/** The database that the configuration names. Nothing is started, read or connected before the first transaction. */
export function openDatabase(
  { databaseUrl, data }: Pick<Config, "databaseUrl" | "data">,
  options: Omit<EmbeddedOptions, "folder"> = {},
): Database {
  const migrations = () => readMigrations(projectFile("server", "migrations"));
  return databaseUrl === null
    ? openEmbedded({ folder: join(data, "database"), ...options }, migrations)
    : openPostgres(databaseUrl, migrations);
}

/** Whether an earlier run may have left something: where the database was never used there is nothing, and looking must not make one. */
export const mayHoldRows = ({ databaseUrl, data }: Pick<Config, "databaseUrl" | "data">): boolean =>
  databaseUrl !== null || existsSync(join(data, "database"));
