import { useInfiniteQuery } from "@tanstack/react-query";
import type { AuditSearch } from "../audit/audit-search.ts";
import { request } from "./request.ts";

/** One entry of the chain. Who it was is known until he is forgotten. */
export interface AuditEntry {
  readonly seq: number;
  readonly who: string | null;
  readonly event: {
    readonly what: string;
    readonly at: string;
    readonly facts?: Readonly<Record<string, unknown>>;
    readonly proposal?: string;
  };
}

interface AuditPage {
  readonly events: readonly AuditEntry[];
  readonly actions: readonly string[];
  readonly verdict: {
    readonly entries: number;
    readonly signedThrough: number;
    readonly signedAt: string | null;
    readonly broken: { readonly seq: number; readonly why: string } | null;
  };
}

const PAGE = 100;

/** What happened, the newest first, and whether the chain holds. */
export function useAudit(search: AuditSearch) {
  return useInfiniteQuery({
    queryKey: ["audit", search],
    initialPageParam: null as number | null,
    async queryFn({ pageParam, signal }): Promise<AuditPage> {
      const query = new URLSearchParams({ limit: String(PAGE), ...search });
      if (pageParam !== null) query.set("before", String(pageParam));
      return (await request(`/v1/audit?${query}`, { signal })).json();
    },
    getNextPageParam: ({ events }) => (events.length < PAGE ? null : (events.at(-1)?.seq ?? null)),
  });
}
