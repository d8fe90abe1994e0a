export { ACTIONS } from "./actions/index.ts";
export { FAILPOINTS, type Failpoint } from "./failpoints.ts";
export { type ChangePolicy, loadPolicy } from "./policy.ts";
export { Proposals } from "./proposals.ts";
export type { ProposalsParts } from "./proposals-parts.ts";
