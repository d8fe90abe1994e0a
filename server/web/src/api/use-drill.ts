import type { CellSource, DrillPage } from "@sextant/contracts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { request } from "./request.ts";

const PAGE = 200;

/**
 * The journal items behind a cell, page by page; the first page carries the proof of the whole cell. `settled` also lists items that
 * were settled by the as-of date.
 */
export function useDrill(source: CellSource, settled: boolean) {
  return useInfiniteQuery({
    queryKey: ["drill", source, settled],
    initialPageParam: null as number | null,
    queryFn: async ({ pageParam, signal }): Promise<DrillPage> => {
      const body = { source, settled, limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) };
      return (await request("/api/drill", { method: "POST", body, signal })).json();
    },
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
    // Its reader asked for it with a click and decides about another try.
    retry: false,
  });
}
