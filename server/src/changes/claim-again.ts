import { SextantError } from "@sextant/contracts";
import type { Session } from "../platform/database/database.ts";
import { changeProposal, type StoredProposal } from "./proposal-store.ts";
import type { ProposalsParts } from "./proposals-parts.ts";

/**
 * Takes the lease of an execution whose process died or whose answer was lost, for the person who approved it. What comes back has the time of the lease
 * before, from which follows when Odoo has certainly ended the attempt before.
 *
 * @throws SextantError `second_person`, `proposal_closed`.
 */
export async function claimAgain(
  session: Session,
  before: StoredProposal,
  userId: number,
  { now, leaseMs }: Pick<Required<ProposalsParts>, "now" | "leaseMs">,
): Promise<StoredProposal> {
  const { decidedBy, state, id } = before.proposal;
  if (decidedBy !== null && decidedBy.id !== userId)
    throw new SextantError("second_person", `${decidedBy.login} approved this proposal and has to settle it.`);
  const at = now();
  const after = await changeProposal(
    session,
    "state = 'executing', fence = fence + 1, lease_until = $3",
    "id = $1 and (state = 'unknown' or (state = 'executing' and lease_until < $2))",
    [id, at, new Date(at.getTime() + leaseMs)],
  );
  if (after) return { ...after, leaseUntil: before.leaseUntil };
  throw new SextantError(
    "proposal_closed",
    state === "executing" ? "The proposal is being executed." : `There is nothing to settle: the proposal is ${state}.`,
  );
}
