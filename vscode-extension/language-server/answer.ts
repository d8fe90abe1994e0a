import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import type { ServerContext } from "./feature.ts";

/**
 * Works an answer out. Whatever has arrived meanwhile goes first (a newer text, a cancellation), and a failure is one answer less, never the
 * end of the server.
 */
export async function answer<Result>(
  { connection }: Pick<ServerContext, "connection">,
  token: CancellationToken,
  otherwise: Result,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  await new Promise((resolve) => setImmediate(resolve));
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
  try {
    return await work();
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return otherwise;
  }
}
