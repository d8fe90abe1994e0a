import type { QuestionRuns, RunsBy } from "@sextant/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { request } from "./request.ts";

/** What answering questions took in the last days. */
export const useRuns = (days: number, by: RunsBy) =>
  useQuery({
    queryKey: ["runs", days, by],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<QuestionRuns> =>
      (await request(`/api/runs?days=${days}&by=${by}`, { signal })).json(),
  });
