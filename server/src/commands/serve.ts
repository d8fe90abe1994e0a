import { setFlagsFromString } from "node:v8";
import { type Command, Option } from "commander";
import { startServer } from "../main.ts";
import { contextOf } from "./context.ts";

/**
 * The heap is collected when it has grown by so much since the last time. V8's own measure, two to four times as much, is for programs that allocate
 * and let go; a server that holds thousands of conversations would keep as much garbage as conversations.
 */
const HEAP_GROWS_BY_PERCENT = 25;

/** `sextant serve`: the HTTP API and the console, until Ctrl+C. */
export function serveCommand(program: Command): void {
  program
    .command("serve")
    .description("serve the console and the HTTP API")
    .addOption(new Option("--port <port>", "default 8466"))
    .addOption(new Option("--host <address>", "default 127.0.0.1"))
    .action(async ({ port, host }: { port?: string; host?: string }, command: Command) => {
      const overrides = {
        ...(port === undefined ? {} : { port: Number(port) }),
        ...(host === undefined ? {} : { host }),
      };
      const { config, signal } = contextOf(command, overrides);
      const server = await startServer(config);
      // Not before: a start allocates what stays, and would be interrupted at every quarter.
      setFlagsFromString(`--heap-growing-percent=${HEAP_GROWS_BY_PERCENT}`);
      process.stdout.write(`Sextant is at ${server.url} (${server.books}). Ctrl+C stops it.\n`);
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve());
        process.once("SIGTERM", () => resolve());
      });
      await server.stop();
    });
}
