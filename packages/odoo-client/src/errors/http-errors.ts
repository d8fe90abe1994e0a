import { SextantError } from "@sextant/contracts";
import { looksLikeHtml } from "../http/body-text.ts";
import type { HttpReply } from "../http/exchange.ts";
import { retryAfter } from "../http/retry-after.ts";

/** Facts about the connection that messages need. */
export interface Origin {
  readonly url: string;
  readonly database: string;
}

const AUTHENTICATION =
  "Odoo asks for a login instead of answering: the key is not accepted. Create a new key in Odoo's preferences.";

/**
 * The error that the envelope of a reply already tells: a redirect, a page for people, a proxy's status. Undefined when the body
 * should be read.
 */
export function envelopeError(reply: HttpReply, origin: Origin): SextantError | undefined {
  const { status, headers, body } = reply;
  if (status >= 300 && status < 400) {
    const to = headers.location ?? "";
    if (/\/web\/(login|session)|\/login\b/.test(to)) return new SextantError("authentication", AUTHENTICATION);
    return new SextantError(
      "not_odoo",
      `${origin.url} redirects to ${bare(to)}. Use the final address of Odoo as the URL.`,
      {
        details: { status },
      },
    );
  }
  const wait = retryAfter(headers["retry-after"]);
  const details = { status, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  if (status === 429 || status === 503)
    return new SextantError("overloaded", `Odoo, or its proxy, is overloaded (HTTP ${status}). Wait and try again.`, {
      details,
    });
  if (status === 502 || status === 504) return gateway(status, details);
  if (!looksLikeHtml(body, headers["content-type"])) return undefined;

  if (status === 401) return new SextantError("authentication", AUTHENTICATION, { details });
  if (status === 403)
    return new SextantError(
      "access",
      "Odoo, or its proxy, forbids the call (HTTP 403). Check the key and that API access is allowed.",
      {
        details,
      },
    );
  if (status === 404)
    return new SextantError(
      "no_database",
      `Odoo at ${origin.url} does not serve the database "${origin.database}". Check the database name and the URL.`,
      { details },
    );
  if (status === 408)
    return new SextantError("transport", "The proxy gave up waiting for the request (HTTP 408). Try again.", {
      details,
    });
  if (status >= 400 && status < 500)
    return new SextantError("bad_call", `Odoo could not understand the call (HTTP ${status}).`, { details });
  if (status >= 500)
    return new SextantError("server", `Odoo failed inside (HTTP ${status}). Look into Odoo's log.`, { details });
  const page = body.toString("latin1", 0, 200_000);
  if (/oe_login_form|\/web\/login|session[ _-]?expired/i.test(page))
    return new SextantError("authentication", AUTHENTICATION, { details });
  return gateway(status, details);
}

function gateway(status: number, details: Record<string, unknown>): SextantError {
  return new SextantError(
    "gateway",
    `A proxy answered in place of Odoo (HTTP ${status}). Check Odoo and its proxy, then try again.`,
    {
      details,
    },
  );
}

/** An address without query and fragment: they may hold tokens. */
function bare(location: string): string {
  return location.split(/[?#]/)[0]?.slice(0, 200) || "another address";
}
