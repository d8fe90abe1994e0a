import type { Me } from "@sextant/contracts";
import { chosenConnection, forgetConnection } from "../connections/chosen-connection.ts";
import { request } from "./request.ts";
import { errorBodyFrom } from "./request-error.ts";
import { useServerQuery } from "./use-server-query.ts";

const read = async (signal: AbortSignal): Promise<Me> => (await request("/api/me", { signal })).json();

/** Who uses the console, what he may do, and among which Odoos he chooses. It is there when the books are not. */
export function useMe() {
  return useServerQuery({
    queryKey: ["me"],
    async queryFn({ signal }) {
      try {
        return await read(signal);
      } catch (error) {
        if (errorBodyFrom(error).code !== "not_found" || chosenConnection() === null) throw error;
        // The chosen one was removed, on another page perhaps.
        forgetConnection();
        return read(signal);
      }
    },
    staleTime: 60_000,
  });
}
