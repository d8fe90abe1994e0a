import type { ReportParameters, ReportResult } from "@sextant/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readEvents } from "./read-events.ts";
import { reportPath } from "./report-path.ts";
import { isErrorBody, RequestError, unreachable } from "./request-error.ts";
import { useServerQuery } from "./use-server-query.ts";

/** How far a slow computation has come. */
export interface Progress {
  readonly phase: string;
  readonly done?: number | undefined;
  readonly of?: number | undefined;
}

/**
 * Computes a report, telling how far it has come. The result is complete or an error is thrown: a stream that ends without its
 * result is a broken connection, never an empty report.
 */
export async function streamReport(
  name: string,
  parameters: ReportParameters,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<ReportResult> {
  for await (const { event, data } of readEvents(reportPath(name, parameters, "/stream"), { signal })) {
    const value: unknown = JSON.parse(data);
    if (event === "progress") onProgress(value as Progress);
    else if (event === "result") return value as ReportResult;
    else if (event === "error" && isErrorBody(value)) throw new RequestError(value);
  }
  throw unreachable();
}

/** A report for the screen, with its progress and a way to cancel. */
export function useReport(name: string, parameters: ReportParameters) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const queryKey = ["report", name, parameters];
  const query = useServerQuery({
    queryKey,
    queryFn: ({ signal }) => {
      setProgress(null);
      return streamReport(name, parameters, signal, setProgress);
    },
    staleTime: 60_000,
    gcTime: 300_000,
  });
  return { ...query, progress, cancel: () => client.cancelQueries({ queryKey }) };
}
