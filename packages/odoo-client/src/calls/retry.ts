import { type ErrorCode, isSextantError, type SextantError } from "@sextant/contracts";
import { DelegateBackoff, handleWhen, retry } from "cockatiel";
import { LONGEST_WAIT } from "../http/retry-after.ts";

/** How often a read is sent again after each error. Writes are never sent again. */
const AGAIN: Partial<Record<ErrorCode, number>> = {
  odoo_unreachable: 2,
  transport: 3,
  gateway: 3,
  overloaded: 3,
  conflict: 3,
  timeout: 1,
  server: 1,
  bad_reply: 1,
};

export interface RetryOptions {
  /** First wait in milliseconds; doubled each time, with full jitter. */
  readonly baseMs?: number;
  readonly random?: () => number;
}

/** Whether an error may be cured by sending the read again. */
export function mayRetry(error: SextantError, sent: number): boolean {
  if (error.details.tooLarge === true) return false;
  const wait = error.details.retryAfterMs;
  if (typeof wait === "number" && wait > LONGEST_WAIT) return false;
  return sent <= (AGAIN[error.code] ?? 0);
}

/** Runs a read, again after transient errors, with jitter, honouring `Retry-After`. */
export function retryRead<T>(work: () => Promise<T>, signal?: AbortSignal, options: RetryOptions = {}): Promise<T> {
  const { baseMs = 200, random = Math.random } = options;
  let sent = 0;
  const policy = retry(
    handleWhen((error) => isSextantError(error) && !signal?.aborted && mayRetry(error, sent)),
    {
      maxAttempts: 3,
      backoff: new DelegateBackoff((context) => {
        const error = "error" in context.result ? context.result.error : undefined;
        const asked = isSextantError(error) ? error.details.retryAfterMs : undefined;
        const jitter = baseMs * 2 ** (context.attempt - 1) * (0.5 + random());
        return typeof asked === "number" ? asked + jitter : jitter;
      }),
    },
  );
  return policy.execute(() => {
    sent += 1;
    return work();
  }, signal);
}
