export { AnnouncedProposals } from "./announced-proposals.ts";
export { FAILPOINTS, type Failpoint } from "./failpoints.ts";
export { changeOperations } from "./operations.ts";
export { type ChangePolicy, loadPolicy } from "./policy.ts";
export { Proposals } from "./proposals.ts";
export type { ProposalsParts } from "./proposals-parts.ts";
export { readable } from "./readable.ts";
export { type Readable, seenBy } from "./seen-by.ts";
export { CHANGE_TOOLS, type ChangesAccess } from "./tools.ts";
