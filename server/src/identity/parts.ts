import type { Database, TenantId } from "../platform/database/database.ts";
import type { Guard } from "../platform/egress/guard.ts";
import type { PersonalData } from "./account-data.ts";
import type { SigningKeys } from "./signing-keys.ts";
import type { Vault } from "./vault/vault.ts";

/** What signing in stands on. */
export interface IdentityParts {
  readonly database: Database;
  /** Folder of pairing codes. */
  readonly data: string;
  readonly vault: Vault;
  /** The installation's keys; made at the first need. */
  readonly keys: () => Promise<SigningKeys>;
  readonly guard: Guard;
  /** What other parts of Sextant keep of a person. */
  readonly personal: readonly PersonalData[];
  /** Told when somebody else has got the number of a person: what is held for him in memory is let go. */
  readonly parted: (tenant: TenantId, userId: number) => void;
  readonly now: () => Date;
}
