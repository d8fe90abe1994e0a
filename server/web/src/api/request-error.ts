import type { ErrorBody } from "@sextant/contracts";

/** A request that did not give its result, with what to tell the reader. */
export class RequestError extends Error {
  readonly body: ErrorBody;
  constructor(body: ErrorBody) {
    super(body.message);
    this.name = "RequestError";
    this.body = body;
  }
}

const UNREACHABLE: ErrorBody = {
  code: "transport",
  message: "Sextant's server does not answer.",
  action: "Check that it is running (npm start), then try again.",
  retryable: true,
};

/** No server answered, or the connection broke before the reply was complete. */
export const unreachable = () => new RequestError(UNREACHABLE);

/** Whether nobody answered at all. */
export const isUnreachable = (error: unknown): boolean => error instanceof RequestError && error.body === UNREACHABLE;

/** The same, where another try follows by itself. */
export const waiting = () =>
  new RequestError({ ...UNREACHABLE, action: "Check that it is running (npm start). Trying again by itself …" });

const isAbort = (error: unknown) => error instanceof DOMException && error.name === "AbortError";
/** How browsers word a part of the console that could not be loaded. */
const PART_MISSING = /dynamically imported module|importing a module script|error loading dynamically/i;

/** What a network call threw, as the error to show; a cancellation stays what it is. */
export function networkError(error: unknown): unknown {
  return isAbort(error) || error instanceof RequestError ? error : unreachable();
}

const CANCELLED: ErrorBody = { code: "aborted", message: "Cancelled.", action: "Run it again.", retryable: true };

/** True for a value shaped like the server's error body. */
export function isErrorBody(value: unknown): value is ErrorBody {
  if (typeof value !== "object" || value === null) return false;
  const { code, message, action } = value as Record<string, unknown>;
  return typeof code === "string" && typeof message === "string" && typeof action === "string";
}

/** Any failure as the body that the screen shows. */
export function errorBodyFrom(error: unknown): ErrorBody {
  if (error instanceof RequestError) return error.body;
  if (isErrorBody(error)) return error;
  if (isAbort(error)) return CANCELLED;
  if (error instanceof Error && PART_MISSING.test(error.message)) return UNREACHABLE;
  return {
    code: "internal",
    message: error instanceof Error ? `The console failed: ${error.message}` : "The console failed.",
    action: "Reload the page; report it if it happens again.",
    retryable: true,
  };
}

/** The error that a reply with a bad status carries; a proxy's own page becomes `gateway`. */
export async function errorFromResponse(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  if (isErrorBody(body)) return new RequestError(body);
  return new RequestError({
    code: "gateway",
    message: `The server replied ${response.status} without saying why.`,
    action: "Check the server and any proxy in front of it, then try again.",
    retryable: true,
  });
}
