import { createHash, timingSafeEqual } from "node:crypto";
import {
  type AuthInfo,
  getOAuthProtectedResourceMetadataUrl,
  OAuthError,
  OAuthErrorCode,
  requireBearerAuth,
} from "@modelcontextprotocol/server";

/** The MCP endpoint as a protected resource of OAuth 2 (RFC 6750, RFC 9728), as far as it goes without an authorization server. */
export interface ProtectedResource {
  /** The metadata document, for its addresses; undefined for any other. */
  metadata(request: Request): Response | undefined;
  /** Who calls, or the challenge to answer with. */
  authorise(request: Request): Promise<AuthInfo | Response>;
}

const WELL_KNOWN = "/.well-known/oauth-protected-resource";
/** The library wants an expiry; the token is valid as long as this process runs. */
const ALWAYS = 24 * 60 * 60;

/**
 * One token, set in the configuration or made at start, opens the resource. It is bound to this address and is never passed on to Odoo, which is
 * read with the user's own key.
 */
export function protectedResource(url: URL, token: string): ProtectedResource {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const expected = digest(token);
  const gate = requireBearerAuth({
    expectedResource: url,
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(url),
    verifier: {
      async verifyAccessToken(given): Promise<AuthInfo> {
        if (!timingSafeEqual(digest(given), expected))
          throw new OAuthError(OAuthErrorCode.InvalidToken, "The token is not the one of this server.");
        const expiresAt = Math.floor(Date.now() / 1000) + ALWAYS;
        return { token: "", clientId: "configured", scopes: [], expiresAt, resource: url };
      },
    },
  });
  const document = { resource: url.href, resource_name: "Sextant for Odoo", bearer_methods_supported: ["header"] };
  return {
    metadata(request) {
      const { pathname } = new URL(request.url);
      if (pathname !== WELL_KNOWN && pathname !== `${WELL_KNOWN}${url.pathname}`) return undefined;
      if (request.method === "GET") return Response.json(document, { headers: { "Cache-Control": "no-store" } });
      return new Response(null, { status: 405, headers: { Allow: "GET" } });
    },
    authorise: gate,
  };
}
