import type { MarkDecision, MarkedQuestion, MarkedQuestions, MarkRequest } from "@sextant/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "./request.ts";
import { useServerQuery } from "./use-server-query.ts";

const KEY = ["marked-questions"];

/** Answers marked as right: a reviewer's list, or one's own. */
export function useMarkedQuestions() {
  return useServerQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<MarkedQuestions> =>
      (await request("/api/marked-questions", { signal })).json(),
  });
}

/** Marks an answer as right. Called from what a person does on the page, and from nothing else. */
export function useMark() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (mark: MarkRequest): Promise<MarkedQuestion> =>
      (await request("/api/marked-questions", { method: "POST", body: mark })).json(),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** Confirms or rejects what is on the screen: its hash goes with the decision. */
export function useMarkDecision({ id, sha256 }: MarkedQuestion) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (decision: Omit<MarkDecision, "sha256">): Promise<MarkedQuestion> =>
      (
        await request(`/api/marked-questions/${encodeURIComponent(id)}/decision`, {
          method: "POST",
          body: { ...decision, sha256 },
        })
      ).json(),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
