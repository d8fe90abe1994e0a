import { randomBytes } from "node:crypto";
import { homedir } from "node:os";
import { parse } from "node:path";
import { SextantError } from "@sextant/contracts";
import { serveOnStdio } from "@sextant/mcp";
import { ODOO_VERSIONS, type OdooVersion } from "@sextant/odoo-code";
import { findAddonsRoots } from "@sextant/odoo-workspace";
import { type Command, InvalidArgumentError, Option } from "commander";
import { serveMcpOverHttp } from "../mcp/serve-http.ts";
import { createMcp, type McpOptions, type SextantMcp } from "../mcp.ts";
import { createLog, type Logger } from "../platform/log.ts";
import { contextOf } from "./context.ts";

const PORT = 8467;
const LAST_WORDS_MS = 2000;

interface Flags {
  readonly addons?: readonly string[];
  readonly odoo?: OdooVersion;
  readonly books: boolean;
  readonly http?: boolean;
  readonly port?: number;
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError("It must be a port number.");
}

/** The addons to know: those that are named, else those in the working directory, unless that is a home or a whole disk. */
function addonsOf(paths: readonly string[], { addons = [], odoo }: Flags): McpOptions["addons"] {
  const here = process.cwd();
  const unasked = paths.length === 0 && addons.length === 0;
  if (unasked && (here === parse(here).root || here === homedir() || findAddonsRoots([here]).roots.length === 0))
    return null;
  return { folders: unasked ? [here] : paths, further: addons, version: odoo ?? null };
}

/** `sextant mcp`: the tools for an MCP client, on standard input and output or over HTTP, until it leaves. */
export function mcpCommand(program: Command): void {
  program
    .command("mcp")
    .description("tools for MCP clients: the books, and Odoo code on disk")
    .argument(
      "[path...]",
      "modules or addons folders to check and, with approval, fix; default: the working directory if it holds addons",
    )
    .option("--addons <path...>", "further addons folders, an Odoo checkout or an odoo.conf: known, never changed")
    .addOption(new Option("--odoo <version>", "default: as the manifests say").choices(ODOO_VERSIONS))
    .option("--no-books", "no tools of the books")
    .option("--http", "streamable HTTP on 127.0.0.1 instead of standard input and output")
    .addOption(new Option("--port <port>", `with --http; default ${PORT}`).argParser(port))
    .action(async (paths: string[], flags: Flags, command: Command) => {
      const { config, signal } = contextOf(command);
      const addons = addonsOf(paths, flags);
      if (addons === null && !flags.books)
        throw new SextantError(
          "bad_usage",
          "Nothing to offer: --no-books, and no addons here. Name a folder of addons.",
        );
      const log = createLog(config.logLevel);
      const mcp = createMcp({ config, log, addons, books: flags.books });
      try {
        if (flags.http) await overHttp(mcp, config.mcpToken, flags.port ?? PORT, { signal, log });
        else await serveOnStdio(mcp.factory, (error) => log.warn({ err: error }, "a message could not be handled"));
      } finally {
        // Work of native libraries that does not end must not keep a process whose client is gone.
        setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
        await mcp.close();
      }
    });
}

async function overHttp(
  { factory }: SextantMcp,
  configured: string | null,
  port: number,
  { signal, log }: { readonly signal: AbortSignal; readonly log: Logger },
): Promise<void> {
  const token = configured ?? randomBytes(32).toString("base64url");
  const onError = (error: unknown) => log.warn({ err: error }, "a request could not be handled");
  const server = await serveMcpOverHttp(factory, { port, token, onError });
  process.stdout.write(`Sextant's MCP server is at ${server.url}. Ctrl+C stops it.\n`);
  if (configured === null)
    process.stdout.write(`Token of this run: ${token}\nSet SEXTANT_MCP_TOKEN to keep one from run to run.\n`);
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  await server.stop();
}
