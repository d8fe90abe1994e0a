import type { Diagnostic } from "../../diagnostic.ts";
import type { FileFacts } from "../../facts.ts";
import { factsOf } from "../../facts-of.ts";
import { loadPython } from "../../testing/load-python.ts";
import type { OdooVersion } from "../../version.ts";
import { checkModule } from "../check-module.ts";
import { type Configuration, DEFAULT_CONFIGURATION } from "../configuration.ts";

const python = await loadPython();

/** A module as texts by path below its folder. */
export type Files = Readonly<Record<string, string>>;

export interface Trial {
  readonly version?: OdooVersion | null;
  readonly configuration?: Partial<Configuration>;
  /** Whether a README is there without being among the files. */
  readonly readme?: boolean;
  /** Technical name of the module. */
  readonly name?: string;
}

const MANIFEST = /(?:^|\/)__manifest__\.py$/;

/** Findings in a module made of texts. Without a manifest of its own it gets one that lists its data files. */
export function checkTexts(
  files: Files,
  { version = "19.0", configuration = {}, name = "trial", readme = true }: Trial = {},
): readonly Diagnostic[] {
  const own = Object.keys(files).some((path) => MANIFEST.test(path));
  const data = Object.keys(files).filter((path) => /\.(?:xml|csv)$/.test(path) && !path.startsWith("static/"));
  const all: Files = own
    ? files
    : { ...files, "__manifest__.py": `{"name": "Trial", "data": ${JSON.stringify(data)}}\n` };
  const root = `addons/${name}`;
  const read = (path: string, text: string): FileFacts =>
    factsOf({ python }, `${root}/${path}`, new TextEncoder().encode(text), version ?? "19.0");
  const checked = Object.entries(all).map(([path, text]) => ({ facts: read(path, text), text }));
  const manifest = checked.find(({ facts }) => facts.kind === "manifest")?.facts;
  return checkModule(checked, {
    python,
    version,
    configuration: { ...DEFAULT_CONFIGURATION, ...configuration },
    onFailure(error) {
      throw error;
    },
    module: {
      name,
      root,
      manifest: manifest?.kind === "manifest" ? manifest : null,
      files: new Set(["__init__.py", ...(readme ? ["README.rst"] : []), ...Object.keys(all)]),
    },
  });
}

/** Lines (from 1) on which a rule speaks, by path below the module. */
export function linesOf(files: Files, rule: string, trial: Trial = {}): string[] {
  const root = `addons/${trial.name ?? "trial"}/`;
  return checkTexts(files, { ...trial, configuration: { disable: ["all"], enable: [rule], ...trial.configuration } })
    .filter((finding) => finding.rule === rule)
    .map(({ path, span }) => {
      const file = path.slice(root.length);
      return `${file}:${(files[file] ?? "").slice(0, span[0]).split("\n").length}`;
    });
}
