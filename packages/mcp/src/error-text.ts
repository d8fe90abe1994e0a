import { errorBodyOf } from "@sextant/contracts";

/** An error as a model reads it: what happened, what to do, and the code. Never a traceback, never a secret. */
export function errorText(error: unknown): string {
  const { message, action, code } = errorBodyOf(error);
  return `${message}\n→ ${action} [${code}]`;
}
