import type { ServerStatus } from "@sextant/contracts";
import { request } from "./request.ts";
import { useServerQuery } from "./use-server-query.ts";

/** Which books, whose rights, how fresh, and what may be asked. Read once and again every minute while the page is looked at. */
export function useStatus() {
  return useServerQuery({
    queryKey: ["status"],
    queryFn: async ({ signal }): Promise<ServerStatus> => (await request("/api/status", { signal })).json(),
    staleTime: 30_000,
    refetchInterval: 60_000,
  });
}
