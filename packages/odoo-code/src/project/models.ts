import type { Argument, ClassFact, FieldFact, MethodFact } from "../facts.ts";
import type { OdooVersion } from "../version.ts";
import { boundFields } from "./bound-fields.ts";
import { type FieldSources, type FieldTable, fieldsOfModel, IN_A_CIRCLE } from "./fields.ts";
import { classesOf, type ExtensionLists, headOf, type ModelClasses } from "./model-parts.ts";
import type { Extension } from "./module-contents.ts";
import { PartsStore } from "./parts-store.ts";

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
  /** Stands for the names: the same object as long as they are the same. */
  readonly vocabulary: object;
  names(): IterableIterator<string>;
  has(name: string): boolean;
  get(name: string): Model | undefined;
}

/**
 * Models that the given classes make together.
 *
 * @param store What was worked out before, by this or by others, and is taken over where it holds.
 */
export function modelsOf(lists: ExtensionLists, version: OdooVersion, store: PartsStore = new PartsStore()): Models {
  const made = new Map<string, Model>();
  const parts = new LinkedParts(lists, version, store);
  const models: Models = {
    version,
    get vocabulary() {
      return lists.vocabulary;
    },
    names: () => lists.names(),
    has: (name) => lists.get(name) !== undefined,
    get(name) {
      const known = made.get(name);
      if (known) return known;
      const own = lists.get(name);
      if (own === undefined) return undefined;
      const model = lazyModel(name, own, parts, models);
      made.set(name, model);
      return model;
    },
  };
  return models;
}

/** What models are made of, as the lists say. */
class LinkedParts implements FieldSources {
  readonly version: OdooVersion;
  readonly #lists: ExtensionLists;
  readonly #store: PartsStore;
  readonly #classes = new Map<string, ModelClasses>();
  readonly #fields = new Map<string, FieldTable>();
  readonly #open = new Set<string>();

  constructor(lists: ExtensionLists, version: OdooVersion, store: PartsStore) {
    this.version = version;
    this.#lists = lists;
    this.#store = store;
  }

  listOf(model: string): readonly Extension[] | undefined {
    return this.#lists.get(model);
  }

  classes(model: string): ModelClasses {
    const known = this.#classes.get(model);
    if (known) return known;
    let made = this.#store.classes.find(model, this.#lists);
    if (made === undefined) {
      made = classesOf(model, this.#lists);
      this.#store.classes.keep(model, made);
    }
    this.#classes.set(model, made);
    return made;
  }

  fields(model: string): FieldTable {
    const known = this.#fields.get(model);
    if (known) return known;
    // Models that delegate to each other in a circle find nothing here.
    if (this.#open.has(model)) return IN_A_CIRCLE;
    let made = this.#store.fields.find(model, this.#lists);
    if (made === undefined) {
      this.#open.add(model);
      made = fieldsOfModel(model, this);
      this.#open.delete(model);
      if (!made.inCircle) this.#store.fields.keep(model, made);
    }
    this.#fields.set(model, made);
    return made;
  }
}

function lazyModel(name: string, extensions: readonly Extension[], parts: LinkedParts, models: Models): Model {
  let fields: ReadonlyMap<string, Field> | undefined;
  return {
    name,
    ...headOf(extensions),
    extensions,
    get classes() {
      return parts.classes(name).classes;
    },
    get delegates() {
      return parts.classes(name).delegates;
    },
    get methods() {
      return parts.classes(name).methods;
    },
    get fields() {
      fields ??= boundFields(parts.fields(name), models);
      return fields;
    },
  };
}
