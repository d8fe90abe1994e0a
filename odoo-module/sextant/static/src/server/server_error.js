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
    return new ServerError({ action: "", retryable: false, ...body }, reply.status);
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
