import type { ErrorCode, SextantError } from "@sextant/contracts";
import { type CallName, codeOfClass, namesMissingMethod, odooError, plainMessage } from "./classify.ts";

/** What an RPC service answers in place of a result. */
export interface Failure {
  /** Code that the transport states by itself (a fault code). */
  readonly code?: ErrorCode;
  /** Python class with its module, as far as known. */
  readonly exception: string;
  /** Odoo's words; may hold a traceback until {@link failureError} has cleaned it. */
  readonly message: string;
}

export function failureError(failure: Failure, call: CallName): SextantError {
  const { exception, message } = failure;
  const name = exception.includes(".") || exception === "" ? exception : `builtins.${exception}`;
  const missing = name === "builtins.AttributeError" && namesMissingMethod(message, call);
  const code = failure.code ?? (missing ? "unknown_method" : (codeOfClass(name) ?? "server"));
  // The work began and was rolled back; a call that never ran says so by its code.
  const ran = code === "bad_call" ? { raised: true } : {};
  return odooError(code, call, plainMessage(message), {
    ...ran,
    ...(name === "" ? {} : { exception: name.slice(0, 120) }),
  });
}
