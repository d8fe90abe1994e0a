import {
  CompanySignIn,
  Identity,
  type IdentityParts,
  openKeyring,
  openSigningKeys,
  type SigningKeys,
  Vault,
} from "./identity/index.ts";
import { PERSONAL_DATA } from "./personal-data.ts";
import type { Config } from "./platform/config.ts";
import type { Database } from "./platform/database/database.ts";
import { readAllowedTargets } from "./platform/egress/allowed-targets.ts";
import { PORTS } from "./platform/egress/forbidden-address.ts";
import { openGuard } from "./platform/egress/guard.ts";

/** The console's page that a company's provider sends the browser back to. */
const BACK_AT = "/sign-in";

/** What signing in stands on, and the installation's keys, which the audit's export needs in any case. Nothing is touched yet. */
export function identityParts(
  { data, kek, allowAddresses }: Config,
  database: Database,
  parted: IdentityParts["parted"] = () => undefined,
): IdentityParts {
  const vault = new Vault(() => openKeyring(data, kek));
  let keys: Promise<SigningKeys> | undefined;
  return {
    database,
    data,
    vault,
    guard: openGuard(readAllowedTargets(allowAddresses, PORTS)),
    personal: PERSONAL_DATA,
    parted,
    now: () => new Date(),
    keys() {
      keys ??= openSigningKeys(database, vault).catch((error: unknown) => {
        keys = undefined;
        throw error;
      });
      return keys;
    },
  };
}

export const openIdentity = (parts: IdentityParts): Identity => new Identity(parts);

/** Signing in at the company's provider; null where none is configured. */
export function companySignIn({ signIn }: Config, { guard }: IdentityParts): CompanySignIn | null {
  if (!signIn?.oidc) return null;
  return new CompanySignIn({ ...signIn.oidc, redirectUrl: `${signIn.publicUrl}${BACK_AT}` }, guard);
}
