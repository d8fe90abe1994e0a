import type { CancellationToken } from "vscode-languageserver/node";
import type { SextantRequests } from "../protocol.ts";
import { answer } from "./answer.ts";
import type { ServerContext } from "./feature.ts";

type Method = keyof SextantRequests;

/** Answers one of our own requests; parameters that are missing count as none. */
export function onRequest<Name extends Method>(
  context: ServerContext,
  method: Name,
  otherwise: SextantRequests[Name]["result"],
  work: (
    params: Partial<SextantRequests[Name]["params"]>,
  ) => SextantRequests[Name]["result"] | Promise<SextantRequests[Name]["result"]>,
): void {
  context.connection.onRequest(
    method,
    (params: Partial<SextantRequests[Name]["params"]> | null, token: CancellationToken): Promise<unknown> =>
      answer<unknown>(context, token, otherwise, () => work(params ?? {})),
  );
}
