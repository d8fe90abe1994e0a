#!/usr/bin/env node
import { errorBodyOf, toSextantError } from "@sextant/contracts";
import { Command, CommanderError, Option } from "commander";
import { loadEnvironmentFile } from "./commands/context.ts";
import { version } from "./platform/version.ts";

const BAD_USE = 2;

function wantsJson(): boolean {
  const { argv } = process;
  return argv.includes("--format=json") || argv[argv.indexOf("--format") + 1] === "json";
}

/** Every failure is one sentence with a stable code; `--format json` prints it as data. Exit code 1 refusal, 2 bad use. */
function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : BAD_USE;
    return;
  }
  const known = toSextantError(error);
  const body = errorBodyOf(known);
  process.stderr.write("\r\u001b[2K".repeat(process.stderr.isTTY ? 1 : 0));
  if (wantsJson()) process.stdout.write(`${JSON.stringify({ error: body }, null, 2)}\n`);
  else process.stderr.write(`sextant: ${body.message}\n  → ${body.action} [${body.code}]\n`);
  if (known.code === "internal" && process.env.SEXTANT_LOG === "debug") console.error(known.cause);
  process.exitCode = known.exit;
}

const program = new Command("sextant")
  .description("Sextant: a copilot for Odoo whose figures carry their proof")
  .version(version())
  .addOption(new Option("--source <source>", "where the ledger is read").choices(["live", "lake", "demo"]))
  .option("--data <folder>", "where Sextant keeps its data (default .sextant)")
  .exitOverride()
  .showHelpAfterError("Run with --help for the commands and flags.");

const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  serve: async () => (await import("./commands/serve.ts")).serveCommand,
  doctor: async () => (await import("./commands/doctor.ts")).doctorCommand,
  report: async () => (await import("./commands/report.ts")).reportCommand,
  ask: async () => (await import("./commands/ask.ts")).askCommand,
  questions: async () => (await import("./commands/questions.ts")).questionsCommand,
  sync: async () => (await import("./commands/sync.ts")).syncCommand,
  snapshot: async () => (await import("./commands/snapshot.ts")).snapshotCommand,
  check: async () => (await import("./commands/check.ts")).checkCommand,
  symbols: async () => (await import("./commands/symbols.ts")).symbolsCommand,
  references: async () => (await import("./commands/references.ts")).referencesCommand,
  model: async () => (await import("./commands/model.ts")).modelCommand,
  pack: async () => (await import("./commands/pack.ts")).packCommand,
  xmlid: async () => (await import("./commands/xmlid.ts")).xmlidCommand,
  view: async () => (await import("./commands/view.ts")).viewCommand,
  models: async () => (await import("./commands/models.ts")).modelsCommand,
  pair: async () => (await import("./commands/pair.ts")).pairCommand,
  audit: async () => (await import("./commands/audit.ts")).auditCommand,
  keys: async () => (await import("./commands/keys.ts")).keysCommand,
  mcp: async () => (await import("./commands/mcp.ts")).mcpCommand,
};

/** Loads the command that is asked for and nothing else: a sync needs no HTTP server, a report no parser. Help needs them all. */
async function main(): Promise<void> {
  loadEnvironmentFile();
  const asked = process.argv.slice(2).filter((argument) => argument in COMMANDS)[0];
  const wanted = Object.entries(COMMANDS).filter(([name]) => asked === undefined || asked === name);
  for (const [, load] of wanted) (await load())(program);
  await program.parseAsync();
}

main().catch(fail);
