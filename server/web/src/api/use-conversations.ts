import type { ConversationChange, ConversationList, ConversationSummary } from "@sextant/contracts";
import { keepPreviousData, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "./request.ts";
import { useServerQuery } from "./use-server-query.ts";

const KEY = ["conversations"];
const at = (id: string, what: string) => `/api/conversations/${encodeURIComponent(id)}/${what}`;

/** One's own conversations, those that hold all words searched for. */
export function useConversations(search: string) {
  return useServerQuery({
    queryKey: [...KEY, search],
    queryFn: async ({ signal }): Promise<ConversationList> =>
      (await request(`/api/conversations?search=${encodeURIComponent(search)}`, { signal })).json(),
    placeholderData: keepPreviousData,
    // A list is of the moment: another window may have asked, renamed or removed.
    refetchOnWindowFocus: true,
    staleTime: 5_000,
  });
}

/** Whose conversation it is, and what it is called; null before the first question. */
export function useConversationSummary(id: string | null) {
  return useServerQuery({
    queryKey: [...KEY, "one", id],
    enabled: id !== null,
    queryFn: async ({ signal }): Promise<ConversationSummary> =>
      (await request(`/api/conversations/${encodeURIComponent(id ?? "")}`, { signal })).json(),
  });
}

/** Reads the list again: a question was asked or answered. */
export function useRefreshConversations(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: KEY });
}

/** Renames, pins or shares. */
export function useConversationChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, ...change }: ConversationChange & { readonly id: string }): Promise<ConversationSummary> =>
      (await request(at(id, "change"), { method: "POST", body: change })).json(),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** Removes a conversation, or takes that back. */
export function useConversationRemoval() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, undo }: { readonly id: string; readonly undo: boolean }) => {
      await request(at(id, undo ? "restore" : "remove"), { method: "POST" });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
