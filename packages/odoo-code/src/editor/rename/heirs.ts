import { inPassing } from "../../packed/in-passing.ts";
import type { Extension, ModuleContents } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";

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
    for (const { model, inherit, delegates } of tiesIn(contents)) {
      for (const parent of inherit) if (parent !== model) add(made.heirs, parent, model);
      for (const parent of delegates) add(made.delegating, parent, model);
    }
  ofProject.set(project, made);
  return made;
}

/** What a class says about other models. */
interface Ties {
  readonly model: string;
  readonly inherit: readonly string[];
  readonly delegates: readonly string[];
}

const ofContents = new WeakMap<ModuleContents, readonly Ties[]>();

/** Kept as long as the contents stand: to look into every class of all modules takes its time. */
function tiesIn(contents: ModuleContents): readonly Ties[] {
  const known = ofContents.get(contents);
  if (known) return known;
  // Fields are many, and hardly a module has one that delegates.
  const delegating = contents.mayMention("delegate");
  const tie = ({ model, fact }: Extension): Ties => ({
    model,
    inherit: fact.inherit,
    delegates: [
      ...Object.keys(fact.inherits),
      ...(delegating ? fact.fields : []).flatMap(({ comodel, arguments: given }) =>
        comodel !== null && given.delegate?.value === true ? [comodel] : [],
      ),
    ],
  });
  const made = inPassing(() => contents.extensions.filter(({ loaded }) => loaded).map(tie));
  ofContents.set(contents, made);
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
