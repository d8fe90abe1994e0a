import { SextantError } from "@sextant/contracts";
import { findBridge } from "./bridge.ts";
import { type Attempt, afterError, type Execution, mayBeSentAgain, recordChanged } from "./execution.ts";

const TRIES = 3;
const PAUSE_MS = 300;

/**
 * Executes through the module `sextant`: change and key are one transaction in Odoo, so the call may be sent as often as its reply is lost.
 */
export async function executeThroughBridge({ proposal, change, odoo, reached }: Attempt): Promise<Execution> {
  const bridge = await findBridge(odoo.client, odoo.options);
  if (!bridge)
    return {
      kind: "failed",
      error: new SextantError(
        "change_refused",
        "The module sextant is not in Odoo any more. Propose the change again.",
      ),
    };
  for (let tries = 1; ; tries++) {
    try {
      reached("sending");
      const reply = await bridge.execute(change, proposal.sha256, odoo.options);
      reached("replied");
      if (reply.state === "changed") return { kind: "failed", error: recordChanged(reply.model, reply.id) };
      if (reply.state === "conflict")
        return {
          kind: "failed",
          error: new SextantError("proposal_changed", "Odoo has executed this proposal with another content before."),
        };
      const [first] = reply.results;
      const made = change.steps[0]?.method === "create" && Array.isArray(first) ? Number(first[0]) : null;
      return {
        kind: "done",
        found: reply.state === "replayed",
        recordId: proposal.preview.record.id ?? made,
      };
    } catch (error) {
      if (tries >= TRIES || !mayBeSentAgain(error)) return afterError(error);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * tries));
    }
  }
}
