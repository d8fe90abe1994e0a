import type { Argument, ClassFact, FieldFact, MethodFact } from "../facts.ts";
import type { OdooVersion } from "../version.ts";
import { fieldsOfModel } from "./fields.ts";
import { type Base, linearization } from "./linearize.ts";
import type { Extension } from "./module-contents.ts";

/** One place that defines a field. */
export interface FieldDefinition {
  /** Null for a field that the ORM adds. */
  readonly fact: FieldFact | null;
  readonly extension: Extension;
}

/** A field of a model, with all that its definitions say together. */
export interface Field {
  readonly name: string;
  /** Class of the field: `Char`, `Many2one` … */
  readonly type: string;
  /** Comodel of a relational field, also where only the field it is related to names it; null when it cannot be told. */
  readonly comodel: string | null;
  /** Module that defines it first. */
  readonly module: string;
  /** Oldest first: each overrides those before it. Empty for a field every model has. */
  readonly definitions: readonly FieldDefinition[];
  /** `own`: the model's or a mixin's; `magic`: the ORM's; `delegated`: of the model reached through `via`. */
  readonly origin: "own" | "magic" | "delegated";
  /** The many2one that leads to the model which has the field, for a delegated one. */
  readonly via: { readonly field: string; readonly model: string } | null;
  /** Path that it is related to. */
  readonly related: string | null;
  /** Value of an argument as the last definition that gives it says; undefined when none does. */
  argument(name: string): Argument | undefined;
}

export interface MethodDefinition {
  readonly fact: MethodFact;
  readonly extension: Extension;
}

/** A model: all its classes together. */
export interface Model {
  readonly name: string;
  readonly kind: ClassFact["kind"];
  /** Module that defines it. */
  readonly module: string;
  /** Classes that define and extend it, in load order. */
  readonly extensions: readonly Extension[];
  /** All classes it consists of, mixins' too: the one that wins first. */
  readonly classes: readonly Extension[];
  /** Models it inherits from directly, without itself. */
  readonly parents: readonly string[];
  /** Model → field of the delegation to it. */
  readonly delegates: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, Field>;
  /** Definitions per name, the one that is called first. */
  readonly methods: ReadonlyMap<string, readonly MethodDefinition[]>;
}

/** Models by name; each is worked out when it is first asked for. */
export interface Models {
  readonly version: OdooVersion;
  names(): IterableIterator<string>;
  has(name: string): boolean;
  get(name: string): Model | undefined;
}

/** Models that the given extensions, in load order, make together. */
export function modelsOf(extensions: ReadonlyMap<string, readonly Extension[]>, version: OdooVersion): Models {
  const made = new Map<string, Model>();
  const basesOf = (name: string) => bases(name, extensions.get(name) ?? []);
  const models: Models = {
    version,
    names: () => extensions.keys(),
    has: (name) => extensions.has(name),
    get(name) {
      const known = made.get(name);
      if (known) return known;
      const own = extensions.get(name);
      if (own === undefined) return undefined;
      const model = lazyModel(name, own, basesOf, models);
      made.set(name, model);
      return model;
    },
  };
  return models;
}

function lazyModel(
  name: string,
  extensions: readonly Extension[],
  basesOf: (name: string) => readonly Base<Extension>[],
  models: Models,
): Model {
  const definition = extensions.find(({ fact }) => !fact.inherit.includes(name)) ?? extensions[0];
  let classes: readonly Extension[] | undefined;
  let fields: ReadonlyMap<string, Field> | undefined;
  let methods: ReadonlyMap<string, readonly MethodDefinition[]> | undefined;
  let delegates: ReadonlyMap<string, string> | undefined;
  const model: Model = {
    name,
    kind: definition?.fact.kind ?? "model",
    module: definition?.module ?? "",
    extensions,
    parents: [...new Set(extensions.flatMap(({ fact }) => fact.inherit))].filter((parent) => parent !== name),
    get classes() {
      classes ??= linearization(name, basesOf);
      return classes;
    },
    get delegates() {
      delegates ??= delegatesOf(model.classes);
      return delegates;
    },
    get fields() {
      if (fields === undefined) {
        // Models that delegate to each other in a circle find nothing here.
        fields = new Map();
        fields = fieldsOfModel(model, models);
      }
      return fields;
    },
    get methods() {
      methods ??= methodsOf(model.classes);
      return methods;
    },
  };
  return model;
}

/** What the model's class is made of, as Odoo adds one definition after the other: the last comes first, and what is named again moves back. */
function bases(name: string, extensions: readonly Extension[]): Base<Extension>[] {
  let found: Base<Extension>[] = [];
  for (const extension of extensions) {
    const next = new Map<Extension | string, Base<Extension>>([[extension, { own: extension }]]);
    const add = (base: Base<Extension>): void => {
      const key = "own" in base ? base.own : base.model;
      next.delete(key);
      next.set(key, base);
    };
    const { inherit } = extension.fact;
    for (const parent of name === "base" ? inherit : [...inherit, "base"]) {
      if (parent === name) for (const base of found) add(base);
      else add({ model: parent });
    }
    // A second definition without `_inherit` would replace the first; both are kept, as they are seldom installed together.
    if (!inherit.includes(name)) for (const base of found) add(base);
    found = [...next.values()];
  }
  return found;
}

function delegatesOf(classes: readonly Extension[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { fact } of [...classes].reverse()) {
    for (const [model, field] of Object.entries(fact.inherits)) found.set(model, field);
    for (const { name, comodel, arguments: given } of fact.fields)
      if (comodel !== null && Object.hasOwn(given, "delegate") && given.delegate?.value === true)
        found.set(comodel, name);
  }
  return found;
}

function methodsOf(classes: readonly Extension[]): ReadonlyMap<string, readonly MethodDefinition[]> {
  const found = new Map<string, MethodDefinition[]>();
  for (const extension of classes)
    for (const fact of extension.fact.methods) {
      const known = found.get(fact.name);
      if (known) known.push({ fact, extension });
      else found.set(fact.name, [{ fact, extension }]);
    }
  return found;
}
