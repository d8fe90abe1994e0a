import { type Command, Option } from "commander";
import { startServer } from "../main.ts";
import { contextOf } from "./context.ts";

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
      process.stdout.write(`Sextant is at ${server.url} (${server.books}). Ctrl+C stops it.\n`);
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve());
        process.once("SIGTERM", () => resolve());
      });
      await server.stop();
    });
}
