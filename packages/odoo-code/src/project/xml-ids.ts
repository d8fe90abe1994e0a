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
  const foreign = new Map<string, RecordEntry[]>();
  for (const { name } of graph.order)
    for (const [id, entries] of recordsById(contents.get(name)).foreign) {
      const known = foreign.get(id);
      if (known) known.push(...entries);
      else foreign.set(id, [...entries]);
    }
  const definitionsOf = (id: string, module: string): readonly RecordEntry[] => {
    const own = recordsById(contents.get(module)).own.get(id) ?? [];
    const others = foreign.get(id);
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
      const given = new Set<string>();
      for (const { name } of graph.order) for (const id of recordsById(contents.get(name)).own.keys()) yield id;
      for (const id of foreign.keys()) {
        const owner = recordsById(contents.get(id.slice(0, id.indexOf("."))));
        if (!owner.own.has(id) && !given.has(id)) yield id;
        given.add(id);
      }
    },
  };
}

interface ById {
  readonly own: ReadonlyMap<string, readonly RecordEntry[]>;
  readonly foreign: ReadonlyMap<string, readonly RecordEntry[]>;
}

const NONE: ById = { own: new Map(), foreign: new Map() };
const byContents = new WeakMap<ModuleContents, ById>();

/** A module's records by full id; kept as long as the module's contents stand. */
function recordsById(contents: ModuleContents | undefined): ById {
  if (contents === undefined) return NONE;
  const known = byContents.get(contents);
  if (known) return known;
  const own = new Map<string, RecordEntry[]>();
  const foreign = new Map<string, RecordEntry[]>();
  for (const entry of contents.records) {
    if (entry.xmlId === null) continue;
    const map = entry.xmlId.startsWith(`${contents.name}.`) ? own : foreign;
    const entries = map.get(entry.xmlId);
    if (entries) entries.push(entry);
    else map.set(entry.xmlId, [entry]);
  }
  const made: ById = { own, foreign };
  byContents.set(contents, made);
  return made;
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
