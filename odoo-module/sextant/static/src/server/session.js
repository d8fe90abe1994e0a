import { CODES, errorOfReply, ServerError, unreachable } from "@sextant/server/server_error";
import { _t } from "@web/core/l10n/translation";

/** A token is renewed this long before it ends, in milliseconds. */
const MARGIN = 30_000;

/** How long both sides are waited for. */
const LONGEST = 30_000;

const CODE = "/sextant/v1/code";

const odooAway = () =>
  new ServerError({
    code: CODES.unreachable,
    message: _t("Odoo does not answer."),
    action: _t("The panel tries again by itself. If this lasts, tell your administrator."),
    retryable: true,
  });

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

async function post(address, body, credentials, away = unreachable) {
  let reply;
  try {
    reply = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
      credentials,
      signal: AbortSignal.timeout(LONGEST),
      cache: "no-store",
    });
  } catch {
    throw away();
  }
  if (!reply.ok) {
    throw await errorOfReply(reply);
  }
  return reply.json();
}

/** Waits for shared work as long as the caller wants; the work goes on for the others. */
function unless(signal, work) {
  if (!signal) {
    return work;
  }
  return new Promise((resolve, reject) => {
    const leave = () => reject(new DOMException("Aborted", "AbortError"));
    if (signal.aborted) {
      leave();
      return;
    }
    signal.addEventListener("abort", leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

/**
 * Who the user of this page is for the Sextant server. Odoo vouches for him with a one-time code; the server gives a
 * token for it, and another that renews it. Both stay in memory. A database that is not paired with the server has no
 * tokens: then the server serves everybody who reaches it as the one user whose key it has.
 *
 * The token that renews is good once, and one that is shown twice ends the session: whoever needs a token while one is
 * on its way waits for that one.
 *
 * @param {{server: string, paired: boolean, tenant: string, userId: number, origin: string}} settings of the page, when it
 *  was loaded; `origin` is where the server answers pages of this database
 */
export function createSession({ server, paired, tenant, userId, origin }) {
  let current = null;
  let pending = null;

  /** A one-time code of Odoo, over its JSON-RPC: a failure comes with status 200. */
  async function codeFor(challenge, use) {
    const params = use ? { challenge, use } : { challenge };
    const { result, error } = await post(CODE, { jsonrpc: "2.0", method: "call", params }, "same-origin", odooAway);
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

  /** A code of Odoo and the secret it was asked for with: the server takes the two together. */
  async function vouch(use) {
    const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    return { code: await codeFor(base64url(digest), use), pkce_verifier: verifier };
  }

  async function signIn() {
    if (origin && origin !== window.location.origin) {
      throw new ServerError({
        code: "authentication",
        message: _t("Sextant answers pages of %(address)s, and this page is at %(here)s.", {
          address: origin,
          here: window.location.origin,
        }),
        action: _t("Open Odoo at that address, or ask your administrator to connect Sextant again."),
        retryable: false,
      });
    }
    const granted = await post(`${server}/v1/auth/exchange`, await vouch(), "omit");
    if (granted.person.id !== userId || granted.person.tenant !== tenant) {
      throw new ServerError({
        code: "authentication",
        message: _t("Somebody else, or another database, has been signed in to Odoo in this browser meanwhile."),
        action: _t("Reload the page."),
        retryable: false,
      });
    }
    return granted;
  }

  /** The next token by the one that renews; null when the session is over. */
  async function refresh(refreshToken) {
    try {
      return await post(`${server}/v1/auth/refresh`, { refresh_token: refreshToken }, "omit");
    } catch (error) {
      if (error.status === 401) {
        return null;
      }
      throw error;
    }
  }

  async function renew() {
    const granted = (current && (await refresh(current.refresh))) ?? (await signIn());
    current = {
      token: granted.access_token,
      refresh: granted.refresh_token,
      until: Date.now() + granted.expires_in * 1000 - MARGIN,
    };
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
      pending ??= renew().finally(() => {
        pending = null;
      });
      // Whoever waits for it hears of a failure.
      pending.catch(() => undefined);
      return unless(signal, pending);
    },
    /** Says that the server did not take a token. Of many requests that were refused with the same one, the first counts. */
    refused(token) {
      if (current?.token === token) {
        current.until = 0;
      }
    },
    /** Has the next token come from a new sign-in: the key that the session reads Odoo with has ended. False where none is used. */
    signInAnew() {
      current = null;
      return paired;
    },
    vouch,
  };
}
