import type { ProposalState } from "@sextant/contracts";

interface StateLabel {
  readonly text: string;
  readonly tone: "note" | "good" | "bad" | "quiet";
}

const LABELS: Readonly<Record<ProposalState, StateLabel>> = {
  pending: { text: "Waiting for a decision", tone: "note" },
  executing: { text: "Being executed", tone: "note" },
  done: { text: "Done", tone: "good" },
  failed: { text: "Failed, nothing was written", tone: "bad" },
  unknown: { text: "Outcome not known yet", tone: "bad" },
  rejected: { text: "Rejected", tone: "quiet" },
  expired: { text: "Expired", tone: "quiet" },
  undone: { text: "Taken back", tone: "quiet" },
};

/** The state of a proposal in words, and how it is coloured. */
export const stateLabel = (state: ProposalState): StateLabel => LABELS[state];
