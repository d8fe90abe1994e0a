import type { Argument, FieldFact } from "../facts.ts";
import { commonMagicFields, logAccessFields } from "./magic-fields.ts";
import type { Field, FieldDefinition, Model, Models } from "./models.ts";
import type { Extension } from "./module-contents.ts";
import { resolvePath } from "./resolve-path.ts";

const RELATIONAL = new Set(["Many2one", "One2many", "Many2many"]);

/** Fields of a model: what every model has, its own and its mixins', then those of the models that it delegates to. */
export function fieldsOfModel(model: Model, models: Models): ReadonlyMap<string, Field> {
  const found = new Map<string, Field>();
  for (const { name, type, comodel } of commonMagicFields(models.version))
    found.set(name, magic(name, type, comodel, [], model.module));
  for (const [name, definitions] of definitionsOf(model.classes)) {
    const field = ownField(model, name, definitions, models);
    if (field !== null) found.set(name, field);
  }
  // An abstract model has no record that could delegate.
  if (model.kind !== "abstract")
    for (const [parent, via] of model.delegates)
      for (const [name, field] of parent === model.name ? [] : (models.get(parent)?.fields ?? []))
        if (!found.has(name)) found.set(name, delegated(field, { field: via, model: parent }));
  return found;
}

function definitionsOf(classes: readonly Extension[]): Map<string, FieldDefinition[]> {
  const found = new Map<string, FieldDefinition[]>();
  const add = (name: string, definition: FieldDefinition): void => {
    const known = found.get(name);
    if (known) known.push(definition);
    else found.set(name, [definition]);
  };
  for (const extension of [...classes].reverse()) {
    const { fact, model } = extension;
    if (!fact.inherit.includes(model))
      for (const { name } of logAccessFields(fact)) add(name, { fact: null, extension });
    for (const field of fact.fields) add(field.name, { fact: field, extension });
  }
  return found;
}

function ownField(model: Model, name: string, definitions: readonly FieldDefinition[], models: Models): Field | null {
  const written = definitions.filter((item): item is FieldDefinition & { fact: FieldFact } => item.fact !== null);
  const first = definitions[0];
  const last = definitions.at(-1);
  if (first === undefined || last === undefined) return null;
  if (last.fact === null) {
    const found = logAccessFields(last.extension.fact).find((field) => field.name === name);
    return found ? magic(name, found.type, found.comodel, definitions, first.extension.module) : null;
  }
  const argument = (key: string) => argumentOf(written, key);
  const related = text(argument("related"));
  let comodel: string | null | undefined;
  return {
    name,
    type: last.fact.type,
    module: first.extension.module,
    definitions,
    origin: "own",
    via: null,
    related,
    argument,
    get comodel() {
      if (comodel === undefined) {
        // Asked again while it is worked out, a circle of related fields finds nothing.
        comodel = null;
        comodel = comodelOf(model, name, written, related, models);
      }
      return comodel;
    },
  };
}

function comodelOf(
  model: Model,
  name: string,
  written: readonly { readonly fact: FieldFact }[],
  related: string | null,
  models: Models,
): string | null {
  const said = written.findLast(({ fact }) => fact.comodel !== null)?.fact.comodel;
  if (said !== undefined) return said;
  const type = written.at(-1)?.fact.type ?? "";
  if (related === null || !RELATIONAL.has(type) || related === name) return null;
  return resolvePath(models, model.name, related).at(-1)?.field?.comodel ?? null;
}

/** A later definition without an argument leaves what an earlier one says; `related=None` and the like take it back. */
function argumentOf(written: readonly { readonly fact: FieldFact }[], name: string): Argument | undefined {
  const found = written.findLast(({ fact }) => Object.hasOwn(fact.arguments, name))?.fact;
  return found?.arguments[name];
}

function text(argument: Argument | undefined): string | null {
  return typeof argument?.value === "string" && argument.value !== "" ? argument.value : null;
}

function magic(
  name: string,
  type: string,
  comodel: string | null,
  definitions: readonly FieldDefinition[],
  module: string,
): Field {
  return {
    name,
    type,
    comodel,
    module,
    definitions,
    origin: "magic",
    via: null,
    related: null,
    argument: () => undefined,
  };
}

/** As the ORM makes it: related to the field behind the many2one. */
function delegated(field: Field, via: { readonly field: string; readonly model: string }): Field {
  return {
    name: field.name,
    type: field.type,
    module: field.module,
    definitions: field.definitions,
    origin: "delegated",
    via,
    related: `${via.field}.${field.name}`,
    argument: (name) => field.argument(name),
    get comodel() {
      return field.comodel;
    },
  };
}
