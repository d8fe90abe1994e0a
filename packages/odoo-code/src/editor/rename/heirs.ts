import type { Project } from "../../project/project.ts";
import { tiesOf } from "../../project/ties.ts";

/** Models that inherit from a model with `_inherit`, directly or not. */
export function heirsOf(project: Project, model: string): ReadonlySet<string> {
  return below(tablesOf(project).heirs, [model]);
}

/** Models that delegate to one of these, directly or not. */
export function delegatingTo(project: Project, models: Iterable<string>): ReadonlySet<string> {
  return below(tablesOf(project).delegating, models);
}

type Table = Map<string, Set<string>>;
interface Tables {
  readonly heirs: Table;
  readonly delegating: Table;
}

const ofProject = new WeakMap<Project, Tables>();

function tablesOf(project: Project): Tables {
  const known = ofProject.get(project);
  if (known) return known;
  const made: Tables = { heirs: new Map(), delegating: new Map() };
  for (const contents of project.contents.values())
    for (const extension of contents.extensions) {
      if (!extension.loaded) continue;
      const { model } = extension;
      const { inherit, delegates } = tiesOf(extension);
      for (const parent of inherit) if (parent !== model) add(made.heirs, parent, model);
      for (const parent of delegates) add(made.delegating, parent, model);
    }
  ofProject.set(project, made);
  return made;
}

function below(table: Table, models: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [...models];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const model of table.get(next) ?? [])
      if (!found.has(model)) {
        found.add(model);
        queue.push(model);
      }
  return found;
}

function add(table: Table, parent: string, model: string): void {
  const known = table.get(parent);
  if (known) known.add(model);
  else table.set(parent, new Set([model]));
}
