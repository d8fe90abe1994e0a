import { checkProject } from "../../../check/check-project.ts";
import { type Configuration, DEFAULT_CONFIGURATION } from "../../../check/configuration.ts";
import type { Diagnostic } from "../../../diagnostic.ts";
import type { FileFacts } from "../../../facts.ts";
import { factsOf } from "../../../facts-of.ts";
import { linkProject } from "../../../project/link-project.ts";
import type { Project } from "../../../project/project.ts";
import { loadPython } from "../../../testing/load-python.ts";
import { ODOO_VERSIONS, type OdooVersion } from "../../../version.ts";
import type { ModuleTexts } from "./graph-fixture.ts";
import { WORLD } from "./world.ts";

const python = await loadPython();
const read = (path: string, text: string, version: OdooVersion): FileFacts =>
  factsOf({ python }, path, new TextEncoder().encode(text), version);
const WORLDS = new Map(
  ODOO_VERSIONS.map((version) => {
    const files = Object.entries(WORLD).map(
      ([path, text]) => [`/addons/${path}`, read(`/addons/${path}`, text, version)] as const,
    );
    return [version, new Map<string, FileFacts>(files)];
  }),
);

export interface ProjectTrial {
  readonly version?: OdooVersion;
  readonly configuration?: Partial<Configuration>;
  /** Whether the modules around the one on trial are there. */
  readonly alone?: boolean;
}

export const TRIAL = "/addons/trial";

/** A project of the module `trial`, made of texts, among the modules of the test world. */
export function projectOf(files: ModuleTexts, { version = "19.0", alone = false }: ProjectTrial = {}): Project {
  const own = Object.entries(files).map(
    ([path, text]) => [`${TRIAL}/${path}`, read(`${TRIAL}/${path}`, text, version)] as const,
  );
  return linkProject(new Map([...(alone ? [] : (WORLDS.get(version) ?? [])), ...own]), ["/addons"], version);
}

/** Findings over the whole project in the module `trial`. */
export function checkProjectTexts(files: ModuleTexts, trial: ProjectTrial = {}): readonly Diagnostic[] {
  const project = projectOf(files, trial);
  return checkProject(
    project,
    Object.keys(files).map((path) => `${TRIAL}/${path}`),
    {
      version: trial.version ?? "19.0",
      configuration: { ...DEFAULT_CONFIGURATION, ...trial.configuration },
      textOf: (path) => files[path.slice(TRIAL.length + 1)] ?? null,
      onFailure(error) {
        throw error;
      },
    },
  );
}

/** Places on which a rule speaks, as `file:line`, in order. */
export function placesOf(files: ModuleTexts, rule: string, trial: ProjectTrial = {}): string[] {
  return checkProjectTexts(files, { ...trial, configuration: { enable: [rule], ...trial.configuration } })
    .filter((finding) => finding.rule === rule)
    .map(({ path, span }) => {
      const file = path.slice(TRIAL.length + 1);
      return `${file}:${(files[file] ?? "").slice(0, span[0]).split("\n").length}`;
    });
}
