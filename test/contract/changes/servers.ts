import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect } from "../../../packages/odoo-client/src/index.ts";
import { loadPolicy, Proposals, type ProposalsParts } from "../../../server/src/changes/index.ts";
import { type Database, tenantOf } from "../../../server/src/platform/database/database.ts";
import { readMigrations } from "../../../server/src/platform/database/migrate.ts";
import { openPostgres } from "../../../server/src/platform/database/postgres.ts";
import { ownDatabase } from "../../odoo/own-database.ts";
import { type RunningOdoo, startOdoo, type TestUser } from "../../odoo/real-odoo.ts";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A real Odoo of its own, with or without the module `sextant`, and a database of Sextant on the PostgreSQL beside it. */
export interface ChangeServers {
  readonly odoo: RunningOdoo;
  readonly databaseUrl: string;
  readonly database: Database;
  /** Proposals as a user, on the same database. */
  proposals(user: TestUser, parts?: Partial<ProposalsParts>): Proposals;
  stop(): Promise<void>;
}

export async function startChangeServers(name: string, bridge: boolean): Promise<ChangeServers> {
  const own = await ownDatabase(name);
  const odoo = await startOdoo({
    template: "demo",
    workers: 2,
    ...(bridge && { install: { module: "sextant", addons: join(ROOT, "odoo-module"), test: true } }),
  });
  const database = openPostgres(own.url, () => readMigrations(join(ROOT, "server/migrations")));
  return {
    odoo,
    databaseUrl: own.url,
    database,
    proposals(user, parts = {}) {
      return proposalsOn({ url: odoo.url, database: odoo.database }, user, database, parts);
    },
    async stop() {
      await database.close();
      await odoo.stop();
      await own.drop();
    },
  };
}

/** Proposals as a user of an Odoo, with the policy that ships. */
export function proposalsOn(
  odoo: { readonly url: string; readonly database: string },
  { login, key }: TestUser,
  database: Database,
  parts: Partial<ProposalsParts> = {},
): Proposals {
  return new Proposals({
    database,
    tenant: tenantOf(odoo),
    policy: loadPolicy(join(ROOT, "server/change-policy.yaml")),
    connect: (signal) => connect({ ...odoo, login, secret: key }, signal),
    ...parts,
  });
}
