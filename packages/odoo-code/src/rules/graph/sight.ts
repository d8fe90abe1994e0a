import { isAutoInstalled } from "../../project/auto-install.ts";
import type { Models } from "../../project/models.ts";
import type { Module } from "../../project/module-graph.ts";
import type { Project } from "../../project/project.ts";
import { hasOtherBases } from "./other-bases.ts";

/** What a module sees when Odoo loads it: itself and what it depends on, directly or not. */
export interface Sight {
  readonly module: Module;
  readonly closure: ReadonlySet<string>;
  /** Modules that it depends on, directly or not, whose files are not here: whatever they bring may be there. */
  readonly missing: ReadonlySet<string>;
  /**
   * Modules that Odoo installs by itself once the closure is there, and what they depend on. They are there in practice, though nothing says
   * that they are loaded first.
   */
  readonly implied: ReadonlySet<string>;
  /** Models without what modules that it does not see add to them. */
  readonly models: Models;
  sees(module: string): boolean;
  /**
   * Whether all that a model is made of is here, none of it by other Python classes. Where a dependency is missing, only a model that the module itself makes of its own parts is
   * complete: a module that is not here cannot depend on it.
   */
  isComplete(model: string): boolean;
}

const sights = new WeakMap<Project, Map<string, Sight>>();

/** What a module of the project sees; undefined for a name that is none of its modules. */
export function sightOf(project: Project, name: string): Sight | undefined {
  const known = sights.get(project) ?? new Map<string, Sight>();
  sights.set(project, known);
  const before = known.get(name);
  if (before) return before;
  const module = project.modules.get(name);
  if (module === undefined) return undefined;
  const made = lookFrom(project, module);
  known.set(name, made);
  return made;
}

function lookFrom(project: Project, module: Module): Sight {
  const closure = project.modules.closure(module.name);
  const missing = new Set<string>();
  for (const name of closure)
    for (const need of project.modules.get(name)?.depends ?? []) if (!closure.has(need)) missing.add(need);
  let implied: ReadonlySet<string> | undefined;
  const complete = new Map<string, boolean>();
  const isComplete = (model: string): boolean => {
    const before = complete.get(model);
    if (before !== undefined) return before;
    // A circle of models hides nothing.
    complete.set(model, true);
    const made = judge(model);
    complete.set(model, made);
    return made;
  };
  const judge = (name: string): boolean => {
    const model = sight.models.get(name);
    if (model === undefined) return false;
    if (model.extensions.some((extension) => hasOtherBases(project, extension))) return false;
    if (missing.size > 0 && name !== "base" && model.extensions.some((part) => part.module !== module.name))
      return false;
    if (missing.size > 0 && model.extensions.every(({ fact }) => fact.inherit.includes(name))) return name === "base";
    return [...model.parents, ...model.delegates.keys()].every(isComplete);
  };
  const sight: Sight = {
    module,
    closure,
    missing,
    get implied() {
      implied ??= impliedBy(project, closure);
      return implied;
    },
    get models() {
      return project.modelsSeenFrom(module.name);
    },
    sees: (other) => closure.has(other),
    isComplete,
  };
  return sight;
}

function impliedBy({ modules }: Project, closure: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set(closure);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { name, depends, manifest, loadable } of modules.order) {
      if (reached.has(name) || !loadable || !isAutoInstalled(manifest, depends, reached)) continue;
      for (const need of modules.closure(name)) reached.add(need);
      grown = true;
    }
  }
  return reached;
}
