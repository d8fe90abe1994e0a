import type { ConnectionDraft, ConnectionHealth, ConnectionInfo } from "@sextant/contracts";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "./request.ts";
import { useServerQuery } from "./use-server-query.ts";

const KEY = ["connections"];
const at = (id: string, what: string) => `/api/connections/${encodeURIComponent(id)}/${what}`;
const post = async <T>(path: string, body: object = {}): Promise<T> =>
  (await request(path, { method: "POST", body })).json();

export interface ConnectionList {
  readonly connections: readonly ConnectionInfo[];
  readonly mayAdd: boolean;
}

/** The Odoos that Sextant reads; read again often while one is being copied. */
export function useConnections() {
  return useServerQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<ConnectionList> => (await request("/api/connections", { signal })).json(),
    refetchInterval: ({ state }) =>
      state.data?.connections.some(({ sync }) => sync?.state === "running") ? 1000 : false,
  });
}

/** Looks at an Odoo when the page is opened, and when the reader asks. */
export function useHealth({ id, kind, paused }: ConnectionInfo) {
  return useServerQuery({
    queryKey: [...KEY, id, "health"],
    enabled: kind !== "demo" && !paused,
    queryFn: async ({ signal }): Promise<ConnectionHealth> => (await request(at(id, "health"), { signal })).json(),
    staleTime: 60_000,
  });
}

const changed = (queries: QueryClient) =>
  Promise.all([KEY, ["me"], ["status"]].map((queryKey) => queries.invalidateQueries({ queryKey })));

/** Anything that is done to one connection, by the name of its route. */
export function useConnectionAction({ id }: Pick<ConnectionInfo, "id">) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ what, body }: { readonly what: ConnectionAction; readonly body?: object }) =>
      post<unknown>(at(id, what), body),
    onSettled: () => changed(queries),
  });
}
export type ConnectionAction = "change" | "key" | "remove" | "sync" | "cancel-sync";

/** Tries an Odoo, without keeping anything. */
export const useConnectionTest = () =>
  useMutation({
    mutationFn: ({ name: _name, ...place }: ConnectionDraft) => post<ConnectionHealth>("/api/connections/test", place),
  });

/** Keeps another Odoo; refused while it does not let the key in. */
export function useConnectionAdd() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: ConnectionDraft) => post<{ id: string }>("/api/connections", draft),
    onSuccess: () => changed(queries),
  });
}
