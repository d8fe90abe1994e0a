import { errorBodyOf, type Proposal, type ProposalResult, SextantError } from "@sextant/contracts";
import type { OdooClient } from "@sextant/odoo-client";
import { recordLinkOf } from "../odoo/index.ts";
import { canonicalJson, sha256 as hashOf } from "../platform/canonical.ts";
import { executeReduced } from "./execute-reduced.ts";
import { executeThroughBridge } from "./execute-through-bridge.ts";
import type { Attempt, Execution } from "./execution.ts";
import { liveOdoo } from "./live-odoo.ts";
import type { StoredProposal } from "./proposal-store.ts";
import { isUndoable } from "./undo.ts";

/**
 * Executes a claimed proposal the way it said it would be: through the bridge, or without it. The two are never mixed, for neither sees what
 * the other did. Does not throw.
 */
export async function executeProposal(
  client: OdooClient,
  { proposal, fence, leaseUntil }: StoredProposal,
  {
    leaseMs,
    quietMs,
    now,
    reached,
  }: Pick<Attempt, "quietMs" | "reached"> & {
    readonly leaseMs: number;
    readonly now: () => Date;
  },
): Promise<Execution> {
  const { payload, sha256, decidedAt, preview } = proposal;
  if (hashOf(canonicalJson(payload)) !== sha256)
    return {
      kind: "failed",
      error: new SextantError("proposal_changed", "What is stored is not what was approved. Nothing was written."),
    };
  const attempt: Attempt = {
    proposal,
    change: payload,
    // Without the signal of the request: who leaves does not stop what he approved.
    odoo: liveOdoo(client, { company: payload.company }),
    number: fence,
    decidedAt: new Date(decidedAt ?? now()),
    lastTriedAt: leaseUntil === null ? null : new Date(leaseUntil.getTime() - leaseMs),
    quietMs,
    reached,
  };
  try {
    return await (preview.guarantee === "bridge" ? executeThroughBridge(attempt) : executeReduced(attempt));
  } catch (error) {
    // Reading failed, so this attempt sent nothing; an earlier one may have.
    return fence > 1
      ? { kind: "unknown", error: asSextant(error), onlyLooked: true }
      : { kind: "failed", error: asSextant(error) };
  }
}

/** What is kept and shown of an execution. */
export async function resultOf(client: OdooClient, proposal: Proposal, execution: Execution): Promise<ProposalResult> {
  const { guarantee, record } = proposal.preview;
  const notes = guarantee === "reduced" ? ["Made without the module sextant: reduced guarantees."] : [];
  const base = { guarantee, notes };
  if (execution.kind !== "done")
    return { ...base, record: null, found: false, error: errorBodyOf(execution.error), undoable: false };
  const { recordId: id, found } = execution;
  const done = { ...base, found, error: null, undoable: isUndoable(proposal) };
  if (id === null) return { ...done, record: null };
  // The change is made: a name that cannot be read any more must not turn it into a failure.
  const odoo = liveOdoo(client, { company: proposal.payload.company });
  const names = await odoo.names(record.model, [id]).catch(() => null);
  const { before, after } = recordLinkOf(client, record.model);
  const { model } = record;
  return { ...done, record: { model, id, name: names?.get(id) ?? record.name, url: `${before}${id}${after}` } };
}

const asSextant = (error: unknown): SextantError =>
  error instanceof SextantError
    ? error
    : new SextantError("internal", "The change could not be executed.", { cause: error });
