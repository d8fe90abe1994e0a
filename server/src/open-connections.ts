import { CONNECTION_HEADER } from "@sextant/contracts";
import {
  ConnectionsHere,
  connectionOperations,
  KeptConnections,
  PairedConnection,
  SyncRuns,
} from "./connections/index.ts";
import type { Identity, IdentityParts } from "./identity/index.ts";
import { personHere } from "./platform/access/caller.ts";
import type { Config } from "./platform/config.ts";
import type { Database } from "./platform/database/database.ts";
import { mayHoldRows } from "./platform/database/open-database.ts";
import type { Identify, Operation } from "./platform/http/operation.ts";
import type { SourceCode } from "./source-code.ts";
import { type Workplaces, workplacesHere, workplacesOfPeople } from "./workplace.ts";

/** Who calls, what he works with, and the Odoos he chooses among. */
export interface OpenConnections {
  readonly identify: Identify;
  readonly workplaces: Workplaces;
  readonly operations: readonly Operation[];
  close(): Promise<void>;
}

/** The person at this machine needs no audit of what he reads; his proposals have theirs. */
const noteNothing = async () => undefined;
const NEVER = new AbortController().signal;

/** Without a sign-in: the person who started this server, on his own machine, with the Odoo that he has chosen. */
export function connectionsHere(
  config: Config,
  database: Database,
  parts: IdentityParts,
  code: SourceCode | null,
): OpenConnections {
  const kept = new KeptConnections({ ...parts, mayHoldRows: () => mayHoldRows(config) });
  const here = new ConnectionsHere(config, kept);
  const runs = new SyncRuns();
  const workplaces = workplacesHere(config, database, here, code);
  const reopen = ({ tenant }: { readonly tenant: Parameters<typeof workplaces.drop>[0] }) => workplaces.drop(tenant);
  return {
    async identify(request) {
      const chosen = request.get(CONNECTION_HEADER);
      const { tenant, id } = await here.find(chosen);
      const caller = personHere(tenant, config.odoo?.login ?? "");
      return { caller: { ...caller, connection: id }, ended: NEVER, note: noteNothing };
    },
    workplaces,
    operations: connectionOperations(here, { here, kept, runs, config, reopen }),
    async close() {
      await Promise.all([runs.close(), workplaces.close()]);
    },
  };
}

/** Where people sign in: each with the Odoo that he comes from. */
export function connectionsOfPeople(
  config: Config,
  database: Database,
  parts: IdentityParts,
  identity: Identity,
  code: SourceCode | null,
): OpenConnections {
  const workplaces = workplacesOfPeople(config, database, identity, code);
  return {
    identify: identity.identify,
    workplaces,
    operations: connectionOperations(new PairedConnection(parts, identity), null),
    close: () => workplaces.close(),
  };
}
