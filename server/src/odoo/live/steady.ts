import { SextantError } from "@sextant/contracts";

const ATTEMPTS = 3;

/** A reading, and whether nothing moved while it was taken. */
export interface Attempt<T> {
  readonly steady: boolean;
  readonly reading: T;
}

/**
 * Repeats a reading made of several calls until the ledger stood still during one of them. Every call sees a state of its own, so a
 * statement of several calls must show that they saw the same.
 *
 * @throws SextantError `ledger_changed` when it moved in every attempt.
 */
export async function steadily<T>(companyName: string, attempt: () => Promise<Attempt<T>>): Promise<T> {
  for (let tried = 0; tried < ATTEMPTS; tried += 1) {
    const { steady, reading } = await attempt();
    if (steady) return reading;
  }
  throw new SextantError(
    "ledger_changed",
    `The ledger of ${companyName} changed during each of ${ATTEMPTS} readings, so no figure of one moment could be taken. Try again when fewer entries are being made.`,
  );
}
