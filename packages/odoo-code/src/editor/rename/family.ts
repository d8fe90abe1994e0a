import type { FieldFact, MethodFact } from "../../facts.ts";
import { inPassing } from "../../packed/in-passing.ts";
import type { Extension } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";
import { heirsOf } from "./heirs.ts";

/** A member of a model: a field or a method. */
export type MemberKind = "field" | "method";

/** A class that defines a member of the family's name. */
export interface MemberDefinition {
  readonly extension: Extension;
  readonly fact: FieldFact | MethodFact;
}

/** The definitions that can only be renamed together, and the models that have them. */
export interface Family {
  readonly kind: MemberKind;
  readonly name: string;
  /** Models that define it themselves or inherit it; not those that delegate to one. */
  readonly models: ReadonlySet<string>;
  /** In load order. */
  readonly definitions: readonly MemberDefinition[];
  /** Definitions of the same name that have nothing to do with it. */
  readonly others: readonly MemberDefinition[];
  /** Whether the member of this name that a model has is the one that is meant. */
  has(model: string): boolean;
}

/**
 * The family of a member. Two definitions belong together when some model inherits both: then one overrides the other. A mixin's field is thus one
 * with what each of its heirs makes of it.
 */
export function familyOf(project: Project, kind: MemberKind, model: string, name: string): Family {
  const definitions = definitionsNamed(project, kind, name);
  const groups = groupsOf(project, definitions);
  const group = groups.find(({ models }) => models.has(ownerOf(project, kind, model, name)));
  const models = group?.models ?? new Set<string>();
  const others = new Set(groups.filter((other) => other !== group).flatMap((other) => [...other.models]));
  const known = new Map<string, boolean>();
  return {
    kind,
    name,
    models,
    definitions: definitions.filter(({ extension }) => models.has(extension.model)),
    others: definitions.filter(({ extension }) => !models.has(extension.model)),
    has(other) {
      if (models.has(other)) return true;
      if (others.has(other)) return false;
      const before = known.get(other);
      if (before !== undefined) return before;
      const has = models.has(ownerOf(project, kind, other, name));
      known.set(other, has);
      return has;
    },
  };
}

/** Every class that Odoo loads and that defines a member of this name. */
export function definitionsNamed(project: Project, kind: MemberKind, name: string): readonly MemberDefinition[] {
  // Of two in one class the last counts, but both bear the name.
  const named = ({ fact: { fields, methods } }: Extension): readonly (FieldFact | MethodFact)[] =>
    kind === "field" ? fields.filter((field) => field.name === name) : methods.filter((method) => method.name === name);
  return [...project.contents.values()]
    .filter((contents) => contents.mayMention(name))
    .flatMap(({ extensions }) =>
      inPassing(() => extensions.filter((extension) => extension.loaded && named(extension).length > 0)),
    )
    .flatMap((extension) => named(extension).map((fact) => ({ extension, fact })));
}

interface Group {
  readonly models: Set<string>;
}

/** Models that define the member, with their heirs; groups that share a model are one. */
function groupsOf(project: Project, definitions: readonly MemberDefinition[]): readonly Group[] {
  let groups: Group[] = [];
  for (const model of new Set(definitions.map(({ extension }) => extension.model))) {
    const made: Group = { models: new Set([model, ...heirsOf(project, model)]) };
    const apart: Group[] = [];
    for (const group of groups)
      if ([...made.models].some((heir) => group.models.has(heir)))
        for (const heir of group.models) made.models.add(heir);
      else apart.push(group);
    groups = [...apart, made];
  }
  return groups;
}

/** The model that a delegated field really belongs to; for anything else the model itself. */
function ownerOf({ models }: Project, kind: MemberKind, model: string, name: string): string {
  const seen = new Set<string>();
  let at = model;
  while (kind === "field" && !seen.has(at)) {
    seen.add(at);
    const field = models.get(at)?.fields.get(name);
    if (field?.origin !== "delegated" || field.via === null) break;
    at = field.via.model;
  }
  return at;
}
