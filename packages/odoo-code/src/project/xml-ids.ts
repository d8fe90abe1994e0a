import type { RecordFact } from "../facts.ts";
import { automaticRecord } from "./automatic-ids.ts";
import { innerRecordModel } from "./inner-record-model.ts";
import type { ListNamed } from "./list-named.ts";
import type { Models } from "./models.ts";
import type { ModuleContents, RecordEntry } from "./module-contents.ts";
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
export function xmlIdTable(
  contents: ReadonlyMap<string, ModuleContents>,
  graph: ModuleGraph,
  models: Models,
  listNamed: ListNamed,
): XmlIds {
  let foreign: ReadonlyMap<string, readonly RecordEntry[]> | undefined;
  const foreignIds = () => {
    foreign ??= byId(graph.order.flatMap(({ name }) => contents.get(name)?.foreignRecords ?? []));
    return foreign;
  };
  const definitionsOf = (id: string, module: string): readonly RecordEntry[] => {
    const own = ownIds(contents.get(module)).get(id) ?? [];
    const others = foreignIds().get(id);
    return others ? inLoadOrder([...own, ...others], graph) : own;
  };
  return {
    get(xmlId) {
      const module = xmlId.slice(0, xmlId.indexOf("."));
      const definitions = definitionsOf(xmlId, module);
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
        listNamed,
        recordModel: (id) => this.get(id)?.model,
      });
      return made && { xmlId, model: made.model, module, definitions: [], automatic: made.record };
    },
    *ids() {
      for (const { name } of graph.order) yield* ownIds(contents.get(name)).keys();
      for (const id of foreignIds().keys()) if (!ownIds(contents.get(id.slice(0, id.indexOf(".")))).has(id)) yield id;
    },
  };
}

const NONE: ReadonlyMap<string, readonly RecordEntry[]> = new Map();
const ownByContents = new WeakMap<ModuleContents, ReadonlyMap<string, readonly RecordEntry[]>>();

/** A module's records of its own, by full id; kept as long as the module's contents stand. */
function ownIds(contents: ModuleContents | undefined): ReadonlyMap<string, readonly RecordEntry[]> {
  if (contents === undefined) return NONE;
  const known = ownByContents.get(contents);
  if (known) return known;
  const start = `${contents.name}.`;
  const made = byId(contents.records.filter(({ xmlId }) => xmlId?.startsWith(start)));
  ownByContents.set(contents, made);
  return made;
}

function byId(entries: readonly RecordEntry[]): ReadonlyMap<string, readonly RecordEntry[]> {
  const found = new Map<string, RecordEntry[]>();
  for (const entry of entries) {
    if (entry.xmlId === null) continue;
    const known = found.get(entry.xmlId);
    if (known) known.push(entry);
    else found.set(entry.xmlId, [entry]);
  }
  return found;
}

function inLoadOrder(entries: RecordEntry[], graph: ModuleGraph): RecordEntry[] {
  const place = ({ module }: RecordEntry) => graph.get(module)?.position ?? Number.POSITIVE_INFINITY;
  return entries.sort((a, b) => place(a) - place(b) || compareInModule(a, b));
}

/** Order of two records of one module; files that the manifest does not list come last. */
export function compareInModule(a: RecordEntry, b: RecordEntry): number {
  const file = ({ filePosition }: RecordEntry) => (filePosition < 0 ? Number.MAX_SAFE_INTEGER : filePosition);
  return file(a) - file(b) || a.position - b.position;
}

/** Text of a record's field, as its last definition gives it; null where it is not plain text. */
export function recordText({ fields }: Pick<RecordFact, "fields">, name: string): string | null {
  const value = fields.findLast((field) => field.name === name)?.value;
  return value?.kind === "text" ? value.text.trim() : null;
}
