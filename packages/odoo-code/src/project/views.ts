import type { XmlNode } from "../facts.ts";
import { inPassing } from "../packed/in-passing.ts";
import { kept } from "./kept.ts";
import { fewChanged, isSame, type Linked, Merged } from "./merged.ts";
import { grouped, type ModuleContents, type RecordEntry } from "./module-contents.ts";
import { type ViewSaid, viewSaid } from "./view-said.ts";
import { compareEntries, type XmlIdTable } from "./xml-ids.ts";

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
  /** False where the model is its parent's. */
  readonly saysModel: boolean;
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
  /** Compares by the order in which Odoo creates the views. */
  compare(a: View, b: View): number;
}

const DEFAULT_PRIORITY = 16;

/** Views of all records that are views. Each is put together when it is asked for, and taken over from `before` where its records are the same. */
export class ViewTable implements Views {
  readonly #linked: Linked;
  readonly #xmlIds: XmlIdTable;
  readonly #byParent: Merged<RecordEntry>;
  readonly #byModel: Merged<RecordEntry>;
  readonly #known: Map<string, View>;
  readonly #current = new Map<string, View | undefined>();
  readonly #children = new Map<string, readonly View[]>();
  /** The last one before it that was asked, until it is asked itself. */
  #before: ViewTable | null;

  constructor(linked: Linked, xmlIds: XmlIdTable, before: ViewTable | null) {
    this.#linked = linked;
    this.#xmlIds = xmlIds;
    this.#byParent = new Merged(linked, entriesByParent, before === null ? null : before.#byParent);
    this.#byModel = new Merged(linked, entriesByModel, before === null ? null : before.#byModel);
    this.#known = before === null ? new Map() : before.#known;
    const asked = before === null || before.#current.size > 0 ? before : before.#before;
    this.#before = asked !== null && fewChanged(asked.#linked, linked) ? asked : null;
  }

  /** Lets go of the views of which a module said something that it says no longer. */
  forget(before: ModuleContents | undefined, now: ModuleContents | undefined): void {
    if (this.#known.size === 0 || before === undefined) return;
    const left = new Set(now === undefined ? [] : viewEntries(now));
    for (const entry of viewEntries(before)) if (!left.has(entry)) this.#known.delete(entry.xmlId ?? "");
  }

  /** Takes over what says its own model and is said by the same records as before. */
  #takeOver(): void {
    const before = this.#before;
    this.#before = null;
    if (before === null) return;
    for (const [xmlId, view] of before.#current)
      if (view?.saysModel && this.#xmlIds.saysTheSame(before.#xmlIds, xmlId)) this.#current.set(xmlId, view);
  }

  get(xmlId: string): View | undefined {
    if (this.#before !== null) this.#takeOver();
    if (this.#current.has(xmlId)) return this.#current.get(xmlId);
    const definitions = (this.#xmlIds.get(xmlId)?.definitions ?? []).filter((entry) => viewSaid(entry) !== null);
    // A circle of views without a model has none.
    this.#current.set(xmlId, definitions.length === 0 ? undefined : viewOf(xmlId, definitions, null));
    const made = this.#look(xmlId, definitions);
    this.#current.set(xmlId, made);
    if (made !== undefined) this.#known.set(xmlId, made);
    return made;
  }

  #look(xmlId: string, definitions: readonly RecordEntry[]): View | undefined {
    if (definitions.length === 0) return undefined;
    const said = last(definitions, ({ model }) => model);
    const parent = said === null ? last(definitions, ({ inheritId }) => inheritId) : null;
    const inherited = parent === null ? null : (this.get(parent)?.model ?? null);
    const known = this.#known.get(xmlId);
    if (known !== undefined && known.model === (said ?? inherited) && isSame(known.definitions, definitions))
      return known;
    return viewOf(xmlId, definitions, inherited);
  }

  all(): readonly View[] {
    const ids = new Set<string>();
    for (const { name } of this.#linked.graph.order) {
      const contents = this.#linked.contents.get(name);
      for (const { xmlId } of contents === undefined ? [] : viewEntries(contents)) if (xmlId !== null) ids.add(xmlId);
    }
    return [...ids].flatMap((xmlId) => this.get(xmlId) ?? []);
  }

  ofModel(model: string): readonly View[] {
    const found = new Set<View>();
    const add = (view: View): void => {
      if (view.model !== model || found.has(view)) return;
      found.add(view);
      // What an extension does not write is its parent's.
      for (const child of this.children(view.xmlId)) add(child);
    };
    for (const { xmlId } of this.#byModel.get(model) ?? []) {
      const view = this.get(xmlId ?? "");
      if (view !== undefined) add(view);
    }
    return [...found].sort((a, b) => this.compare(a, b));
  }

  children(xmlId: string): readonly View[] {
    const known = this.#children.get(xmlId);
    if (known !== undefined) return known;
    const found = this.#childrenOf(xmlId);
    this.#children.set(xmlId, found);
    return found;
  }

  #childrenOf(xmlId: string): readonly View[] {
    const ids = new Set(this.#byParent.get(xmlId)?.map((entry) => entry.xmlId ?? ""));
    return [...ids]
      .flatMap((id) => this.get(id) ?? [])
      .filter(({ inheritId }) => inheritId === xmlId)
      .sort((a, b) => a.priority - b.priority || this.compare(a, b));
  }

  compare(a: View, b: View): number {
    return compareEntries(a.definition, b.definition, this.#linked.graph);
  }
}

function viewOf(xmlId: string, definitions: readonly RecordEntry[], inherited: string | null): View {
  const definition = definitions[0] as RecordEntry;
  const inheritId = last(definitions, (said) => said.inheritId);
  const withArch = definitions.findLast((entry) => viewSaid(entry)?.hasArch);
  const mode = last(definitions, (said) => said.mode);
  const model = last(definitions, (said) => said.model);
  const primary = inheritId === null || mode === "primary" || mode === "True";
  return {
    xmlId,
    module: definition.module,
    definition,
    definitions,
    model: model ?? inherited,
    saysModel: model !== null,
    inheritId,
    mode: primary ? "primary" : "extension",
    priority: Number(last(definitions, (said) => said.priority) ?? DEFAULT_PRIORITY) || DEFAULT_PRIORITY,
    active: !/^(?:false|0)$/i.test(last(definitions, (said) => said.active) ?? ""),
    // Not kept: there are thousands of them, and few are looked at.
    get arch() {
      return withArch?.record.arch ?? null;
    },
    path: (withArch ?? definition).path,
  };
}

function last(definitions: readonly RecordEntry[], read: (said: ViewSaid) => string | null): string | null {
  for (let at = definitions.length - 1; at >= 0; at -= 1) {
    const entry = definitions[at];
    const said = entry === undefined ? null : viewSaid(entry);
    const found = said === null ? null : read(said);
    if (found !== null) return found;
  }
  return null;
}

const viewEntries: (contents: ModuleContents) => readonly RecordEntry[] = kept((contents) =>
  contents.recordsOf("ir.ui.view"),
);
const entriesByParent = kept((contents: ModuleContents) =>
  inPassing(() =>
    grouped(viewEntries(contents), (entry) => (entry.xmlId === null ? null : (viewSaid(entry)?.inheritId ?? null))),
  ),
);
const entriesByModel = kept((contents: ModuleContents) =>
  inPassing(() =>
    grouped(viewEntries(contents), (entry) => (entry.xmlId === null ? null : (viewSaid(entry)?.model ?? null))),
  ),
);
