import { realpathSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  DEFAULT_CONFIGURATION,
  ODOO_VERSIONS,
  type OdooVersion,
  type ReportedFinding,
  RULES,
  ruleNamed,
  sarifReport,
  textReport,
} from "@sextant/odoo-code";
import { addonsAt, checkAddon, pythonParser } from "@sextant/odoo-workspace";
import { type Command, InvalidArgumentError, Option } from "commander";
import { version } from "../platform/version.ts";
import { changedFiles } from "./check/changed-files.ts";
import { contextOf } from "./context.ts";

interface Flags {
  odoo?: OdooVersion;
  format: "text" | "json" | "sarif";
  fix?: boolean;
  changed?: string;
  disable?: readonly string[];
  enable?: readonly string[];
}

function ruleNames(written: string): string[] {
  const names = written.split(",").map((name) => name.trim());
  for (const name of names)
    if (name !== "all" && ruleNamed(name) === null) throw new InvalidArgumentError(`There is no rule "${name}".`);
  return names;
}

/** `sextant check PATH…`: static analysis of addons. Exit code 1 when there are findings. */
export function checkCommand(program: Command): void {
  program
    .command("check")
    .description("static analysis of Odoo addons; needs no server")
    .argument("<path...>", "modules, folders of modules, or files of a module")
    .addOption(new Option("--odoo <version>", "default: as the manifest's version begins").choices(ODOO_VERSIONS))
    .addOption(new Option("--format <format>").choices(["text", "json", "sarif"]).default("text"))
    .option("--fix", "write the mechanical cures")
    .option("--changed <ref>", "only files that differ from a git reference")
    .option("--disable <rules>", "names or codes, separated by commas; all", ruleNames)
    .option("--enable <rules>", "wins over --disable; also for rules that are off by default", ruleNames)
    .action(async (paths: string[], flags: Flags, command: Command) => {
      const { signal, progress } = contextOf(command);
      const addons = addonsAt(paths);
      const changed = flags.changed === undefined ? null : await changedIn(paths, flags.changed, signal);
      const python = await pythonParser();
      const configuration = { ...DEFAULT_CONFIGURATION, enable: flags.enable ?? [], disable: flags.disable ?? [] };
      const findings: ReportedFinding[] = [];
      let fixed = 0;
      for (const addon of addons) {
        signal.throwIfAborted();
        const real = changed === null ? "" : realpathSync(addon.root);
        const wanted = addon.asked ?? new Set(addon.files);
        const asked =
          changed === null ? addon.asked : new Set([...wanted].filter((file) => changed.has(join(real, file))));
        if (asked?.size === 0) continue;
        progress.update(`Checking ${addon.name} …`);
        const result = checkAddon(
          { ...addon, asked },
          { python, version: flags.odoo ?? null, configuration, fix: flags.fix === true },
        );
        findings.push(...result.findings);
        for (const { path, after, fixes } of result.mended) {
          writeFileSync(path, after);
          fixed += fixes;
        }
      }
      progress.clear();
      process.stdout.write(printed(findings, flags.format));
      if (fixed > 0) process.stderr.write(`${fixed} fixed.\n`);
      if (findings.length > 0) process.exitCode = 1;
    });
}

function printed(findings: readonly ReportedFinding[], format: Flags["format"]): string {
  if (format === "text") return textReport(findings);
  const data = format === "json" ? findings : sarifReport(findings, RULES, version());
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** Changed files of the repositories around all the paths. */
async function changedIn(
  paths: readonly string[],
  reference: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const folders = new Set(paths.map((path) => (statSync(path).isDirectory() ? path : dirname(path))));
  const all = await Promise.all([...folders].map((folder) => changedFiles(folder, reference, signal)));
  return new Set(all.flatMap((files) => [...files]));
}
