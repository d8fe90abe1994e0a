import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { factPack } from "@sextant/odoo-workspace";
import type { Command } from "commander";
import { contextOf } from "./context.ts";
import { type IndexFlags, indexCommand, openProject } from "./open-project.ts";

interface Flags extends IndexFlags {
  readonly out?: string;
}

/** `sextant pack SOURCE`: a file with what an Odoo defines, for workspaces that have only addons of their own. */
export function packCommand(program: Command): void {
  indexCommand(
    program,
    "pack",
    "make a fact pack of an Odoo: its modules, models, fields, XML ids and views in one file",
  )
    .argument("<source...>", "a checkout or installation of Odoo, or addons folders")
    .option("--out <file>", "default: packs/SERIES.pack in the data folder, where workspaces look for it")
    .action(async (source: string[], flags: Flags, command: Command) => {
      const project = await openProject(source, flags, command);
      const { config, progress, signal } = contextOf(command, { source: "demo" });
      progress.update("Packing …");
      const bytes = await factPack(project, signal);
      progress.clear();
      const out = flags.out ?? join(config.data, "packs", `${project.version}.pack`);
      mkdirSync(dirname(out), { recursive: true });
      writeFileSync(out, bytes);
      const said = { file: out, version: project.version, modules: project.modules.order.length, bytes: bytes.length };
      process.stdout.write(
        flags.format === "json"
          ? `${JSON.stringify(said, null, 2)}\n`
          : `${out}: ${said.modules} modules of Odoo ${said.version}, ${(said.bytes / 1e6).toFixed(1)} MB\n`,
      );
    });
}
