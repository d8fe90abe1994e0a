import type { OdooClient } from "@sextant/odoo-client";
import type { Database, TenantId } from "../platform/database/database.ts";
import type { Failpoint } from "./failpoints.ts";
import type { ChangePolicy } from "./policy.ts";

/** What {@link Proposals} stand on. */
export interface ProposalsParts {
  readonly database: Database;
  readonly tenant: TenantId;
  /** Odoo as the person who calls. */
  readonly connect: (signal?: AbortSignal) => Promise<OdooClient>;
  readonly policy: ChangePolicy;
  readonly now?: () => Date;
  readonly reached?: (point: Failpoint) => void;
  /** An execution that does not renew its lease for so long is taken for dead. */
  readonly leaseMs?: number;
  /** Longer than Odoo lets a call run (`limit_time_real`, 120 s): then a lost call without effect has had none. */
  readonly quietMs?: number;
}
