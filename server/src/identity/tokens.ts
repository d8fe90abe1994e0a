import { randomUUID } from "node:crypto";
import { importJWK, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { TenantId } from "../platform/database/database.ts";
import type { SigningKeys } from "./signing-keys.ts";
import type { PublicJwk } from "./types.ts";

export const ACCESS_SECONDS = 15 * 60;
const SKEW_SECONDS = 30;
/** Longer ones are not even parsed. */
const LONGEST = 4096;
const ISSUER = "sextant";
const AUDIENCE = "sextant-api";
const ACCESS_TYPE = "at+jwt";

const access = z.strictObject({
  iss: z.literal(ISSUER),
  aud: z.literal(AUDIENCE),
  sub: z.string(),
  tenant: z.string().min(1),
  sid: z.string().min(1),
  jti: z.string(),
  iat: z.number().int(),
  exp: z.number().int(),
});
const code = z.strictObject({
  iss: z.string(),
  aud: z.string(),
  sub: z.string().regex(/^\d{1,9}$/),
  sid: z.string().regex(/^[0-9a-f]{64}$/),
  // To Odoo an empty list would mean all companies.
  cids: z.array(z.number().int()).min(1),
  jti: z.string().min(20),
  iat: z.number().int(),
  exp: z.number().int(),
  /** Without it the code opens a session. */
  use: z.literal("background").optional(),
});
export type CodeClaims = z.infer<typeof code>;

/** An access token of a session. */
export function signAccess(
  keys: SigningKeys,
  tenant: TenantId,
  userId: number,
  sid: string,
  now: Date,
): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ tenant, sid })
    .setProtectedHeader({ alg: "ES256", typ: ACCESS_TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(`${tenant}:${userId}`)
    .setJti(randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ACCESS_SECONDS)
    .sign(keys.private);
}

/** Which session an access token is of; null for anything that this server has not signed, or whose time is over. */
export async function verifyAccess(
  keys: SigningKeys,
  token: string,
  now: Date,
): Promise<{ readonly tenant: TenantId; readonly sid: string } | null> {
  const claims = await verified(token, keys.public, {
    typ: ACCESS_TYPE,
    issuer: ISSUER,
    audience: AUDIENCE,
    now,
    skew: 0,
  });
  const parsed = access.safeParse(claims);
  return parsed.success ? { tenant: parsed.data.tenant as TenantId, sid: parsed.data.sid } : null;
}

/** What a one-time code says; null for one that the connected Odoo has not signed for this tenant, or whose time is over. */
export async function verifyCode(
  token: string,
  { publicKey, dbUuid, tenant }: { readonly publicKey: PublicJwk; readonly dbUuid: string; readonly tenant: TenantId },
  now: Date,
): Promise<CodeClaims | null> {
  const claims = await verified(token, publicKey, {
    typ: "JWT",
    issuer: dbUuid,
    audience: tenant,
    now,
    skew: SKEW_SECONDS,
  });
  const parsed = code.safeParse(claims);
  if (!parsed.success) return null;
  const { iat, exp } = parsed.data;
  const seconds = now.getTime() / 1000;
  return exp - iat <= 60 && iat <= seconds + SKEW_SECONDS ? parsed.data : null;
}

/**
 * How many seconds ago, by the clock of Odoo, a code was made that is good but for its time; null for any other. Far from 0 means that the clocks of
 * Odoo and of this server differ.
 */
export async function ageOfCode(
  token: string,
  of: { readonly publicKey: PublicJwk; readonly dbUuid: string; readonly tenant: TenantId },
  now: Date,
): Promise<number | null> {
  const iat = strictParts(token)?.claims.iat;
  if (typeof iat !== "number" || !Number.isSafeInteger(iat)) return null;
  const then = await verifyCode(token, of, new Date(iat * 1000)).catch(() => null);
  return then && Math.round(now.getTime() / 1000) - iat;
}

/** For whom a code claims to be. Proves nothing: it only says whose key to verify it with. */
export function claimedTenant(token: string): TenantId | null {
  const claims = strictParts(token)?.claims;
  return typeof claims?.aud === "string" ? (claims.aud as TenantId) : null;
}

interface Expected {
  readonly typ: string;
  readonly issuer: string;
  readonly audience: string;
  readonly now: Date;
  readonly skew: number;
}

async function verified(token: string, key: PublicJwk, expected: Expected): Promise<unknown> {
  const parts = strictParts(token);
  if (!parts || parts.header !== JSON.stringify({ alg: "ES256", typ: expected.typ })) return null;
  try {
    const { payload } = await jwtVerify(token, await importJWK({ ...key }, "ES256"), {
      algorithms: ["ES256"],
      typ: expected.typ,
      issuer: expected.issuer,
      audience: expected.audience,
      currentDate: expected.now,
      clockTolerance: expected.skew,
      requiredClaims: ["iss", "aud", "sub", "sid", "jti", "iat", "exp"],
    });
    return payload;
  } catch {
    return null;
  }
}

/**
 * A token in the one spelling that both sides write: three parts, base64url without padding or stray bits, JSON without blanks, repeated names or
 * escapes. Everything else is refused before anybody interprets it.
 */
function strictParts(token: string): { readonly header: string; readonly claims: Record<string, unknown> } | null {
  if (token.length > LONGEST) return null;
  const parts = token.split(".");
  if (parts.length !== 3) return null;
  const [header, claims] = parts.slice(0, 2).map((part) => Buffer.from(part, "base64url").toString("utf8"));
  if (parts.some((part) => part === "" || Buffer.from(part, "base64url").toString("base64url") !== part)) return null;
  try {
    const value: unknown = JSON.parse(claims ?? "");
    const plain = typeof value === "object" && value !== null && !Array.isArray(value);
    return plain && JSON.stringify(value) === claims
      ? { header: header ?? "", claims: value as Record<string, unknown> }
      : null;
  } catch {
    return null;
  }
}
