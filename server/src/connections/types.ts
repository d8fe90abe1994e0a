/**
 * Words of connections.
 *
 * - *entry*: an Odoo database among which a caller chooses: configured by the environment, kept here with a key, paired from Odoo, or the demo company.
 * - *kept*: added by the person at this machine, with a key that lies sealed in the database.
 */
import type { ConnectionInfo } from "@sextant/contracts";
import type { OdooClient } from "@sextant/odoo-client";
import type { Caller } from "../platform/access/caller.ts";
import type { TenantId } from "../platform/database/database.ts";

export interface Entry extends Pick<ConnectionInfo, "id" | "name" | "kind" | "url" | "database" | "source" | "paused"> {
  /** What is kept of its books is kept under this. */
  readonly tenant: TenantId;
}

/** The entries of a caller, and how each is opened as him. */
export interface Directory {
  /** In the order in which they are offered; never empty. */
  list(caller: Caller): Promise<readonly Entry[]>;
  /** Odoo as the caller; whoever asks closes it. Null for the demo company. */
  connect(caller: Caller, entry: Entry, signal: AbortSignal): Promise<OdooClient | null>;
  /** Whether the module there is the one that was paired with this server; null where nothing was. */
  paired(caller: Caller, entry: Entry): Promise<boolean | null>;
}
