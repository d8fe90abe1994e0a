import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadPolicy, Proposals } from "./changes/index.ts";
import { connectTo } from "./odoo/index.ts";
import type { Config } from "./platform/config.ts";
import { tenantOf } from "./platform/database/database.ts";
import { openDatabase } from "./platform/database/open-database.ts";
import { projectFile } from "./platform/project-file.ts";

const POLICY = "change-policy.yaml";

/** Proposals on the configured Odoo, or null where none is configured. Neither Odoo nor the database is touched yet. */
export function openProposals(config: Config): Proposals | null {
  const { odoo, data } = config;
  if (odoo === null || config.source === "demo") return null;
  const own = join(data, POLICY);
  return new Proposals({
    database: openDatabase(config),
    tenant: tenantOf(odoo),
    connect: (signal) => connectTo(odoo, signal),
    policy: loadPolicy(existsSync(own) ? own : projectFile("server", POLICY)),
  });
}

/** Whether an earlier run may have left something to settle: where the database was never used there is nothing. */
export const mayHaveProposals = ({ databaseUrl, data }: Config): boolean =>
  databaseUrl !== null || existsSync(join(data, "database"));
