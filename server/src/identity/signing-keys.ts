import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { makeAuditKey, publicAuditKey } from "../platform/audit/signed-head.ts";
import type { Database } from "../platform/database/database.ts";
import { keepCredential, readCredential } from "./credentials.ts";
import { INSTALLATION, type PublicJwk } from "./types.ts";
import type { Vault } from "./vault/vault.ts";

/** The installation's own keys, kept sealed: made once, at the first need. */
export interface SigningKeys {
  /** ES256: signs access tokens, requests to Odoo, approvals. */
  readonly private: KeyObject;
  readonly public: PublicJwk;
  /** Ed25519: signs heads of the audit. */
  readonly audit: string;
  readonly auditPublic: string;
}

const ID = "signing-keys";

export async function openSigningKeys(database: Database, vault: Vault): Promise<SigningKeys> {
  const text = await database.transaction(INSTALLATION, async (session) => {
    // Of two servers that start at once one makes them, the other waits and reads.
    await session.query("select pg_advisory_xact_lock(hashtext('sextant signing keys'))");
    const kept = await readCredential(session, vault, INSTALLATION, ID, new Date(0));
    if (kept !== null) return kept;
    const made = JSON.stringify({
      key: generateKeyPairSync("ec", { namedCurve: "P-256" })
        .privateKey.export({ format: "der", type: "pkcs8" })
        .toString("base64url"),
      audit: makeAuditKey(),
    });
    await keepCredential(session, vault, INSTALLATION, { id: ID, userId: 0, kind: ID, secret: made, expiresAt: null });
    return made;
  });
  const { key, audit } = JSON.parse(text) as { key: string; audit: string };
  const privateKey = createPrivateKey({ key: Buffer.from(key, "base64url"), format: "der", type: "pkcs8" });
  const { x = "", y = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  return {
    private: privateKey,
    public: { crv: "P-256", kty: "EC", x, y },
    audit,
    auditPublic: publicAuditKey(audit),
  };
}

/** RFC 7638. */
export function thumbprintOf({ crv, kty, x, y }: PublicJwk): string {
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}

/** An ES256 signature of a text: 64 bytes in base64url. */
export const signText = (key: KeyObject, text: string): string =>
  sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }).toString("base64url");
