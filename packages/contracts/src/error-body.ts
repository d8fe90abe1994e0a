import { ZodError, z } from "zod";
import { ERRORS, type ErrorBody, isSextantError, SextantError } from "./error.ts";

/** Any thrown value as the one error of Sextant. What we did not foresee becomes `internal`, without its text. */
export function toSextantError(error: unknown): SextantError {
  if (isSextantError(error)) return error;
  if (error instanceof ZodError)
    return new SextantError("bad_usage", `Not valid: ${z.prettifyError(error)}`, { cause: error });
  if (error instanceof Error && error.name === "AbortError")
    return new SextantError("aborted", "Cancelled.", { cause: error });
  return new SextantError("internal", "Sextant failed unexpectedly; the log has the details.", { cause: error });
}

/** The error as it crosses HTTP, SSE and `--format json`. */
export function errorBodyOf(error: unknown): ErrorBody {
  const { code, message, details } = toSextantError(error);
  const { action, retryable } = ERRORS[code];
  return { code, message, action, retryable, ...(Object.keys(details).length > 0 ? { details } : {}) };
}
