import type { QuestionRuns, RunsBy } from "@sextant/contracts";
import { keepPreviousData } from "@tanstack/react-query";
import { request } from "./request.ts";
import { useServerQuery } from "./use-server-query.ts";

/** What answering questions took in the last days. */
export const useRuns = (days: number, by: RunsBy) =>
  useServerQuery({
    queryKey: ["runs", days, by],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<QuestionRuns> =>
      (await request(`/api/runs?days=${days}&by=${by}`, { signal })).json(),
  });
