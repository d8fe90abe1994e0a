import { type UseQueryOptions, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { isUnreachable, waiting } from "./request-error.ts";

/** Milliseconds before another try: soon after a short outage, and not often in a long one. */
export const waitBefore = (failures: number): number => Math.min(1000 * 2 ** failures, 15_000);

/** Another try, without being asked, for what only reads and found no server; any other failure is shown as failed at once. */
export const tryAgain = (_failures: number, error: unknown): boolean => isUnreachable(error);

/** Something that the server tells. While it does not answer, the query is tried again by itself, and `error` says so. */
export function useServerQuery<Data>(options: UseQueryOptions<Data>): UseQueryResult<Data> {
  const query = useQuery(options);
  const { error, failureReason } = query;
  // What was never read has no error while it is tried again.
  const shown = error ?? (isUnreachable(failureReason) ? waiting() : null);
  return { ...query, error: shown } as UseQueryResult<Data>;
}
