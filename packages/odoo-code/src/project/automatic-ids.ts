import type { Literal } from "../facts.ts";
import { constraintIds } from "./constraint-ids.ts";
import { modulesOfField, type PositionOf } from "./field-ownership.ts";
import type { ListNamed } from "./list-named.ts";
import type { Field, Model, Models } from "./models.ts";
import type { Extension, ModuleContents } from "./module-contents.ts";
import type { Module, ModuleGraph } from "./module-graph.ts";
import type { AutomaticRecord } from "./xml-ids.ts";

/** What recognising an automatic id needs to know. */
export interface AutomaticContext {
  readonly contents: ReadonlyMap<string, ModuleContents>;
  readonly graph: ModuleGraph;
  readonly models: Models;
  readonly listNamed: ListNamed;
  /** Model of the record under an id that files define. */
  recordModel(xmlId: string): string | undefined;
}

interface Found {
  readonly model: string;
  readonly record: AutomaticRecord;
}

/** `res.partner` as ids write it. */
export function flat(model: string): string {
  return model.replaceAll(".", "_");
}

/** What an id that no file defines stands for, when it is one that Odoo makes by itself. */
export function automaticRecord(xmlId: string, context: AutomaticContext): Found | undefined {
  const dot = xmlId.indexOf(".");
  const [module, name] = [xmlId.slice(0, dot), xmlId.slice(dot + 1)];
  if (dot < 1 || context.graph.get(module) === undefined) return undefined;
  return (
    ofModule(module, name, context) ??
    ofModel(module, name, context.models) ??
    ofField(module, name, context) ??
    ofDelegation(module, name, context)
  );
}

function ofModule(module: string, name: string, { graph }: AutomaticContext): Found | undefined {
  if (module !== "base") return undefined;
  if (name.startsWith("module_category_")) {
    for (const found of graph.order)
      if (categoryNames(found).includes(name))
        return { model: "ir.module.category", record: { kind: "category", name } };
    return undefined;
  }
  const named = name.startsWith("module_") ? graph.get(name.slice("module_".length)) : undefined;
  return named && { model: "ir.module.module", record: { kind: "module", module: named.name } };
}

/** A module's category and those above it, as Odoo makes ids of them. */
export function categoryNames({ manifest }: Module): string[] {
  const written = manifest.keys.category?.value;
  const parts = (typeof written === "string" && written !== "" ? written : "Uncategorized").split("/");
  return parts.map((_, index) => {
    const joined = parts.slice(0, index + 1).map((part) => part.toLowerCase());
    return `module_category_${joined.join("_").replaceAll("&", "and").replaceAll(" ", "_")}`;
  });
}

function ofModel(module: string, name: string, models: Models): Found | undefined {
  if (name.startsWith("constraint_")) return constraintNamed(`${module}.${name}`, models);
  if (name.startsWith("model_inherit__")) {
    for (const model of namedLike(name.slice("model_inherit__".length), models, "__"))
      for (const [id, record] of inheritIds(model))
        if (id === `${module}.${name}`) return { model: "ir.model.inherit", record };
    return undefined;
  }
  if (!name.startsWith("model_")) return undefined;
  const flatName = name.slice("model_".length);
  for (const model of byFlatName(models).get(flatName) ?? [])
    if (models.get(model)?.extensions.some((extension) => extension.module === module))
      return { model: "ir.model", record: { kind: "model", model } };
  return undefined;
}

function ofField(module: string, name: string, { models, graph, listNamed }: AutomaticContext): Found | undefined {
  if (name.startsWith("field_")) {
    for (const model of namedLike(name.slice("field_".length), models, "__")) {
      const field = model.fields.get(name.slice(`field_${flat(model.name)}__`.length));
      if (field && modulesOfField(model, field, models, positions(graph)).has(module))
        return { model: "ir.model.fields", record: { kind: "field", model: model.name, field: field.name } };
    }
    return undefined;
  }
  if (name.startsWith("selection__")) {
    for (const model of namedLike(name.slice("selection__".length), models, "__"))
      for (const [id, record] of selectionIds(model, models, listNamed))
        if (id === `${module}.${name}`) return { model: "ir.model.fields.selection", record };
  }
  return undefined;
}

/** `sale.x_res_partner`: the partner that Odoo made for the record `sale.x`, whose model delegates to partners. */
function ofDelegation(module: string, name: string, { models, recordModel }: AutomaticContext): Found | undefined {
  for (let at = name.lastIndexOf("_"); at > 0; at = name.lastIndexOf("_", at - 1)) {
    const parents = byFlatName(models).get(name.slice(at + 1));
    if (parents === undefined) continue;
    const of = `${module}.${name.slice(0, at)}`;
    const model = models.get(recordModel(of) ?? "");
    const parent = parents.find((candidate) => model?.delegates.has(candidate));
    if (parent !== undefined) return { model: parent, record: { kind: "delegate", model: parent, of } };
  }
  return undefined;
}

/** Ids of the values of a model's selection fields. */
export function* selectionIds(
  model: Model,
  models: Models,
  listNamed: ListNamed,
): Generator<[id: string, AutomaticRecord]> {
  if (!models.has(model.name)) return;
  for (const field of model.fields.values())
    for (const [value, modules] of field.origin === "delegated" ? [] : selectionValues(field, listNamed))
      for (const module of modules) {
        const id = `${module}.selection__${flat(model.name)}__${field.name}__${selectionSlug(value)}`;
        yield [id, { kind: "selection", model: model.name, field: field.name, value }];
      }
}

function selectionSlug(value: string): string {
  return value.replaceAll(".", "_").replaceAll(" ", "_").toLowerCase();
}

/** Values of a selection with the modules that add each, as far as they are written out. */
export function selectionValues(
  field: Field,
  listNamed: ListNamed = () => undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (items: Literal | undefined, module: string, pairs: boolean): void => {
    if (!Array.isArray(items)) return;
    for (const item of items as readonly Literal[])
      if (Array.isArray(item) && typeof item[0] === "string" && (!pairs || item.length > 1))
        found.set(item[0], (found.get(item[0]) ?? new Set()).add(module));
  };
  const listOf = (value: Literal | undefined, { fact, path }: Extension): Literal | undefined => {
    const name = value !== null && typeof value === "object" && "computed" in value ? value.computed : null;
    return typeof name === "string" ? (fact.attributes[name]?.value ?? listNamed(path, name)) : value;
  };
  for (const { fact, extension } of field.definitions) {
    const given = fact?.arguments ?? {};
    if (Object.hasOwn(given, "selection")) {
      found.clear();
      add(listOf(given.selection?.value, extension), extension.module, false);
    }
    if (Object.hasOwn(given, "selection_add"))
      add(listOf(given.selection_add?.value, extension), extension.module, true);
  }
  return found;
}

/** Ids of the inheritance of a model: one for every class that names a parent, mixins' classes too. */
export function* inheritIds(model: Model): Generator<[id: string, AutomaticRecord]> {
  for (const { fact, module } of model.classes) {
    const parents = [
      ...fact.inherit.filter((name) => name !== "base" && name !== model.name),
      ...Object.keys(fact.inherits),
    ];
    for (const parent of parents)
      yield [
        `${module}.model_inherit__${flat(model.name)}__${flat(parent)}`,
        { kind: "inherit", model: model.name, parent },
      ];
  }
}

const flatNames = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

function byFlatName(models: Models): ReadonlyMap<string, readonly string[]> {
  const known = flatNames.get(models.vocabulary);
  if (known) return known;
  const made = new Map<string, string[]>();
  for (const name of models.names()) made.set(flat(name), [...(made.get(flat(name)) ?? []), name]);
  flatNames.set(models.vocabulary, made);
  return made;
}

/** Models whose flat name a text begins with, before the separator. */
function* namedLike(text: string, models: Models, separator: string): Generator<Model> {
  for (let at = text.indexOf(separator, 1); at > 0; at = text.indexOf(separator, at + 1))
    for (const name of byFlatName(models).get(text.slice(0, at)) ?? []) {
      const model = models.get(name);
      if (model) yield model;
    }
}

/** All automatic ids of a set of models. */
export function* automaticModelIds(
  models: Models,
  graph: ModuleGraph,
  listNamed: ListNamed,
): Generator<[id: string, model: string]> {
  for (const name of models.names()) {
    const model = models.get(name);
    if (model === undefined) continue;
    for (const module of new Set(model.extensions.map((extension: Extension) => extension.module)))
      yield [`${module}.model_${flat(name)}`, "ir.model"];
    for (const field of model.fields.values())
      for (const module of modulesOfField(model, field, models, positions(graph)))
        yield [`${module}.field_${flat(name)}__${field.name}`, "ir.model.fields"];
    for (const [id] of selectionIds(model, models, listNamed)) yield [id, "ir.model.fields.selection"];
    for (const [id] of inheritIds(model)) yield [id, "ir.model.inherit"];
    for (const [id] of constraintIds(model)) yield [id, "ir.model.constraint"];
  }
}

function positions(graph: ModuleGraph): PositionOf {
  return (module) => graph.get(module)?.position ?? Number.POSITIVE_INFINITY;
}

const constraints = new WeakMap<Models, ReadonlyMap<string, Found>>();

function constraintNamed(xmlId: string, models: Models): Found | undefined {
  let known = constraints.get(models);
  if (known === undefined) {
    const made = new Map<string, Found>();
    for (const name of models.names()) {
      const model = models.get(name);
      for (const [id, constraint] of model ? constraintIds(model) : [])
        made.set(id, { model: "ir.model.constraint", record: { kind: "constraint", model: name, name: constraint } });
    }
    known = made;
    constraints.set(models, known);
  }
  return known.get(xmlId);
}
