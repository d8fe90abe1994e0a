import type { ClassFact } from "../facts.ts";
import { kept } from "./kept.ts";
import { type Base, linearization } from "./linearize.ts";
import type { MethodDefinition } from "./models.ts";
import type { Extension } from "./module-contents.ts";

/** Classes that Odoo loads by the model that they define or extend, in load order. A list is the same object as long as it says the same. */
export interface ExtensionLists {
  /** Stands for the names: the same object as long as they are the same. */
  readonly vocabulary: object;
  names(): IterableIterator<string>;
  get(model: string): readonly Extension[] | undefined;
}

/** The lists that something was worked out from. */
export type Read = ReadonlyMap<string, readonly Extension[] | undefined>;

/** What a model's own classes say of it. */
export interface ModelHead {
  readonly kind: ClassFact["kind"];
  /** Module that defines it. */
  readonly module: string;
  /** Models it inherits from directly, without itself. */
  readonly parents: readonly string[];
}

/** What a model is made of, with the lists that this follows from: it holds in every project that has the same lists. */
export interface ModelClasses {
  readonly classes: readonly Extension[];
  readonly read: Read;
  readonly delegates: ReadonlyMap<string, string>;
  readonly methods: ReadonlyMap<string, readonly MethodDefinition[]>;
}

/** Whether a class defines its model, and does not extend one that is there. */
export const definesModel: (extension: Extension) => boolean = kept(({ model, fact }) => !fact.inherit.includes(model));

export const headOf: (extensions: readonly Extension[]) => ModelHead = kept((extensions) => {
  const name = extensions[0]?.model ?? "";
  const definition = extensions.find(definesModel) ?? extensions[0];
  return {
    kind: definition?.fact.kind ?? "model",
    module: definition?.module ?? "",
    parents: [...new Set(extensions.flatMap(({ fact }) => fact.inherit))].filter((parent) => parent !== name),
  };
});

/** Works out what a model is made of. */
export function classesOf(model: string, lists: ExtensionLists): ModelClasses {
  const read = new Map<string, readonly Extension[] | undefined>();
  const classes = linearization(model, (name) => {
    const list = lists.get(name);
    read.set(name, list);
    return list === undefined ? [] : basesOf(list);
  });
  let delegates: ReadonlyMap<string, string> | undefined;
  let methods: ReadonlyMap<string, readonly MethodDefinition[]> | undefined;
  return {
    classes,
    read,
    get delegates() {
      delegates ??= delegatesOf(classes);
      return delegates;
    },
    get methods() {
      methods ??= methodsOf(classes);
      return methods;
    },
  };
}

/** What the model's class is made of, as Odoo adds one definition after the other: the last comes first, and what is named again moves back. */
const basesOf: (extensions: readonly Extension[]) => readonly Base<Extension>[] = kept((extensions) => {
  let found: Base<Extension>[] = [];
  for (const extension of extensions) {
    const name = extension.model;
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
});

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
