import { type ErrorCode, SextantError } from "@sextant/contracts";

/** What became of a write that ended in an error; in `details.outcome`. */
export type Outcome = "not_run" | "rolled_back" | "unknown" | "committed";

const NOT_RUN = new Set<ErrorCode>([
  "authentication",
  "unknown_method",
  "no_database",
  "odoo_unreachable",
  "not_odoo",
  "unsafe_value",
  "bad_usage",
  "bad_call",
]);
const ROLLED_BACK = new Set<ErrorCode>(["access", "business", "missing", "conflict"]);

export function outcomeOf(error: SextantError): Outcome {
  if (error.details.sent === false) return "not_run";
  if (error.code === "none_result") return "committed";
  const raised = error.details.raised === true || Number(error.details.status ?? 0) >= 500;
  if (error.code === "bad_call" && raised) return "rolled_back";
  if (NOT_RUN.has(error.code)) return "not_run";
  return ROLLED_BACK.has(error.code) ? "rolled_back" : "unknown";
}

/** The same error with the outcome in its details; where it is unknown the message says so. */
export function withOutcome(error: SextantError): SextantError {
  const outcome = outcomeOf(error);
  const advice =
    outcome === "unknown"
      ? " It is unknown whether Odoo did the work: look the record up before sending it again."
      : "";
  return new SextantError(error.code, error.message + advice, {
    cause: error.cause,
    details: { ...error.details, outcome },
  });
}
