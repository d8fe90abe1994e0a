import type { Argument, FieldFact } from "../facts.ts";
import type { OdooVersion } from "../version.ts";
import { commonMagicFields, logAccessFields } from "./magic-fields.ts";
import { headOf, type ModelClasses, type Read } from "./model-parts.ts";
import type { Field, FieldDefinition, Models } from "./models.ts";
import type { Extension } from "./module-contents.ts";
import { resolvePath } from "./resolve-path.ts";

const RELATIONAL = new Set(["Many2one", "One2many", "Many2many"]);

/** A field whose comodel other models tell: it is another one among other models. */
export interface OpenField {
  among(models: Models): Field;
}

/** Fields of a model, with the lists of classes that they follow from. */
export interface FieldTable {
  readonly fields: ReadonlyMap<string, Field | OpenField>;
  readonly read: Read;
  /** Whether the model delegates to one that delegates to it: then it matters which of the two was asked first. */
  readonly inCircle: boolean;
}

/** What the fields of a model are made of. */
export interface FieldSources {
  readonly version: OdooVersion;
  listOf(model: string): readonly Extension[] | undefined;
  classes(model: string): ModelClasses;
  fields(model: string): FieldTable;
}

export const IN_A_CIRCLE: FieldTable = { fields: new Map(), read: new Map(), inCircle: true };

export function isOpen(field: Field | OpenField): field is OpenField {
  return "among" in field;
}

/** Fields of a model: what every model has, its own and its mixins', then those of the models that it delegates to. */
export function fieldsOfModel(model: string, from: FieldSources): FieldTable {
  const found = new Map<string, Field | OpenField>();
  const { classes, delegates, read } = from.classes(model);
  const allRead = new Map(read);
  let inCircle = false;
  const { kind, module } = headOf(from.listOf(model) ?? []);
  for (const { name, type, comodel } of commonMagicFields(from.version))
    found.set(name, magic(name, type, comodel, [], module));
  for (const [name, definitions] of definitionsOf(classes)) {
    const field = ownField(model, name, definitions);
    if (field !== null) found.set(name, field);
  }
  // An abstract model has no record that could delegate.
  if (kind !== "abstract")
    for (const [parent, via] of delegates) {
      if (parent === model) continue;
      const list = from.listOf(parent);
      allRead.set(parent, list);
      if (list === undefined) continue;
      const table = from.fields(parent);
      inCircle ||= table.inCircle;
      for (const [name, read] of table.read) allRead.set(name, read);
      for (const [name, field] of table.fields)
        if (!found.has(name)) found.set(name, delegatedPart(name, field, { field: via, model: parent }));
    }
  return { fields: found, read: allRead, inCircle };
}

function delegatedPart(
  name: string,
  field: Field | OpenField,
  via: { readonly field: string; readonly model: string },
) {
  if (!isOpen(field)) return delegated(field, via);
  return {
    among(models: Models): Field {
      return delegated(models.get(via.model)?.fields.get(name) ?? field.among(models), via);
    },
  };
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

function ownField(model: string, name: string, definitions: readonly FieldDefinition[]): Field | OpenField | null {
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
  const { type } = last.fact;
  const common = {
    name,
    type,
    module: first.extension.module,
    definitions,
    origin: "own",
    via: null,
    related,
    argument,
  } as const;
  const said = written.findLast(({ fact }) => fact.comodel !== null)?.fact.comodel ?? null;
  if (said !== null || related === null || !RELATIONAL.has(type) || related === name)
    return { ...common, comodel: said };
  return {
    among(models: Models): Field {
      let comodel: string | null | undefined;
      return {
        ...common,
        get comodel() {
          if (comodel === undefined) {
            // Asked again while it is worked out, a circle of related fields finds nothing.
            comodel = null;
            comodel = resolvePath(models, model, related).at(-1)?.field?.comodel ?? null;
          }
          return comodel;
        },
      };
    },
  };
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
