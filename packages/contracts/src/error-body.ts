import { ZodError, z } from "zod";
import { ERRORS, type ErrorBody, isSextantError, SextantError } from "./error.ts";

/** Whoever sends ten thousand fields that do not fit is told of the first. */
const MOST_ISSUES = 5;
const LONGEST = 200;
const shortened = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text);

function sentenceOf({ issues }: ZodError): string {
  const told = issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => shortened(path.length === 0 ? message : `${z.core.toDotPath(path)}: ${message}`));
  const more = issues.length > MOST_ISSUES ? `; and ${issues.length - MOST_ISSUES} more` : "";
  return `Not valid: ${told.join("; ")}${more}.`;
}

/** Any thrown value as the one error of Sextant. What we did not foresee becomes `internal`, without its text. */
export function toSextantError(error: unknown): SextantError {
  if (isSextantError(error)) return error;
  if (error instanceof ZodError) return new SextantError("bad_usage", sentenceOf(error), { cause: error });
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
