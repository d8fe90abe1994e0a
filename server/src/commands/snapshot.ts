import type { Command } from "commander";
import { lakeDir, loadSnapshot, saveSnapshot } from "../odoo/index.ts";
import { contextOf } from "./context.ts";

/** `sextant snapshot save|load`: the lake as a portable folder. */
export function snapshotCommand(program: Command): void {
  const snapshot = program.command("snapshot").description("save the lake as a portable folder, or load one");
  snapshot
    .command("save")
    .argument("<folder>")
    .option("--label <name>", "what the books are called on screen; leaves the address of the Odoo out")
    .action(async (folder: string, { label }: { label?: string }, command: Command) => {
      const { config, signal } = contextOf(command);
      const options = { lakeDir: lakeDir(config), out: folder, signal, ...(label === undefined ? {} : { label }) };
      const { items, bytes } = await saveSnapshot(options);
      const size = (bytes / 1_000_000).toFixed(2);
      process.stdout.write(
        `Snapshot of ${items.toLocaleString("en")} journal items written to ${folder} (${size} MB).\n`,
      );
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
