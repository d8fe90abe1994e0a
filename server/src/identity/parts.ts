import type { Database } from "../platform/database/database.ts";
import type { Guard } from "../platform/egress/guard.ts";
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
  readonly now: () => Date;
}
