import type { Project } from "../../project/project.ts";

const known = new WeakMap<Project, Map<string, ReadonlySet<string>>>();

/** Models that inherit from a model with `_inherit`, directly or not; found by the references that say so, without working out any model. */
export function heirsOf(project: Project, model: string): ReadonlySet<string> {
  const before = known.get(project) ?? new Map<string, ReadonlySet<string>>();
  known.set(project, before);
  const found = before.get(model) ?? below(project, model, "_inherit");
  before.set(model, found);
  return found;
}

/** Models that delegate to one of these with `_inherits`, directly or not. */
export function delegatingTo(project: Project, models: Iterable<string>): ReadonlySet<string> {
  return new Set([...models].flatMap((model) => [...below(project, model, "_inherits")]));
}

function below(project: Project, model: string, by: "_inherit" | "_inherits"): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [model];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const heir of directly(project, next, by))
      if (heir !== model && !found.has(heir)) {
        found.add(heir);
        queue.push(heir);
      }
  return found;
}

function directly(project: Project, model: string, by: "_inherit" | "_inherits"): string[] {
  return project.references.named("model", model).flatMap(({ module, path, reference }) =>
    reference.context === by
      ? (project.contents.get(module)?.extensions ?? [])
          .filter((extension) => {
            if (extension.path !== path || extension.model === model) return false;
            const { span, inherit, inherits } = extension.fact;
            const inside = span[0] <= reference.span[0] && reference.span[1] <= span[1];
            return inside && (by === "_inherit" ? inherit.includes(model) : Object.hasOwn(inherits, model));
          })
          .map((extension) => extension.model)
      : [],
  );
}
