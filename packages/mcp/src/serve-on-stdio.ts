import { Console } from "node:console";
import type { McpServerFactory } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";

/**
 * Serves one client on standard input and output, and returns when it leaves: input ends, output breaks, a message is larger than the
 * protocol's buffer, or a signal ends the process. Whatever is printed meanwhile goes to standard error.
 */
export async function serveOnStdio(factory: McpServerFactory, onError: (error: Error) => void): Promise<void> {
  globalThis.console = new Console(process.stderr, process.stderr);
  await new Promise<void>((resolve) => {
    class Wire extends StdioServerTransport {
      override async close(): Promise<void> {
        await super.close();
        resolve();
      }
    }
    const handle = serveStdio(factory, { transport: new Wire(), onerror: onError });
    const stop = () => void handle.close().then(resolve, resolve);
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
  });
}
