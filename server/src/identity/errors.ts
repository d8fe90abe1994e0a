import { SextantError } from "@sextant/contracts";

export const signInRefused = (why: string) =>
  new SextantError("sign_in_refused", `The sign-in is not accepted: ${why}.`);
export const pairingRefused = (why: string) =>
  new SextantError("pairing_refused", `The pairing is not accepted: ${why}.`);
export const signedOut = () => new SextantError("signed_out", "The session has ended. Sign in again.");
