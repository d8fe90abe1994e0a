import type { FieldDefinition, MethodDefinition, Model } from "../../project/models.ts";
import type { Extension } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";

/** A member of a model: a field or a method, with its definitions. */
export type MemberKind = "field" | "method";
type Definition = FieldDefinition | MethodDefinition;

/** The definitions that can only be renamed together, and the models that have them. */
export interface Family {
  readonly kind: MemberKind;
  readonly name: string;
  /** Models that define it themselves or inherit it; not those that delegate to one. */
  readonly models: ReadonlySet<string>;
  readonly definitions: readonly Definition[];
  /** Whether the member of this name that a model has is the one that is meant. */
  has(model: string): boolean;
}

/**
 * The family of a member. Two definitions belong together when some model has both: then one overrides the other. A mixin's field is thus one with
 * what each of its heirs makes of it.
 */
export function familyOf(project: Project, kind: MemberKind, model: string, name: string): Family {
  const candidates = candidateModels(project, kind, name);
  const facts = new Set<unknown>();
  const definitions: Definition[] = [];
  const models = new Set<string>();
  const take = (found: readonly Definition[]): void => {
    for (const definition of found)
      if (!facts.has(keyOf(definition))) {
        facts.add(keyOf(definition));
        definitions.push(definition);
      }
  };
  take(definitionsIn(project.models.get(model), kind, name));
  for (let before = -1; before !== models.size; ) {
    before = models.size;
    for (const candidate of candidates) {
      if (models.has(candidate)) continue;
      const found = project.models.get(candidate);
      const own = definitionsIn(found, kind, name);
      if (!own.some((definition) => facts.has(keyOf(definition)))) continue;
      const delegated = kind === "field" && found?.fields.get(name)?.origin === "delegated";
      if (!delegated) models.add(candidate);
      take(own);
    }
  }
  const known = new Map<string, boolean>();
  return {
    kind,
    name,
    models,
    definitions,
    has(other) {
      const before = known.get(other);
      if (before !== undefined) return before;
      const has = definitionsIn(project.models.get(other), kind, name).some((item) => facts.has(keyOf(item)));
      known.set(other, has);
      return has;
    },
  };
}

/** A fact is one place of a file; a definition without one is the ORM's. */
function keyOf({ fact, extension }: Definition): unknown {
  return fact ?? extension;
}

function definitionsIn(model: Model | undefined, kind: MemberKind, name: string): readonly Definition[] {
  if (model === undefined) return [];
  return kind === "field" ? (model.fields.get(name)?.definitions ?? []) : (model.methods.get(name) ?? []);
}

/** Models that a class with a member of this name is part of: its own and all that inherit from it. */
function candidateModels(project: Project, kind: MemberKind, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const defines = ({ fact }: Extension) =>
    (kind === "field" ? fact.fields : fact.methods).some((member) => member.name === name);
  for (const model of project.models.names()) if (project.models.get(model)?.extensions.some(defines)) found.add(model);
  const heirs = heirsOf(project);
  // A set grows while it is walked.
  for (const model of found) for (const heir of heirs.get(model) ?? []) found.add(heir);
  return found;
}

const knownHeirs = new WeakMap<Project["models"], ReadonlyMap<string, readonly string[]>>();

function heirsOf({ models }: Project): ReadonlyMap<string, readonly string[]> {
  const known = knownHeirs.get(models);
  if (known) return known;
  const found = new Map<string, string[]>();
  for (const name of models.names())
    for (const parent of models.get(name)?.parents ?? []) {
      const heirs = found.get(parent);
      if (heirs) heirs.push(name);
      else found.set(parent, [name]);
    }
  knownHeirs.set(models, found);
  return found;
}
