import type { ErrorBody, Proposal, ProposeRequest } from "@sextant/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "./request.ts";
import { useServerQuery } from "./use-server-query.ts";

const KEY = ["proposals"];

export interface ProposalList {
  readonly available: boolean;
  readonly proposals: readonly Proposal[];
}

/** The newest proposals; read again while the page is looked at, for others may decide too. */
export function useProposals() {
  return useServerQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<ProposalList> => (await request("/api/proposals", { signal })).json(),
    refetchInterval: 15_000,
  });
}

/** One proposal as it stands now. */
export function useProposal(id: string) {
  return useServerQuery({
    queryKey: [...KEY, id],
    queryFn: async ({ signal }): Promise<Proposal> =>
      (await request(`/api/proposals/${encodeURIComponent(id)}`, { signal })).json(),
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

/** Puts another change in the place of the one shown; its hash becomes another, and nothing is approved by it. */
export function useProposalEdit({ id, sha256 }: Proposal) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (instead: ProposeRequest): Promise<Proposal> =>
      (
        await request(`/api/proposals/${encodeURIComponent(id)}/edit`, { method: "POST", body: { ...instead, sha256 } })
      ).json(),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

type Outcome = Proposal | { readonly id: string; readonly error: ErrorBody };

/** Approves several proposals as they were shown, each by its hash, and tells which were not done. */
export function useBatchApproval() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (proposals: readonly Proposal[]): Promise<readonly { id: string; error: ErrorBody }[]> => {
      const body = { proposals: proposals.map(({ id, sha256 }) => ({ id, sha256 })) };
      const reply = await request("/api/proposals/approve", { method: "POST", body });
      const { outcomes } = (await reply.json()) as { outcomes: readonly Outcome[] };
      return outcomes.flatMap((one) => ("error" in one ? [{ id: one.id, error: one.error }] : []));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
