import type { Request } from "express";
import { z } from "zod";
import { type Operation, operation } from "../platform/http/operation.ts";
import { grantOf } from "./admit-person.ts";
import { grantBackground } from "./background.ts";
import type { CompanySignIn } from "./company-sign-in.ts";
import { publicJwk } from "./connections.ts";
import { signedOut, signInRefused } from "./errors.ts";
import type { Identity } from "./identity.ts";
import { pair, pairRequest } from "./pair.ts";
import type { IdentityParts } from "./parts.ts";
import { BUCKETS, takeTokens } from "./rate-limits.ts";
import { refreshSession, tenantInToken } from "./sessions.ts";
import { exchangeRequest, signInByCode } from "./sign-in-by-code.ts";
import { signInByCompany } from "./sign-in-by-company.ts";
import { keyRequest, signInByKey } from "./sign-in-by-key.ts";
import { INSTALLATION } from "./types.ts";

const grant = z.object({
  token_type: z.literal("Bearer"),
  access_token: z.string(),
  expires_in: z.number(),
  refresh_token: z.string(),
  session_expires_at: z.string(),
  person: z.object({ tenant: z.string(), id: z.number(), login: z.string(), lang: z.string(), tz: z.string() }),
  permissions: z.array(z.string()),
});

/** Routes of signing in and out. Those without a session take a token of the address's bucket first. */
export function signInOperations(
  parts: IdentityParts,
  identity: Identity,
  company: CompanySignIn | null,
  onGrant: () => void,
): readonly Operation[] {
  const { database, now } = parts;
  const slowly = ({ ip = "" }: Request) =>
    takeTokens(database, INSTALLATION, [[`address:${ip}`, BUCKETS.address]], now());
  const companySignIn = (): CompanySignIn => {
    if (company) return company;
    throw signInRefused("no provider is configured here (SEXTANT_OIDC_ISSUER)");
  };
  return [
    operation({
      method: "post",
      path: "/v1/pair",
      summary: "Connect an Odoo with the code that its administrator was given; called by the module in Odoo",
      access: "public",
      body: pairRequest,
      reply: { schema: z.object({ tenant: z.string(), pubkey: publicJwk }) },
      async handle({ body, request }) {
        await slowly(request);
        const { connection, publicKey } = await pair(parts, body);
        await identity.readOrigins();
        return { tenant: connection.tenant, pubkey: publicKey };
      },
    }),
    operation({
      method: "post",
      path: "/v1/auth/exchange",
      summary: "Sign in with a one-time code of a connected Odoo",
      access: "public",
      body: exchangeRequest,
      reply: { schema: grant },
      async handle({ body, request }) {
        await slowly(request);
        return signInByCode(parts, body);
      },
    }),
    operation({
      method: "post",
      path: "/v1/auth/key",
      summary: "Sign in with login and personal key of a connected Odoo",
      access: "public",
      body: keyRequest,
      reply: { schema: grant },
      async handle({ body, request, signal }) {
        await slowly(request);
        return signInByKey(parts, body, signal);
      },
    }),
    operation({
      method: "get",
      path: "/v1/auth/methods",
      summary: "How one can sign in here",
      access: "public",
      reply: { schema: z.object({ key: z.literal(true), company: z.boolean() }) },
      handle: () => ({ key: true, company: company !== null }),
    }),
    operation({
      method: "post",
      path: "/v1/auth/company/begin",
      summary: "Where to send the browser to sign in at the company's OpenID provider",
      access: "public",
      body: z.strictObject({ challenge: z.string().length(43) }),
      reply: { schema: z.object({ url: z.string(), state: z.string() }) },
      async handle({ body, request }) {
        await slowly(request);
        return companySignIn().begin(body.challenge);
      },
    }),
    operation({
      method: "post",
      path: "/v1/auth/company/finish",
      summary: "Sign in with what the company's OpenID provider sent the browser back with",
      access: "public",
      body: z.strictObject({ code: z.string().max(4000), state: z.string().max(100), secret: z.string().max(200) }),
      reply: { schema: grant },
      async handle({ body, request }) {
        await slowly(request);
        return signInByCompany(parts, await companySignIn().finish(body));
      },
    }),
    operation({
      method: "post",
      path: "/v1/auth/refresh",
      summary: "The next access token for a refresh token, which is used up; one that is shown twice ends its session",
      access: "public",
      body: z.strictObject({ refresh_token: z.string().max(1000) }),
      reply: { schema: grant },
      async handle({ body: { refresh_token: token }, request }) {
        await slowly(request);
        const tenant = tenantInToken(token);
        const next = await database.transaction(tenant, (session) => refreshSession(session, tenant, token, now()));
        if (!next) throw signedOut();
        const { signedIn, refreshToken, expiresAt } = next;
        return grantOf(parts, signedIn.person, { id: signedIn.id, refreshToken, expiresAt });
      },
    }),
    operation({
      method: "post",
      path: "/v1/background",
      summary: "Let the caller's scheduled questions be answered while he is away, with a code of Odoo for that use",
      access: "ask",
      body: exchangeRequest,
      reply: { schema: z.object({ until: z.string() }) },
      async handle({ body, caller }) {
        const granted = await grantBackground(parts, caller, body);
        onGrant();
        return granted;
      },
    }),
    operation({
      method: "post",
      path: "/v1/auth/logout",
      summary: "End the session",
      access: "signed-in",
      reply: { schema: z.object({ ended: z.literal(true) }) },
      async handle({ caller: { tenant, session } }) {
        if (session) await identity.end(tenant, session, "signed_out");
        return { ended: true };
      },
    }),
  ];
}
