import type { Reference } from "../../facts.ts";
import { kept } from "../../project/kept.ts";
import type { Field, Models } from "../../project/models.ts";
import { startOf } from "../../project/reference-index.ts";
import { type PathStep, resolvePath } from "../../project/resolve-path.ts";
import { smallestModule } from "./add-dependency.ts";
import type { GraphSource } from "./graph-source.ts";

/** Fields and models that users make in the interface. */
const CUSTOM = /^x_/;
/** Words of Python: such a field is given to its class by `setattr`, which facts do not follow. */
const RESERVED: ReadonlySet<string> = new Set(["global", "from", "return", "class", "import", "in", "is"]);

/** Contexts in which a name is looked up at a place that the file does not tell, or need not be a field. */
export const LOOSE: readonly string[] = [
  "default",
  "default-key",
  "label",
  "fields-test",
  "fields_get",
  "csv-translation",
];

/** Where a field path breaks, as the module sees the models. */
export interface BrokenPath {
  /** The name that is no field. */
  readonly name: string;
  /** Offset of the name in the path. */
  readonly offset: number;
  readonly model: string;
  /** Modules that give the model such a field, none of which the module sees. */
  readonly owners: readonly string[];
  /** The smallest of them that the module may depend on. */
  readonly module: string | null;
}

/** Where the path of a reference breaks; null when it is whole, and where that cannot be told. */
export function brokenPath(source: GraphSource, reference: Reference): BrokenPath | null {
  const { project, sight } = source;
  const start = startOf(reference, project.models);
  if (start === null || leadsOn(source, start, reference.value)) return null;
  const { models } = sight;
  const from = startOf(reference, models);
  if (from === null || !models.has(from)) return null;
  const steps = resolvePath(models, from, reference.value);
  const at = steps.findIndex(({ field }) => field === null);
  const step = steps[at];
  if (step === undefined || step.model === null || !sight.isComplete(step.model)) return null;
  if (CUSTOM.test(step.name) || CUSTOM.test(step.model) || RESERVED.has(step.name)) return null;
  const owners = ownersOf(source, step.model, step.name);
  return {
    name: step.name,
    offset: reference.value.split(".").slice(0, at).join(".").length + (at > 0 ? 1 : 0),
    model: step.model,
    owners,
    module: owners.length === 0 ? null : smallestModule(project, sight, owners),
  };
}

/** Paths that were followed, by the models and by what a module sees. */
const followed = kept((_models: Models) => kept((_closure: ReadonlySet<string>) => new Map<string, boolean>()));

/** Whether a path from a model is whole. The same few paths stand all over a file, and most of them still when a view was changed. */
function leadsOn(source: GraphSource, start: string, path: string): boolean {
  const known = followed(source.project.models)(source.sight.closure);
  const key = `${start} ${path}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = isWhole(resolvePath(source.project.models, start, path), source);
  known.set(key, made);
  return made;
}

/**
 * Whether every step is a field of its model that stands in a module which is seen. Quick, and on the safe side: a field that comes through
 * a mixin has to be looked up among the models as the module sees them.
 */
function isWhole(steps: readonly PathStep[], { sight }: GraphSource): boolean {
  return steps.every(({ field, model }) => field !== null && model !== null && isSeen(field, model, sight));
}

function isSeen({ origin, definitions }: Field, model: string, { closure }: GraphSource["sight"]): boolean {
  if (origin === "magic") return true;
  return definitions.some(({ extension }) => extension.model === model && closure.has(extension.module));
}

/** Modules that, were they depended on, would give the model the field. */
function ownersOf({ project, sight }: GraphSource, model: string, name: string): readonly string[] {
  const field = project.models.get(model)?.fields.get(name);
  if (field === undefined) return [];
  const candidates = new Set([
    ...field.definitions.map(({ extension }) => extension.module),
    ...(project.models.get(model)?.extensions.map(({ module }) => module) ?? []),
  ]);
  return [...candidates].filter((module) => {
    if (sight.sees(module)) return false;
    const together = new Set([...sight.closure, ...project.modules.closure(module)]);
    return project.modelsOf(together).get(model)?.fields.has(name) === true;
  });
}
