import { _t } from "@web/core/l10n/translation";

/**
 * What to tell the user about a request that failed: `{code, message, action, retryable}`, as the server words it.
 * `message` and `action` of the codes made here are translated.
 */
export class ServerError extends Error {
  constructor(body, status = 0) {
    super(body.message);
    this.name = "ServerError";
    this.body = body;
    this.status = status;
  }
}

export const CODES = { cancelled: "aborted", unreachable: "transport", keyEnded: "authentication" };

export const unreachable = () =>
  new ServerError({
    code: CODES.unreachable,
    message: _t("The Sextant server does not answer."),
    action: _t("The panel tries again by itself. If this lasts, tell your administrator."),
    retryable: true,
  });

export const isAbort = (error) => error instanceof DOMException && error.name === "AbortError";

const connectAnew = () => _t("An administrator connects it anew in the settings.");

/** Refusals that the server gives by name, because a person can do something about them: what happened, and what to do. */
const REFUSALS = {
  clock: ({ seconds }) => [
    _t("The clocks of Odoo and of Sextant are %s seconds apart.", Math.abs(seconds)),
    _t("Tell your administrator."),
  ],
  not_connected: () => [_t("This database is not connected to Sextant any more."), connectAnew()],
  another_database: () => [
    _t("Sextant knows another state of this database, as of a copy or before a restored backup."),
    connectAnew(),
  ],
  another_server: () => [
    _t("This database knows another state of Sextant, as before a restored backup."),
    connectAnew(),
  ],
  version: () => [
    _t("The module in Odoo and the server of Sextant do not fit: update the older one."),
    _t("Tell your administrator."),
  ],
};

/** A refusal in the user's language, where its reason is one of those above. */
function inWords(body) {
  const known = Object.hasOwn(REFUSALS, body.details?.why ?? "") ? REFUSALS[body.details.why] : null;
  if (!known) {
    return body;
  }
  const [message, action] = known(body.details);
  return { ...body, message, action, retryable: false };
}

/** Any failure as the body that is shown. */
export function errorBody(error) {
  if (error instanceof ServerError) {
    return error.body;
  }
  if (isAbort(error)) {
    return { code: CODES.cancelled, message: _t("Cancelled."), action: "", retryable: true };
  }
  return {
    code: "internal",
    message: _t("The panel failed: %s", error?.message ?? String(error)),
    action: _t("Reload the page; report it if it happens again."),
    retryable: true,
  };
}

/** The error in a reply with a bad status. A proxy's own page has none. */
export async function errorOfReply(reply) {
  const body = await reply.json().catch(() => null);
  if (body && typeof body.code === "string" && typeof body.message === "string") {
    return new ServerError(inWords({ action: "", retryable: false, ...body }), reply.status);
  }
  return new ServerError(
    {
      code: "gateway",
      message: _t("The server replied %s without saying why.", reply.status),
      action: _t("Try again. If this lasts, tell your administrator."),
      retryable: true,
    },
    reply.status,
  );
}
