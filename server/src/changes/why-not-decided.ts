import { SextantError } from "@sextant/contracts";
import type { StoredProposal } from "./proposal-store.ts";

/** Why a decision changed nothing. */
export function whyNotDecided(
  { proposal: { state, sha256: now, fourEyes } }: StoredProposal,
  sha256: string,
): SextantError {
  if (state !== "pending")
    return new SextantError("proposal_closed", `The proposal is ${state}.`, { details: { state } });
  if (now !== sha256)
    return new SextantError("proposal_changed", "The proposal was edited after it was shown to you. Read it again.", {
      details: { sha256: now },
    });
  if (fourEyes)
    return new SextantError(
      "second_person",
      "You proposed this change; the policy asks for another person's approval.",
    );
  return new SextantError("proposal_closed", "The proposal has expired.");
}
