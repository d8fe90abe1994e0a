#!/usr/bin/env node
import { Command, CommanderError, Option } from "commander";
import { askCommand } from "./commands/ask.ts";
import { checkCommand } from "./commands/check.ts";
import { loadEnvironmentFile } from "./commands/context.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { modelCommand } from "./commands/model.ts";
import { referencesCommand } from "./commands/references.ts";
import { reportCommand } from "./commands/report.ts";
import { serveCommand } from "./commands/serve.ts";
import { snapshotCommand } from "./commands/snapshot.ts";
import { symbolsCommand } from "./commands/symbols.ts";
import { syncCommand } from "./commands/sync.ts";
import { viewCommand } from "./commands/view.ts";
import { xmlidCommand } from "./commands/xmlid.ts";
import { errorBodyOf, toSextantError } from "./platform/error-body.ts";
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

loadEnvironmentFile();
for (const add of [serveCommand, doctorCommand, reportCommand, askCommand, syncCommand, snapshotCommand, checkCommand])
  add(program);
for (const add of [symbolsCommand, referencesCommand, modelCommand, xmlidCommand, viewCommand]) add(program);
program.parseAsync().catch(fail);
