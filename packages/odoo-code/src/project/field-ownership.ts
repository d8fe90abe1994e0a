import type { Field, Model, Models } from "./models.ts";

/** Place of a module in the load order. */
export type PositionOf = (module: string) => number;

/**
 * Modules that own an external id of a field. Odoo writes it down when it loads a module, with what is there at that time: for the module that
 * defines the model, those that define or override the field, and those that brought it in with a mixin. Every class brings in `base`.
 */
export function modulesOfField(
  model: Model,
  field: Field,
  models: Models,
  positionOf: PositionOf,
): ReadonlySet<string> {
  const found = new Set<string>();
  const born = positionOf(model.module);
  const since = fieldSince(model, field, models, positionOf);
  if (since <= born) found.add(model.module);
  for (const { extension } of field.definitions)
    if (positionOf(extension.module) >= born && since <= positionOf(extension.module)) found.add(extension.module);
  for (const { fact, module } of model.extensions)
    for (const name of [...fact.inherit, "base"]) {
      const parent = name === model.name || found.has(module) ? undefined : models.get(name);
      const inherited = parent?.fields.get(field.name);
      if (parent && inherited && fieldSince(parent, inherited, models, positionOf) <= positionOf(module))
        found.add(module);
    }
  return found;
}

/** Place in the load order from which on the model has the field. */
function fieldSince(model: Model, field: Field, models: Models, positionOf: PositionOf): number {
  const born = positionOf(model.module);
  if (field.via !== null) {
    const parent = models.get(field.via.model);
    const behind = parent?.fields.get(field.name);
    if (parent === undefined || behind === undefined || parent === model) return born;
    return Math.max(
      delegatesSince(model, field.via.field, models, positionOf),
      fieldSince(parent, behind, models, positionOf),
    );
  }
  if (field.definitions.length === 0) return born;
  const since = ancestorsSince(model.name, models, positionOf);
  const places = field.definitions.map(({ extension }) =>
    Math.max(positionOf(extension.module), since.get(extension.model) ?? Number.POSITIVE_INFINITY),
  );
  return Math.min(...places);
}

/** Place in the load order from which on the model has the many2one that it delegates through. */
export function delegatesSince(model: Model, via: string, models: Models, positionOf: PositionOf): number {
  const link = model.fields.get(via);
  const born = positionOf(model.module);
  return link === undefined || link.origin === "delegated" ? born : fieldSince(model, link, models, positionOf);
}

const ancestors = new WeakMap<Models, Map<string, ReadonlyMap<string, number>>>();

/** The models that a model inherits from, directly or not, each with the place in the load order from which on it does. */
function ancestorsSince(name: string, models: Models, positionOf: PositionOf): ReadonlyMap<string, number> {
  const known = ancestors.get(models) ?? new Map<string, ReadonlyMap<string, number>>();
  ancestors.set(models, known);
  const before = known.get(name);
  if (before) return before;
  const found = new Map<string, number>();
  // A circle of models finds nothing here.
  known.set(name, found);
  const model = models.get(name);
  if (model === undefined) return found;
  found.set(name, positionOf(model.module));
  for (const { fact, module } of model.extensions)
    for (const parent of [...fact.inherit, "base"])
      if (parent !== name)
        for (const [ancestor, since] of ancestorsSince(parent, models, positionOf)) {
          const place = Math.max(since, positionOf(module));
          found.set(ancestor, Math.min(place, found.get(ancestor) ?? place));
        }
  return found;
}
