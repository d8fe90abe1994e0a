import type { FileFacts, PythonFacts, Span } from "../../facts.ts";
import { notesOf } from "../../packed/per-packed-file.ts";
import { kept } from "../../project/kept.ts";
import type { Extension, ModuleContents } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";
import type { Sight } from "./sight.ts";

/**
 * A file of a module, and the project around it.
 *
 * - *sees*: a module sees itself and what it depends on; only that is there when Odoo loads it.
 * - *missing module*: a dependency whose files are not in the project. What may come from it is never judged.
 */
export interface GraphSource {
  readonly project: Project;
  readonly facts: FileFacts;
  readonly contents: ModuleContents;
  readonly sight: Sight;
  /** Text of a file of the project, for cures; null where the caller does not have it. */
  textOf(path: string): string | null;
}

/** Classes of the file that are models. Those of the module's other files are passed over unread. */
export function classesHere({ facts, contents }: GraphSource): readonly Extension[] {
  return contents.extensions.filter(({ path }) => path === facts.path);
}

/** Files whose code runs when the module is not alone, or not at all: what they name may come from anywhere. */
export function isAside({ facts, contents }: GraphSource): boolean {
  return /^(?:tests|migrations|upgrades|static\/tests)\//.test(facts.path.slice(contents.path.length + 1));
}

/** Whether Odoo loads the file: a data file counts when the manifest lists it. */
export function isLoaded({ facts, contents }: GraphSource): boolean {
  return (facts.kind !== "xml" && facts.kind !== "csv") || contents.data.some(({ path }) => path === facts.path);
}

/** Whether names of models and fields in the file are judged: code and data that Odoo reads when it loads the module. */
export function isJudged(source: GraphSource): boolean {
  const { kind } = source.facts;
  return kind !== "manifest" && kind !== "po" && kind !== "other" && !isAside(source) && isLoaded(source);
}

/** Methods such as `is_module_installed`. */
const ASKS = /modules?_?(?:is_?)?installed|installed_?modules?/i;

const askingMethods: (facts: PythonFacts) => readonly Span[] = kept(methodsThatAsk);

/** Whether a place stands in a method that asks which modules are installed: it may then count on what they bring. */
export function asksForModules(facts: FileFacts, [start, end]: Span): boolean {
  return facts.kind === "python" && askingMethods(facts).some(([from, to]) => from <= start && end <= to);
}

function methodsThatAsk({ classes, references }: PythonFacts): readonly Span[] {
  const asked = references.filter(
    ({ role, value }) =>
      (role === "model" && value === "ir.module.module") ||
      (role === "xml-id" && value.startsWith("base.module_")) ||
      role === "module" ||
      (role === "method" && ASKS.test(value)),
  );
  if (asked.length === 0) return [];
  return classes
    .flatMap(({ methods }) => methods)
    .map(({ span }) => span)
    .filter(([from, to]) => asked.some(({ span: [start, end] }) => from <= start && end <= to));
}

/**
 * Whether a module may have models that are not known: it makes them inside functions, or some of its Python cannot be read, whole or in part.
 */
export function hidesModels({ project }: GraphSource, module: string): boolean {
  const contents = project.contents.get(module);
  return contents !== undefined && hiding(contents);
}

/** Whether a module may define ids that are not known: one of the data files that its manifest lists cannot be read as text. */
export function hidesIds({ project }: GraphSource, module: string): boolean {
  const contents = project.contents.get(module);
  return contents !== undefined && hidingIds(contents);
}

const hidingIds: (contents: ModuleContents) => boolean = kept(({ files, data }) => {
  const unread = new Set(notesOf(files, isUnread));
  return data.some(({ path }) => unread.has(path));
});

/** Data of a kind that defines no ids, as SQL, is not unread. */
const isUnread = (facts: FileFacts): string | undefined =>
  facts.kind === "other" && facts.problems.length > 0 ? facts.path : undefined;

const hiding: (contents: ModuleContents) => boolean = kept(({ files }) => !notesOf(files, hides).next().done);

function hides(facts: FileFacts): true | undefined {
  const hiding =
    facts.kind === "python"
      ? facts.hidesModels === true || facts.problems.length > 0
      : facts.kind === "other" && facts.path.endsWith(".py");
  return hiding || undefined;
}
