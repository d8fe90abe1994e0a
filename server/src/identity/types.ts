/**
 * Words of identity.
 *
 * - *connection*: an Odoo database that was paired with this installation; it is a tenant.
 * - *pairing*: how it comes about. The administrator makes a code here, and types it in Odoo; each side keeps the other's public key.
 * - *person*: a user of a connected Odoo who has signed in.
 * - *session*: from a sign-in to its end. Access tokens live for minutes; a refresh token is used once and gives the next.
 * - *credential*: the secret that opens Odoo as a person, sealed. A session has one, and ends with it.
 * - *installation*: this server and its database, whatever tenants it has.
 */
import type { TenantId } from "../platform/database/database.ts";

/** The tenant of what belongs to no tenant: it may look up connections, and holds the installation's own secrets and audit. */
export const INSTALLATION = "*" as TenantId;

export interface PublicJwk {
  readonly crv: "P-256";
  readonly kty: "EC";
  readonly x: string;
  readonly y: string;
}

export interface Connection {
  readonly tenant: TenantId;
  /** Address of Odoo, without a slash at its end. */
  readonly url: string;
  readonly database: string;
  readonly dbUuid: string;
  readonly publicKey: PublicJwk;
  readonly thumbprint: string;
  /** Of the module `sextant` there. */
  readonly version: string;
  readonly state: "active" | "revoked";
}

export interface Person {
  readonly tenant: TenantId;
  readonly userId: number;
  readonly login: string;
  readonly email: string | null;
  readonly lang: string;
  readonly tz: string;
  /** A role of the table; see `platform/access/role.ts`. */
  readonly role: string;
  readonly groupsHash: string;
  /** When his user was made in Odoo: another moment under the same number is another person. Null where that was never noted. */
  readonly madeAt: Date | null;
}

/** A person as he is kept: what Odoo says of him, and what an administrator here has decided. */
export interface KnownPerson extends Person {
  /** Takes the place of the role that his groups in Odoo mean; null: that one holds. */
  readonly givenRole: string | null;
  /** He is let in no more. */
  readonly closed: boolean;
}

/** How a session was opened: through the page of an Odoo, by a personal key, or by the company's own sign-in. */
export type SessionKind = "bridge" | "key" | "oidc";

export interface SignedIn {
  readonly id: string;
  readonly kind: SessionKind;
  readonly credential: string;
  readonly person: KnownPerson;
}
