import type { XmlNode } from "../facts.ts";
import { fullXmlId, type RecordEntry } from "./module-contents.ts";
import type { XmlIds } from "./xml-ids.ts";

/** A view or template: the record under its id, with what later modules wrote to it. */
export interface View {
  readonly xmlId: string;
  /** Module that defines it. */
  readonly module: string;
  readonly definition: RecordEntry;
  /** Records that write to it, in load order, the definition first. */
  readonly definitions: readonly RecordEntry[];
  /** Model as written; of an extension that writes none, its parent's. Null for a template. */
  readonly model: string | null;
  readonly inheritId: string | null;
  /** `primary` views are shown on their own, `extension` views change another. */
  readonly mode: "primary" | "extension";
  readonly priority: number;
  readonly active: boolean;
  readonly arch: readonly XmlNode[] | null;
  /** File that the arch stands in. */
  readonly path: string;
}

export interface Views {
  get(xmlId: string): View | undefined;
  /** All views in load order. */
  all(): readonly View[];
  ofModel(model: string): readonly View[];
  /** Views that inherit from it directly, in the order in which Odoo applies them. */
  children(xmlId: string): readonly View[];
  /** Place in the order in which Odoo creates the views. */
  position(view: View): number;
}

const DEFAULT_PRIORITY = 16;

/** Views of all records that are views; worked out when first asked for. */
export function viewTable(records: () => readonly RecordEntry[], xmlIds: XmlIds): Views {
  let table: Table | undefined;
  const built = () => {
    table ??= buildTable(records(), xmlIds);
    return table;
  };
  return {
    get: (xmlId) => built().views.get(xmlId),
    all: () => [...built().views.values()],
    ofModel: (model) => built().byModel.get(model) ?? [],
    children: (xmlId) => built().children.get(xmlId) ?? [],
    position: ({ xmlId }) => built().positions.get(xmlId) ?? 0,
  };
}

interface Table {
  readonly views: ReadonlyMap<string, View>;
  readonly byModel: ReadonlyMap<string, readonly View[]>;
  readonly children: ReadonlyMap<string, readonly View[]>;
  readonly positions: ReadonlyMap<string, number>;
}

function buildTable(records: readonly RecordEntry[], xmlIds: XmlIds): Table {
  const views = new Map<string, Unfinished>();
  const children = new Map<string, View[]>();
  const byModel = new Map<string, View[]>();
  for (const { xmlId } of records)
    if (xmlId !== null && !views.has(xmlId)) {
      const view = viewOf(xmlId, xmlIds);
      if (view !== undefined) views.set(xmlId, view);
    }
  for (const view of views.values()) if (view.inheritId !== null) push(children, view.inheritId, view);
  for (const list of children.values()) list.sort((a, b) => a.priority - b.priority);
  for (const view of views.values()) {
    // What an extension does not write is its parent's.
    view.model = modelOf(view, views);
    if (view.model !== null) push(byModel, view.model, view);
  }
  const positions = new Map([...views.keys()].map((id, index) => [id, index]));
  return { views, byModel, children, positions };
}

type Unfinished = View & { model: string | null };

function viewOf(xmlId: string, xmlIds: XmlIds): Unfinished | undefined {
  const definitions = (xmlIds.get(xmlId)?.definitions ?? []).filter(({ record }) => record.model === "ir.ui.view");
  const [definition] = definitions;
  if (definition === undefined) return undefined;
  const last = <T>(read: (entry: RecordEntry) => T | null): T | null =>
    definitions.reduce<T | null>((found, entry) => read(entry) ?? found, null);
  const said = (name: string) => last(({ record }) => valueText(record, name));
  const inheritId = last(({ record, module }) => fullXmlId(module, record.inheritId));
  const withArch = definitions.findLast(({ record }) => record.arch !== null);
  const mode = said("mode");
  const primary = inheritId === null || mode === "primary" || mode === "True";
  return {
    xmlId,
    module: definition.module,
    definition,
    definitions,
    model: said("model"),
    inheritId,
    mode: primary ? "primary" : "extension",
    priority: Number(said("priority") ?? DEFAULT_PRIORITY) || DEFAULT_PRIORITY,
    active: !/^(?:false|0)$/i.test(said("active") ?? ""),
    // Not kept: there are thousands of them, and few are looked at.
    get arch() {
      return withArch?.record.arch ?? null;
    },
    path: (withArch ?? definition).path,
  };
}

function valueText(record: RecordEntry["record"], name: string): string | null {
  const value = record.fields.findLast((field) => field.name === name)?.value;
  if (value?.kind === "text") return value.text.trim();
  return value?.kind === "eval" ? value.code.trim().replace(/^(['"])(.*)\1$/, "$2") : null;
}

function modelOf(view: View, views: ReadonlyMap<string, View>): string | null {
  const seen = new Set<string>();
  let at: View | undefined = view;
  while (at !== undefined && at.model === null && at.inheritId !== null && !seen.has(at.xmlId)) {
    seen.add(at.xmlId);
    at = views.get(at.inheritId);
  }
  return at?.model ?? null;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
