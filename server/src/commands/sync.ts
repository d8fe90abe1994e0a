import type { Command } from "commander";
import { connectTo, lakeDir, requireOdoo, type SyncSummary, syncLake } from "../odoo/index.ts";
import { contextOf } from "./context.ts";

function textOf({ kind, reason, items, partials, companies, bytes, bytesPerItem, seconds }: SyncSummary): string {
  const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 1 });
  const what = kind === "full" ? `Read everything${reason === null ? "" : ` (${reason})`}` : "Read what changed";
  return [
    `${what} in ${number(seconds)} s. The lake holds ${number(items)} journal items and ${number(partials)} reconciliations of ${companies} companies`,
    `in ${number(bytes / 1_000_000)} MB (${number(bytesPerItem)} bytes an item), and equals Odoo's own counts and sums.`,
    "Read it with --source lake.",
    "",
  ].join("\n");
}

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
        process.stdout.write(format === "json" ? `${JSON.stringify(summary, null, 2)}\n` : textOf(summary));
      } finally {
        await client.close();
      }
    });
}
