import type { Project } from "@sextant/odoo-code";
import { DEFAULT_VERSION, findAddonsRoots, loadProject, odooVersion } from "@sextant/odoo-workspace";
import { type Command, Option } from "commander";
import { contextOf } from "./context.ts";

/** Flags of every command that asks the index. */
export interface IndexFlags {
  readonly odoo?: string;
  readonly addons?: readonly string[];
  readonly pack?: string;
  readonly format: "text" | "json";
}

/** What a query found, as data and as text; null when there is nothing. */
export interface Answer {
  readonly data: unknown;
  readonly text: string;
}

/** Adds the flags that all queries on the index share. */
export function indexCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option("--odoo <series>", `series of Odoo, e.g. ${DEFAULT_VERSION}`)
    .option("--addons <path...>", "further addons folders, an Odoo checkout or an odoo.conf")
    .option("--pack <file>", "facts that stand for Odoo's own modules; default: packs/SERIES.pack in the data folder")
    .addOption(new Option("--format <format>").choices(["text", "json"]).default("text"));
}

/** Reads the modules below the paths (default: the working directory) and links them. */
export async function openProject(paths: readonly string[], flags: IndexFlags, command: Command): Promise<Project> {
  const { config, signal, progress } = contextOf(command, { source: "demo" });
  const version = odooVersion(flags.odoo ?? DEFAULT_VERSION);
  const { roots } = findAddonsRoots(paths.length > 0 ? paths : ["."], flags.addons ?? []);
  const project = await loadProject({
    roots,
    version,
    signal,
    data: config.data,
    ...(flags.pack !== undefined && { pack: flags.pack }),
    onProgress: progress.update,
  });
  progress.clear();
  return project;
}

/** Prints what was found; else says what is nearest, with exit code 1. */
export function printAnswer(answer: Answer | null, asked: string, nearest: readonly string[], flags: IndexFlags): void {
  if (answer !== null) {
    process.stdout.write(flags.format === "json" ? `${JSON.stringify(answer.data, null, 2)}\n` : `${answer.text}\n`);
    return;
  }
  process.exitCode = 1;
  if (flags.format === "json") process.stdout.write(`${JSON.stringify({ asked, found: null, nearest }, null, 2)}\n`);
  else {
    const hint = nearest.length > 0 ? ` Nearest: ${nearest.join(", ")}.` : "";
    process.stderr.write(`Nothing is named ${asked}.${hint}\n`);
  }
}
