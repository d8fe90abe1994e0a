import { expect } from "vitest";
import type { IdentityParts } from "../../../server/src/identity/parts.ts";
import { identityParts } from "../../../server/src/open-identity.ts";
import { type Database, type TenantId, tenantOf } from "../../../server/src/platform/database/database.ts";
import { openDatabase } from "../../../server/src/platform/database/open-database.ts";
import { type CompanyProvider, startCompanyProvider } from "./company-provider.ts";
import { type IdentityServers, startIdentityServers } from "./servers.ts";

/** What the tests of signing in share: one Odoo, one server where people sign in, its parts and its database, one provider. */
export interface SignInSuite {
  readonly all: IdentityServers;
  readonly provider: CompanyProvider;
  readonly database: Database;
  readonly parts: IdentityParts;
  /** That of the connected Odoo. */
  readonly tenant: TenantId;
  /** An access token of somebody who signs in now, whose password is his login. */
  tokenOf(login: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts them and connects Odoo. */
export async function startSignInSuite(): Promise<SignInSuite> {
  const provider = await startCompanyProvider("http://127.0.0.1/sign-in");
  const all = await startIdentityServers(
    {
      SEXTANT_OIDC_ISSUER: provider.issuer,
      SEXTANT_OIDC_CLIENT_ID: "sextant",
      SEXTANT_OIDC_CLIENT_SECRET: "company-secret",
    },
    [provider.address],
  );
  const database = openDatabase(all.config);
  return {
    all,
    provider,
    database,
    parts: identityParts(all.config, database),
    tenant: tenantOf({ url: all.odoo.url, database: all.odoo.database }),
    async tokenOf(login) {
      await all.own("delete from rate_bucket");
      const { json } = await all.signIn(login);
      expect(json).toMatchObject({ token_type: "Bearer" });
      return String(json.access_token);
    },
    async stop() {
      await database.close();
      await all.stop();
      await provider.stop();
    },
  };
}
