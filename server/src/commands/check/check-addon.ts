import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type CheckContext,
  type CheckedFile,
  type Configuration,
  checkFile,
  checkModule,
  type Diagnostic,
  decodeText,
  factsOf,
  fileKind,
  fixFile,
  type OdooVersion,
  type PythonParser,
  type ReportedFinding,
  reported,
  seriesOf,
} from "@sextant/odoo-code";
import type { AddonFiles } from "./addon-files.ts";

export interface AddonRun {
  readonly python: PythonParser;
  /** Null: as the manifest says. */
  readonly version: OdooVersion | null;
  readonly configuration: Configuration;
  readonly fix: boolean;
}

export interface AddonResult {
  readonly findings: readonly ReportedFinding[];
  /** Fixes that were written. */
  readonly fixed: number;
}

const READ = new Set(["manifest", "python", "xml", "csv", "po"]);
/** Facts of some files depend on the version; the newest that is proved on real source is taken where none is known. */
const ASSUMED: OdooVersion = "19.0";

/** Checks one module, and with `fix` writes the cures first. Findings have paths as the user wrote them. */
export function checkAddon(addon: AddonFiles, run: AddonRun): AddonResult {
  const { python, configuration } = run;
  const root = addon.root.replaceAll("\\", "/").replace(/(?<=.)\/$/, "");
  const pathOf = (file: string) => `${root}/${file}`;
  const version = run.version ?? seriesOf(manifestOf(addon, run));
  const read = (file: string, bytes: Uint8Array): CheckedFile => ({
    facts: factsOf({ python }, pathOf(file), bytes, version ?? ASSUMED),
    text: decodeText(bytes).text,
  });
  const bytesOf = new Map(
    addon.files
      .filter((file) => READ.has(fileKind(file)) && !file.includes("static/lib/"))
      .map((file) => [file, readFileSync(join(addon.root, file))]),
  );
  const files = [...bytesOf].map(([file, bytes]) => read(file, bytes));
  const manifest = files.find(
    ({ facts }) => facts.kind === "manifest" && !facts.path.slice(root.length + 1).includes("/"),
  )?.facts;
  const context: CheckContext = {
    python,
    version,
    configuration,
    module: {
      name: addon.name,
      root,
      manifest: manifest?.kind === "manifest" ? manifest : null,
      files: new Set(addon.files),
    },
  };
  const asked = (path: string) => addon.asked === null || addon.asked.has(path.slice(root.length + 1));
  let fixed = 0;
  const current = files.map((file) => {
    const { text } = file;
    const { path } = file.facts;
    if (!run.fix || text === null || !asked(path)) return file;
    const relative = path.slice(root.length + 1);
    const bytes = bytesOf.get(relative) ?? new Uint8Array();
    const mended = fixFile(path, text, (now) => checkFile(now === text ? file : read(relative, encode(now)), context));
    // Only what is exactly the text's own encoding can be written back without touching other bytes.
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb ? "\ufeff" : "";
    if (mended.applied === 0 || !sameBytes(encode(mark + text), bytes)) return file;
    writeFileSync(join(addon.root, relative), mark + mended.text);
    fixed += mended.applied;
    return read(relative, encode(mended.text));
  });
  const lines = new Map(current.map(({ facts }) => [facts.path, facts.lineStarts]));
  const findings = checkModule(current, context).filter(({ path }) => asked(path));
  return { findings: findings.map((finding) => shown(finding, lines)), fixed };
}

function shown(finding: Diagnostic, lines: ReadonlyMap<string, readonly number[]>): ReportedFinding {
  return reported(finding, lines.get(finding.path) ?? [0]);
}

function manifestOf({ root, files }: AddonFiles, { python }: AddonRun) {
  const file = files.find((name) => fileKind(name) === "manifest" && !name.includes("/"));
  if (file === undefined) return null;
  const facts = factsOf({ python }, file, readFileSync(join(root, file)), ASSUMED);
  return facts.kind === "manifest" ? facts : null;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && Buffer.compare(one, other) === 0;
}
