import type { RecordFact } from "../facts.ts";
import { automaticRecord } from "./automatic-ids.ts";
import { innerRecordModel } from "./inner-record-model.ts";
import { kept } from "./kept.ts";
import type { ListNamed } from "./list-named.ts";
import { type Linked, Merged } from "./merged.ts";
import type { Models } from "./models.ts";
import { grouped, type ModuleContents, type RecordEntry } from "./module-contents.ts";
import type { ModuleGraph } from "./module-graph.ts";

/** What an XML id stands for. */
export interface XmlIdEntry {
  readonly xmlId: string;
  /** Model of the record. */
  readonly model: string;
  /** Module before the dot. */
  readonly module: string;
  /** Records that define it and write to it, in load order; empty for an id that Odoo makes by itself. */
  readonly definitions: readonly RecordEntry[];
  /** For an id that Odoo makes by itself: what it stands for. */
  readonly automatic: AutomaticRecord | null;
}

/** Something that Odoo writes down about the code by itself, under an id of its own. */
export type AutomaticRecord =
  | { readonly kind: "model"; readonly model: string }
  | { readonly kind: "field"; readonly model: string; readonly field: string }
  | { readonly kind: "selection"; readonly model: string; readonly field: string; readonly value: string }
  | { readonly kind: "inherit"; readonly model: string; readonly parent: string }
  | { readonly kind: "constraint"; readonly model: string; readonly name: string }
  | { readonly kind: "module"; readonly module: string }
  | { readonly kind: "category"; readonly name: string }
  | { readonly kind: "delegate"; readonly model: string; readonly of: string };

export interface XmlIds {
  /** What a full id stands for; undefined when nothing defines it. */
  get(xmlId: string): XmlIdEntry | undefined;
  /** Ids that files define, by module in load order. */
  ids(): IterableIterator<string>;
}

/** A table of the ids that files define. Those that Odoo makes by itself are recognised by their names when asked for. */
export class XmlIdTable implements XmlIds {
  readonly #linked: Linked;
  readonly #models: Models;
  readonly #listNamed: ListNamed;
  /** Records under ids of other modules. */
  readonly #foreign: Merged<RecordEntry>;

  constructor(linked: Linked, models: Models, listNamed: ListNamed, before: XmlIdTable | null) {
    this.#linked = linked;
    this.#models = models;
    this.#listNamed = listNamed;
    this.#foreign = new Merged(linked, foreignByName, before === null ? null : before.#foreign);
  }

  get(xmlId: string): XmlIdEntry | undefined {
    const { contents, graph } = this.#linked;
    const models = this.#models;
    const module = xmlId.slice(0, xmlId.indexOf("."));
    const definitions = this.#definitionsOf(xmlId, module);
    const model = definitions.find(({ record }) => record.model !== "")?.record.model;
    if (model !== undefined) return { xmlId, model, module, definitions, automatic: null };
    const [inner] = definitions;
    if (inner !== undefined) {
      const facts = contents.get(inner.module)?.files.get(inner.path);
      return { xmlId, model: innerRecordModel(inner, facts, models) ?? "", module, definitions, automatic: null };
    }
    const made = automaticRecord(xmlId, {
      contents,
      graph,
      models,
      listNamed: this.#listNamed,
      recordModel: (id) => this.get(id)?.model,
    });
    return made && { xmlId, model: made.model, module, definitions: [], automatic: made.record };
  }

  /** Whether the records of an id are those that an earlier table has for it, as far as a quick look tells. */
  saysTheSame(before: XmlIdTable, xmlId: string): boolean {
    const module = xmlId.slice(0, xmlId.indexOf("."));
    return (
      this.#linked.graph === before.#linked.graph &&
      this.#linked.contents.get(module) === before.#linked.contents.get(module) &&
      this.#foreign.get(xmlId) === before.#foreign.get(xmlId)
    );
  }

  *ids(): Generator<string, undefined, unknown> {
    const { contents, graph } = this.#linked;
    for (const { name } of graph.order)
      for (const id of contents.get(name)?.recordNames() ?? []) if (id.startsWith(`${name}.`)) yield id;
    for (const id of this.#foreign.table.keys())
      if ((contents.get(id.slice(0, id.indexOf(".")))?.recordsNamed(id) ?? []).length === 0) yield id;
  }

  #definitionsOf(id: string, module: string): readonly RecordEntry[] {
    const { contents, graph } = this.#linked;
    const own = contents.get(module)?.recordsNamed(id) ?? [];
    const others = this.#foreign.get(id);
    return others ? [...own, ...others].sort((a, b) => compareEntries(a, b, graph)) : own;
  }
}

const foreignByName = kept((contents: ModuleContents) => grouped(contents.foreignRecords, ({ xmlId }) => xmlId));

/** Order in which Odoo loads two records. */
export function compareEntries(a: RecordEntry, b: RecordEntry, graph: ModuleGraph): number {
  const place = ({ module }: RecordEntry) => graph.get(module)?.position ?? Number.POSITIVE_INFINITY;
  return a.module === b.module ? compareInModule(a, b) : place(a) - place(b);
}

/** Order of two records of one module; files that the manifest does not list come last. */
export function compareInModule(a: RecordEntry, b: RecordEntry): number {
  const file = ({ filePosition }: RecordEntry) => (filePosition < 0 ? Number.MAX_SAFE_INTEGER : filePosition);
  const apart = file(a) - file(b);
  if (apart !== 0) return apart;
  if (a.filePosition < 0 && a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.position - b.position;
}

/** Text of a record's field, as its last definition gives it; null where it is not plain text. */
export function recordText({ fields }: Pick<RecordFact, "fields">, name: string): string | null {
  const value = fields.findLast((field) => field.name === name)?.value;
  return value?.kind === "text" ? value.text.trim() : null;
}
