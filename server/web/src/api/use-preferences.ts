import type { PreferenceChange, Preferences } from "@sextant/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "./request.ts";
import { useServerQuery } from "./use-server-query.ts";

const KEY = ["preferences"];

/**
 * What this person has Sextant remember.
 *
 * @param signedIn False while nobody is: then there is no person to remember anything of.
 */
export function usePreferences(signedIn = true) {
  return useServerQuery({
    enabled: signedIn,
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Preferences> => (await request("/api/preferences", { signal })).json(),
    staleTime: 60_000,
  });
}

/** Remembers or forgets. Called from what a person does on the page, and from nothing else. */
export function usePreferenceChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: PreferenceChange): Promise<Preferences> =>
      (await request("/api/preferences", { method: "POST", body: change })).json(),
    onSuccess: (now) => queries.setQueryData(KEY, now),
  });
}
