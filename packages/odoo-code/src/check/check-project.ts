import type { Diagnostic } from "../diagnostic.ts";
import type { Project } from "../project/project.ts";
import { GRAPH_CHECKS } from "../rules/catalogue.ts";
import { sightOf } from "../rules/graph/sight.ts";
import type { OdooVersion } from "../version.ts";
import { runChecks } from "./check-module.ts";
import type { Configuration } from "./configuration.ts";
import { ordered } from "./ordered.ts";
import { reporter } from "./reporter.ts";

/** What the rules over a whole project need besides it. */
export interface ProjectCheckContext {
  /** Null when it cannot be told; then only rules that hold in all versions apply. */
  readonly version: OdooVersion | null;
  readonly configuration: Configuration;
  /** Text of a file, for cures; null where it is not at hand: findings then have no cure that needs it. */
  readonly textOf?: (path: string) => string | null;
  /** Told of a check that threw, which none should. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Findings in one file by the rules that look at the whole project. A pure function of the project: nothing is read or parsed, so that an
 * editor may ask after every change. Never throws.
 */
export function checkFileInProject(
  project: Project,
  path: string,
  context: ProjectCheckContext,
): readonly Diagnostic[] {
  const facts = project.files.get(path);
  const name = project.moduleOf(path);
  const contents = name === null ? undefined : project.contents.get(name);
  const sight = name === null ? undefined : sightOf(project, name);
  if (facts === undefined || contents === undefined || sight === undefined || !contents.manifest.installable) return [];
  const found: Diagnostic[] = [];
  const report = reporter({ ...context, factsOf: (file) => project.files.get(file) }, path, found);
  const source = { project, facts, contents, sight, textOf: context.textOf ?? (() => null) };
  runChecks(GRAPH_CHECKS, source, context, report);
  return ordered(found);
}

/** Findings in files by the rules that look at the whole project. */
export function checkProject(
  project: Project,
  paths: Iterable<string>,
  context: ProjectCheckContext,
): readonly Diagnostic[] {
  return ordered([...paths].flatMap((path) => [...checkFileInProject(project, path, context)]));
}

/** Dependencies of the given modules, direct or not, whose files are not in the project, in alphabetical order. */
export function unknownModules(project: Project, modules: Iterable<string>): readonly string[] {
  const found = new Set<string>();
  for (const name of modules) for (const missing of sightOf(project, name)?.missing ?? []) found.add(missing);
  return [...found].sort();
}
