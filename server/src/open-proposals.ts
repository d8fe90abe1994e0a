import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Proposal } from "@sextant/contracts";
import { AnnouncedProposals, loadPolicy, type Proposals, type ProposalsParts } from "./changes/index.ts";
import { connectTo } from "./odoo/index.ts";
import type { Config } from "./platform/config.ts";
import { type Database, type TenantId, tenantOf } from "./platform/database/database.ts";
import { projectFile } from "./platform/project-file.ts";

const POLICY = "change-policy.yaml";

/** Proposals on the configured Odoo, or null where none is configured. Neither Odoo nor the database is touched yet. */
export function openProposals(config: Config, database: Database): Proposals | null {
  const { odoo } = config;
  if (odoo === null || config.source === "demo") return null;
  return proposalsAs(config, database, tenantOf(odoo), (signal) => connectTo(odoo, signal));
}

/** Proposals of a tenant, drafted and executed as whom `connect` gives. */
export function proposalsAs(
  { data }: Pick<Config, "data">,
  database: Database,
  tenant: TenantId,
  connect: ProposalsParts["connect"],
  announce: (proposal: Proposal) => void = () => undefined,
): Proposals {
  const own = join(data, POLICY);
  const policy = loadPolicy(existsSync(own) ? own : projectFile("server", POLICY));
  return new AnnouncedProposals({ database, tenant, connect, policy }, announce);
}
