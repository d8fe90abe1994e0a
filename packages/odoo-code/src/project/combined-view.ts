import type { XmlNode } from "../facts.ts";
import { applyAll, type Miss } from "../xml/apply-inheritance.ts";
import { inheritanceOrder } from "../xml/inheritance-order.ts";
import { isSame } from "./merged.ts";
import { qualifiedArch } from "./qualified-arch.ts";
import type { View, Views } from "./views.ts";

/** A view with all its extensions applied, as Odoo shows it. */
export interface CombinedView {
  readonly view: View;
  /** Views it is made of, in the order in which they are applied: the root first. */
  readonly parts: readonly View[];
  /** Null when the root has no arch, or is not among the views. */
  readonly node: XmlNode | null;
  readonly misses: readonly (Miss & { readonly view: View })[];
}

/** Which extensions of a view count. */
export interface CombinedBy {
  /** Modules whose extensions count; all when absent. A module sees what it depends on. */
  readonly visible?: ReadonlySet<string>;
  /** Stops before this view: what its locators are looked up in. */
  readonly before?: string;
}

/** Where views are looked up. */
export type ViewSource = Pick<Views, "get" | "children" | "compare">;

/** Combines a view with its extensions. */
export function combinedView(views: ViewSource, xmlId: string, by: CombinedBy): CombinedView | undefined {
  const view = views.get(xmlId);
  return view && combined(view, partsOf(views, view, by));
}

/** Combined views are large: so many are kept. */
const KEPT = 48;

/** Combines views with their extensions. What was combined lately is taken over while its parts are the same. */
export class CombinedViews {
  /** The last used come last. */
  readonly #kept = new Map<string, CombinedView>();

  /** @param key Tells the same view apart by what counts. */
  combine(views: ViewSource, xmlId: string, key: string, by: CombinedBy): CombinedView | undefined {
    const view = views.get(xmlId);
    if (view === undefined) return undefined;
    const parts = partsOf(views, view, by);
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    const made = known?.view === view && isSame(known.parts, parts) ? known : combined(view, parts);
    this.#kept.set(key, made);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return made;
  }

  clear(): void {
    this.#kept.clear();
  }
}

function partsOf(views: ViewSource, view: View, { visible, before }: CombinedBy): readonly View[] {
  const inheriting = familyOf(views, view, visible).map((part) => ({
    key: part,
    inherits: part.inheritId === null ? null : (views.get(part.inheritId) ?? null),
    mode: part.mode,
    priority: part.priority,
    model: part.model,
    active: part.active,
  }));
  const order = inheritanceOrder<View>(inheriting, view).map(({ key }) => key);
  const end = before === undefined ? -1 : order.findIndex((part) => part.xmlId === before);
  return end < 0 ? order : order.slice(0, end);
}

/** Put together when somebody looks at it: many want to know of the parts alone. */
function combined(view: View, parts: readonly View[]): CombinedView {
  let made: Pick<CombinedView, "node" | "misses"> | undefined;
  const whole = () => {
    made ??= applied(parts);
    return made;
  };
  return {
    view,
    parts,
    get node() {
      return whole().node;
    },
    get misses() {
      return whole().misses;
    },
  };
}

function applied(parts: readonly View[]): Pick<CombinedView, "node" | "misses"> {
  const [root, ...others] = parts;
  const base = root === undefined ? undefined : archOf(root)[0];
  if (base === undefined) return { node: null, misses: [] };
  const extensions = others.filter(({ arch }) => arch !== null);
  const { node, misses } = applyAll(
    base,
    extensions.map((view) => ({ arch: archOf(view), source: view.path })),
  );
  return {
    node,
    misses: extensions.flatMap((view, at) => (misses[at] ?? []).map((miss) => ({ ...miss, view }))),
  };
}

function archOf({ arch, path, definitions, module }: View): readonly XmlNode[] {
  const writer = definitions.find((entry) => entry.path === path)?.module ?? module;
  return (arch ?? []).map((node) => qualifiedArch(node, writer));
}

/** The views above it, and all that inherit from any of them, each module's in load order. */
function familyOf(views: ViewSource, view: View, visible: ReadonlySet<string> | undefined): View[] {
  const family = new Map<string, View>();
  for (let at: View | undefined = view; at !== undefined && !family.has(at.xmlId); ) {
    family.set(at.xmlId, at);
    at = at.inheritId === null ? undefined : views.get(at.inheritId);
  }
  // A map grows while it is walked.
  for (const { xmlId } of family.values())
    for (const child of views.children(xmlId))
      if (visible === undefined || visible.has(child.module)) family.set(child.xmlId, family.get(child.xmlId) ?? child);
  return [...family.values()].sort((a, b) => views.compare(a, b));
}
