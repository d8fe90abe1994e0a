import { errorOfReply, isAbort, ServerError, unreachable } from "@sextant/server/server_error";
import { _t } from "@web/core/l10n/translation";

/** A token is renewed this long before it ends, in milliseconds. */
const MARGIN = 30_000;

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

async function post(address, body, signal, credentials) {
  let reply;
  try {
    reply = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
      credentials,
      signal,
      cache: "no-store",
    });
  } catch (error) {
    throw isAbort(error) ? error : unreachable();
  }
  if (!reply.ok) {
    throw await errorOfReply(reply);
  }
  return reply.json();
}

/**
 * Who the user of this page is for the Sextant server. Odoo vouches for him with a one-time code; the server gives a
 * token for it, which stays in memory. A database that is not paired with the server has no tokens: then the server
 * serves everybody who reaches it as the one user whose key it has.
 *
 * @param {{server: string, paired: boolean}} settings
 */
export function createSession({ server, paired }) {
  let current = null;
  let pending = null;

  /** A one-time code of Odoo, over its JSON-RPC: a failure comes with status 200. */
  async function codeFor(challenge, signal) {
    const call = { jsonrpc: "2.0", method: "call", params: { challenge } };
    const { result, error } = await post("/sextant/v1/code", call, signal, "same-origin");
    if (error) {
      throw new ServerError({
        code: "authentication",
        message: error.data?.message || error.message,
        action: _t("Reload the page to sign in again."),
        retryable: false,
      });
    }
    return result.code;
  }

  async function signIn(signal) {
    const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    const code = await codeFor(base64url(digest), signal);
    return post(`${server}/v1/auth/exchange`, { code, pkce_verifier: verifier }, signal, "omit");
  }

  async function renew(signal) {
    const granted = await signIn(signal);
    current = { token: granted.access_token, until: Date.now() + granted.expires_in * 1000 - MARGIN };
    return current.token;
  }

  return {
    /** The token, got or renewed where needed; null where none is used. */
    async token(signal) {
      if (!paired) {
        return null;
      }
      if (current && Date.now() < current.until) {
        return current.token;
      }
      pending ??= renew(signal).finally(() => {
        pending = null;
      });
      return pending;
    },
    forget() {
      current = null;
    },
  };
}
