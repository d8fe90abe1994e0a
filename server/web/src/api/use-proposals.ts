import type { Proposal } from "@sextant/contracts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { request } from "./request.ts";

const KEY = ["proposals"];

export interface ProposalList {
  readonly available: boolean;
  readonly proposals: readonly Proposal[];
}

/** The newest proposals; read again while the page is looked at, for others may decide too. */
export function useProposals() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<ProposalList> => (await request("/api/proposals", { signal })).json(),
    refetchInterval: 15_000,
  });
}

export type Decision = "approve" | "reject" | "undo" | "settle";

/** Decides on the proposal as it was shown: the hash of what is on the screen goes with the decision. */
export function useDecision({ id, sha256 }: Proposal) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (decision: Decision): Promise<Proposal> => {
      const body = decision === "approve" || decision === "reject" ? { sha256 } : {};
      return (await request(`/api/proposals/${encodeURIComponent(id)}/${decision}`, { method: "POST", body })).json();
    },
    // A refusal too may mean that it is not what the screen shows any more.
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
