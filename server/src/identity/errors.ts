import { SextantError } from "@sextant/contracts";

export const signInRefused = (why: string, details: Record<string, unknown> = {}) =>
  new SextantError("sign_in_refused", `The sign-in is not accepted: ${why}.`, { details });

/** Why a page of Odoo is refused, by name, where a person can do something about it: the panel says it in his language. */
export type CodeObstacle = "clock" | "not_connected" | "another_database" | "another_server";

export const codeRefused = (obstacle: CodeObstacle, why: string, details: Record<string, unknown> = {}) =>
  signInRefused(why, { why: obstacle, ...details });

/** Why a pairing is refused, by name: the module in Odoo says it in the administrator's language. */
export type PairingObstacle = "code" | "address" | "database" | "version";

export const pairingRefused = (obstacle: PairingObstacle, why: string, details: Record<string, unknown> = {}) =>
  new SextantError("pairing_refused", `The pairing is not accepted: ${why}.`, {
    details: { why: obstacle, ...details },
  });
export const signedOut = () => new SextantError("signed_out", "The session has ended. Sign in again.");
