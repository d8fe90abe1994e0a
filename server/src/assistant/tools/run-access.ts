import type { DrillPage, DrillRequest } from "@sextant/contracts";
import type { DocumentSource } from "../../odoo/index.ts";
import type { Records } from "../../semantics/index.ts";
import type { DocumentRecords } from "../documents/types.ts";
import type { Evidence } from "../grounding/evidence.ts";
import type { AskDependencies } from "../plan-answer.ts";
import type { Plan } from "../planner/types.ts";

/** What the tools of one agent's run work on. What they return is kept as evidence. */
export interface RunAccess extends Pick<AskDependencies, "context" | "runReport"> {
  readonly drill: (request: DrillRequest, options: { readonly signal: AbortSignal }) => Promise<DrillPage>;
  /** The semantic layer over the records beside the books; absent where the books have none. */
  readonly records?: Records | undefined;
  /** Single records, as the person sees them; absent where the books have none. */
  readonly rows?: DocumentRecords | undefined;
  /** Where documents are found; absent where none are indexed. */
  readonly library?: DocumentSource | undefined;
  readonly evidence: Evidence;
  /** Told of the plan when the planner understood a question: follow-ups go on from there. */
  readonly onPlan?: (plan: Plan) => void;
}
