import { createHash, randomBytes } from "node:crypto";
import { SextantError } from "@sextant/contracts";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { z } from "zod";
import type { Guard } from "../platform/egress/guard.ts";
import { sendForJson } from "../platform/egress/send.ts";
import { signInRefused } from "./errors.ts";

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client: PKCE alone. */
  readonly clientSecret: string | null;
  /** The console's page that the provider sends the browser back to. */
  readonly redirectUrl: string;
}

interface Pending {
  readonly verifier: string;
  readonly nonce: string;
  /** SHA-256 of a secret of the browser that began: only it can finish. */
  readonly challenge: string;
  readonly until: number;
}

const MINUTES_MS = 600_000;
const MOST_PENDING = 10_000;
const ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"];

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});
const tokens = z.object({ id_token: z.string() });
const claims = z.object({ email: z.string(), email_verified: z.literal(true), nonce: z.string(), sub: z.string() });

const random = () => randomBytes(32).toString("base64url");
const s256 = (text: string) => createHash("sha256").update(text).digest("base64url");

/** OpenID Connect, authorization code with PKCE: tells the verified address of who signs in at the company's provider. */
export class CompanySignIn {
  readonly #settings: OidcSettings;
  readonly #guard: Guard;
  readonly #pending = new Map<string, Pending>();

  constructor(settings: OidcSettings, guard: Guard) {
    this.#settings = settings;
    this.#guard = guard;
  }

  /** Where to send the browser. `challenge` is the SHA-256 of a secret that it keeps until it comes back. */
  async begin(challenge: string): Promise<{ readonly url: string; readonly state: string }> {
    const { authorization_endpoint: endpoint } = await this.#discover();
    const now = Date.now();
    for (const [state, { until }] of this.#pending)
      if (until < now || this.#pending.size >= MOST_PENDING) this.#pending.delete(state);
    const [state, verifier, nonce] = [random(), random(), random()];
    this.#pending.set(state, { verifier, nonce, challenge, until: now + MINUTES_MS });
    const url = new URL(endpoint);
    for (const [name, value] of Object.entries({
      response_type: "code",
      client_id: this.#settings.clientId,
      redirect_uri: this.#settings.redirectUrl,
      scope: "openid email",
      state,
      nonce,
      code_challenge: s256(verifier),
      code_challenge_method: "S256",
    }))
      url.searchParams.set(name, value);
    return { url: url.href, state };
  }

  /**
   * The verified e-mail address of who came back with a code.
   *
   * @throws SextantError `sign_in_refused`
   */
  async finish({
    code,
    state,
    secret,
  }: {
    readonly code: string;
    readonly state: string;
    readonly secret: string;
  }): Promise<string> {
    const pending = this.#pending.get(state);
    this.#pending.delete(state);
    if (!pending || pending.until < Date.now() || s256(secret) !== pending.challenge)
      throw signInRefused("it was not begun in this browser, or more than ten minutes ago");
    const { issuer, clientId, clientSecret, redirectUrl } = this.#settings;
    const found = await this.#discover();
    const form = { grant_type: "authorization_code", code, redirect_uri: redirectUrl, code_verifier: pending.verifier };
    const basic =
      clientSecret &&
      Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString("base64");
    const reply = await sendForJson(this.#guard, {
      method: "POST",
      url: found.token_endpoint,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        ...(basic ? { authorization: `Basic ${basic}` } : {}),
      },
      body: new URLSearchParams(basic ? form : { ...form, client_id: clientId }).toString(),
    });
    const given = tokens.safeParse(reply.json);
    if (reply.status !== 200 || !given.success) throw signInRefused("the company's provider does not take the code");
    const jwks = await sendForJson(this.#guard, { method: "GET", url: found.jwks_uri });
    try {
      const { payload } = await jwtVerify(given.data.id_token, createLocalJWKSet(jwks.json as JSONWebKeySet), {
        issuer,
        audience: clientId,
        algorithms: ALGORITHMS,
        requiredClaims: ["exp", "iat", "sub", "nonce"],
        clockTolerance: 30,
      });
      const person = claims.parse(payload);
      if (person.nonce !== pending.nonce || (Array.isArray(payload.aud) && payload.azp !== clientId))
        throw new Error("foreign");
      return person.email.toLowerCase();
    } catch (error) {
      throw signInRefused(
        error instanceof z.ZodError
          ? "the company's provider does not vouch for an e-mail address"
          : "the token of the company's provider is not valid",
      );
    }
  }

  async #discover(): Promise<z.infer<typeof discovery>> {
    const { issuer } = this.#settings;
    const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const parsed = discovery.safeParse((await sendForJson(this.#guard, { method: "GET", url })).json);
    if (parsed.success && parsed.data.issuer === issuer) return parsed.data;
    throw new SextantError(
      "not_configured",
      `There is no OpenID provider at ${issuer}, or it calls itself otherwise. Check SEXTANT_OIDC_ISSUER.`,
    );
  }
}
