import { mkdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  ODOO_VERSIONS,
  type OdooVersion,
  type ReportedFinding,
  RULES,
  ruleNamed,
  sarifReport,
  textReport,
} from "@sextant/odoo-code";
import { addonsAt, checkAddons, configurationAt, pythonParser } from "@sextant/odoo-workspace";
import { type Command, InvalidArgumentError, Option } from "commander";
import { version } from "../platform/version.ts";
import { changedFiles } from "./check/changed-files.ts";
import { contextOf } from "./context.ts";

interface Flags {
  odoo?: OdooVersion;
  format: "text" | "json" | "sarif";
  addons?: readonly string[];
  fix?: boolean;
  changed?: string;
  disable?: readonly string[];
  enable?: readonly string[];
}

/** Names that a line has room for. */
const SHOWN = 12;

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
    .option("--addons <path...>", "where dependencies are: addons folders, an Odoo checkout or an odoo.conf")
    .option("--fix", "write the mechanical cures")
    .option("--changed <ref>", "only files that differ from a git reference")
    .option("--disable <rules>", "names or codes, separated by commas; all", ruleNames)
    .option("--enable <rules>", "wins over --disable; also for rules that are off by default", ruleNames)
    .action(async (paths: string[], flags: Flags, command: Command) => {
      const { config, signal, progress } = contextOf(command);
      const addons = addonsAt(paths);
      const changed = flags.changed === undefined ? null : await changedIn(paths, flags.changed, signal);
      const python = await pythonParser();
      const { enable = [], disable = [] } = flags;
      const settings = { folder: process.cwd(), environment: process.env, enable, disable };
      const configuration = configurationAt(paths[0] ?? ".", settings);
      const wanted = addons.flatMap((addon) => {
        if (changed === null) return [addon];
        const real = realpathSync(addon.root);
        const asked = new Set([...(addon.asked ?? addon.files)].filter((file) => changed.has(join(real, file))));
        return asked.size === 0 ? [] : [{ ...addon, asked }];
      });
      const { findings, mended, unknown, otherVersions } = await checkAddons(wanted, {
        python,
        version: flags.odoo ?? null,
        configuration,
        fix: flags.fix === true,
        addons: flags.addons ?? [],
        data: config.data,
        signal,
        onProgress: progress.update,
      });
      for (const { path, after } of mended) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, after);
      }
      progress.clear();
      process.stdout.write(printed(findings, flags.format));
      const fixed = mended.reduce((sum, { fixes }) => sum + fixes, 0);
      if (fixed > 0) process.stderr.write(`${fixed} fixed.\n`);
      if (flags.format === "text" && !configuration.disable.includes("all")) {
        if (unknown.length > 0) process.stdout.write(unknownNote(unknown));
        for (const { root, version, wanted } of otherVersions)
          process.stdout.write(
            `Left out: ${root} is of Odoo ${version}, which modules for ${wanted} are not judged by.\n`,
          );
      }
      if (findings.length > 0) process.exitCode = 1;
    });
}

/** Says what was not judged, and how it can be. */
function unknownNote(modules: readonly string[]): string {
  const named = modules.slice(0, SHOWN).join(", ");
  const more = modules.length > SHOWN ? ` and ${modules.length - SHOWN} more` : "";
  return `Not found: ${named}${more}. What may come from there was not judged; name its folder, an Odoo checkout or an odoo.conf with --addons.\n`;
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
