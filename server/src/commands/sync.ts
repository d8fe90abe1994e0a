import type { Command } from "commander";
import { connectTo, lakeDir, requireOdoo, syncLake } from "../odoo/index.ts";
import { contextOf } from "./context.ts";

/** `sextant sync`: copies what is new in Odoo into the lake. */
export function syncCommand(program: Command): void {
  program
    .command("sync")
    .description("copy the ledger from Odoo into the lake (incremental)")
    .option("--full", "read everything again")
    .option("--format <format>", "text or json", "text")
    .action(async ({ full, format }: { full?: boolean; format: string }, command: Command) => {
      const { config, signal, progress } = contextOf(command);
      const client = await connectTo(requireOdoo(config), signal);
      try {
        const summary = await syncLake({
          client,
          dir: lakeDir(config),
          full: full ?? false,
          signal,
          onProgress: progress.update,
        });
        progress.clear();
        if (format === "json") process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
        else
          process.stdout.write(
            `Synced into ${lakeDir(config)}.\n${Object.entries(summary)
              .map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`)
              .join("\n")}\n`,
          );
      } finally {
        await client.close();
      }
    });
}
