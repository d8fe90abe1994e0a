import { type ChangeSet, isSextantError, type Proposal, SextantError, toSextantError } from "@sextant/contracts";
import type { LiveOdoo } from "./live-odoo.ts";

/** What became of an execution. `failed` is certain: nothing was written. */
export type Execution =
  | { readonly kind: "done"; readonly found: boolean; readonly recordId: number | null }
  | { readonly kind: "failed"; readonly error: SextantError }
  | {
      readonly kind: "unknown";
      readonly error: SextantError;
      /** This attempt only looked: how long Odoo has been left in peace still counts from the one before. */
      readonly onlyLooked?: true;
    };

/** One attempt at a change that was approved. */
export interface Attempt {
  readonly proposal: Proposal;
  readonly change: ChangeSet;
  readonly odoo: LiveOdoo;
  /** 1 for the first; later ones settle what an earlier one left open. */
  readonly number: number;
  /** When it was approved, and when the attempt before this one began. */
  readonly decidedAt: Date;
  readonly lastTriedAt: Date | null;
  /** After so long Odoo has ended whatever call is still running. */
  readonly quietMs: number;
  /** Told when the call to Odoo is about to be sent and when its reply has come: for tests that kill the process there. */
  readonly reached: (point: "sending" | "replied") => void;
}

/** An error of a call that may have written: whether it did is known, or not. */
export function afterError(raw: unknown): Execution {
  const error = toSextantError(raw);
  const { outcome } = error.details;
  if (outcome === "not_run" || outcome === "rolled_back") return { kind: "failed", error };
  return { kind: "unknown", error: unknownOutcome(error) };
}

export const mayBeSentAgain = (error: unknown): boolean =>
  isSextantError(error) && (error.code === "conflict" || error.details.outcome === "unknown");

export const recordChanged = (model: string, id: number) =>
  new SextantError(
    "record_changed",
    `${model} ${id} changed in Odoo after the proposal was made. Nothing was written.`,
    {
      details: { model, id },
    },
  );

const unknownOutcome = (cause: SextantError) =>
  new SextantError("outcome_unknown", `Odoo's answer was lost (${cause.message})`, {
    cause,
    details: { reason: cause.code },
  });
