import { readFileSync, realpathSync } from "node:fs";
import {
  type CheckContext,
  type CheckedFile,
  type Configuration,
  checkFile,
  checkTogether,
  configuredVersion,
  type Diagnostic,
  type FileFacts,
  factsOf,
  fileKind,
  fixFile,
  type OdooVersion,
  ordered,
  type PythonParser,
  type ReportedFinding,
  readSource,
  reported,
  seriesOf,
} from "@sextant/odoo-code";
import type { AddonFiles } from "./addon-files.ts";
import { repositoryName } from "./find-settings.ts";

export interface AddonRun {
  readonly python: PythonParser;
  /** Null: as the manifest says. */
  readonly version: OdooVersion | null;
  readonly configuration: Configuration;
  /** Works out the mechanical cures of the files that are asked for; the findings are then those that are left. */
  readonly fix: boolean;
  /** Bytes of files that differ from those on disk, by path. */
  readonly edited?: ReadonlyMap<string, Uint8Array>;
}

/** A file with its cures applied. Nothing is written: that is for whoever may. */
export interface MendedFile {
  /** Path on disk. */
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Fixes that were applied. */
  readonly fixes: number;
}

export interface AddonResult {
  readonly findings: readonly ReportedFinding[];
  readonly mended: readonly MendedFile[];
  /** Facts of the files as they are after the cures, by real path; of translations none, which hold the most text and say nothing of other files. */
  readonly facts: readonly FileFacts[];
  readonly version: OdooVersion | null;
}

const READ = new Set(["manifest", "python", "xml", "csv", "po", "javascript"]);
/** Facts of some files depend on the version; the newest that is proved on real source is taken where none is known. */
export const ASSUMED: OdooVersion = "19.0";

/** Checks one module, and with `fix` works out the cures first. Findings have paths as the user wrote them. */
export function checkAddon(addon: AddonFiles, run: AddonRun): AddonResult {
  const { python, configuration } = run;
  const root = realRoot(addon);
  const pathOf = (file: string) => `${root}/${file}`;
  const manifest = manifestOf(addon, run, root);
  const version = run.version ?? seriesOf(manifest) ?? configuredVersion(configuration.options);
  const read = (file: string, bytes: Uint8Array): CheckedFile =>
    readSource({ python }, pathOf(file), bytes, version ?? ASSUMED);
  const context: CheckContext = {
    python,
    version,
    configuration,
    module: { name: addon.name, root, manifest, files: new Set(addon.files), repository: repositoryName(root) },
  };
  const lines = new Map<string, readonly number[]>();
  const all: FileFacts[] = [];
  const found: Diagnostic[] = [];
  const mendedFiles: MendedFile[] = [];
  for (const relative of addon.files) {
    if (!READ.has(fileKind(relative)) || relative.includes("static/lib/")) continue;
    const bytes = run.edited?.get(pathOf(relative)) ?? readFileSync(pathOf(relative));
    let file = read(relative, bytes);
    const asked = addon.asked === null || addon.asked.has(relative);
    let findings = asked ? checkFile(file, context) : [];
    if (run.fix && findings.some(({ fix }) => fix !== undefined) && file.text !== null) {
      const { text } = file;
      const mended = fixFile(file.facts.path, text, (now) =>
        now === text ? findings : checkFile(read(relative, encode(now)), context),
      );
      // Only a text that can be written back as it was read is mended: UTF-8, with its byte-order mark if it had one.
      const mark = bytes[0] === 0xef && bytes[1] === 0xbb ? "\ufeff" : "";
      if (mended.applied > 0 && Buffer.compare(encode(mark + text), bytes) === 0) {
        mendedFiles.push({
          path: pathOf(relative),
          before: bytes,
          after: encode(mark + mended.text),
          fixes: mended.applied,
        });
        file = read(relative, encode(mended.text));
        findings = checkFile(file, context);
      }
    }
    all.push(file.facts);
    lines.set(file.facts.path, file.facts.lineStarts);
    found.push(...findings);
  }
  const inAsked = ({ path }: Diagnostic) => addon.asked === null || addon.asked.has(path.slice(root.length + 1));
  found.push(...checkTogether(all, context).filter(inAsked));
  const findings = ordered(found).map((finding) => shownFinding(addon, finding, lines.get(finding.path)));
  return { findings, mended: mendedFiles, facts: all.filter(({ kind }) => kind !== "po"), version };
}

/** Every finding asks for it. */
const ROOTS = new WeakMap<AddonFiles, string>();

/** Folder of a module by its real path, `/` as separator. */
export function realRoot(addon: AddonFiles): string {
  const known = ROOTS.get(addon);
  if (known !== undefined) return known;
  const real = realpathSync(addon.root).replaceAll("\\", "/");
  ROOTS.set(addon, real);
  return real;
}

/** A finding with its path as the user wrote it. */
export function shownFinding(
  addon: AddonFiles,
  finding: Diagnostic,
  lineStarts: readonly number[] = [0],
): ReportedFinding {
  const written = addon.root.replaceAll("\\", "/").replace(/(?<=.)\/$/, "");
  return reported({ ...finding, path: `${written}${finding.path.slice(realRoot(addon).length)}` }, lineStarts);
}

function manifestOf({ files }: AddonFiles, { python, edited }: AddonRun, root: string) {
  const file = files.find((name) => fileKind(name) === "manifest" && !name.includes("/"));
  if (file === undefined) return null;
  const path = `${root}/${file}`;
  const facts = factsOf({ python }, path, edited?.get(path) ?? readFileSync(path), ASSUMED);
  return facts.kind === "manifest" ? facts : null;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
