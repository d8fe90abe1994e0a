import type { Command } from "commander";
import { lakeDir, loadSnapshot, saveSnapshot } from "../odoo/index.ts";
import { contextOf } from "./context.ts";

/** `sextant snapshot save|load`: the lake as a portable folder. */
export function snapshotCommand(program: Command): void {
  const snapshot = program.command("snapshot").description("save the lake as a portable folder, or load one");
  snapshot
    .command("save")
    .argument("<folder>")
    .option("--origin <name>", "what the books are called on screen")
    .action(async (folder: string, { origin }: { origin?: string }, command: Command) => {
      const { config } = contextOf(command);
      await saveSnapshot({ lakeDir: lakeDir(config), out: folder, ...(origin ? { origin } : {}) });
      process.stdout.write(`Snapshot written to ${folder}.\n`);
    });
  snapshot
    .command("load")
    .argument("<folder>")
    .action(async (folder: string, _flags: object, command: Command) => {
      const { config } = contextOf(command);
      await loadSnapshot({ from: folder, lakeDir: lakeDir(config) });
      process.stdout.write(`Snapshot loaded into ${lakeDir(config)}. Read it with --source lake.\n`);
    });
}
