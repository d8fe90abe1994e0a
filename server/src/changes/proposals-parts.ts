import type { Proposal } from "@sextant/contracts";
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
  /** Hears of every proposal that was made, changed or decided. Nobody waits for it. */
  readonly announce?: (proposal: Proposal) => void;
  readonly now?: () => Date;
  readonly reached?: (point: Failpoint) => void;
  /** An execution that does not renew its lease for so long is taken for dead. */
  readonly leaseMs?: number;
  /** Longer than Odoo lets a call run (`limit_time_real`, 120 s): then a lost call without effect has had none. */
  readonly quietMs?: number;
}
