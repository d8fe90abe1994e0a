import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadPolicy, Proposals } from "./changes/index.ts";
import { connectTo } from "./odoo/index.ts";
import type { Config } from "./platform/config.ts";
import { type Database, tenantOf } from "./platform/database/database.ts";
import { projectFile } from "./platform/project-file.ts";

const POLICY = "change-policy.yaml";

/** Proposals on the configured Odoo, or null where none is configured. Neither Odoo nor the database is touched yet. */
export function openProposals(config: Config, database: Database): Proposals | null {
  const { odoo, data } = config;
  if (odoo === null || config.source === "demo") return null;
  const own = join(data, POLICY);
  return new Proposals({
    database,
    tenant: tenantOf(odoo),
    connect: (signal) => connectTo(odoo, signal),
    policy: loadPolicy(existsSync(own) ? own : projectFile("server", POLICY)),
  });
}
