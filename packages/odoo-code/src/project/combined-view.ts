import type { XmlNode } from "../facts.ts";
import { applyInheritance, type Miss } from "../xml/apply-inheritance.ts";
import { inheritanceOrder } from "../xml/inheritance-order.ts";
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

/**
 * Combines a view with its extensions.
 *
 * @param visible Modules whose extensions count; all when absent. A module sees what it depends on.
 * @param before Stops before this view: what its locators are looked up in.
 */
export function combinedView(
  views: Views,
  xmlId: string,
  { visible, before }: { readonly visible?: ReadonlySet<string>; readonly before?: string } = {},
): CombinedView | undefined {
  const view = views.get(xmlId);
  if (view === undefined) return undefined;
  const family = familyOf(views, view, visible);
  const inheriting = family.map((part) => ({ ...part, key: part.xmlId, inherits: part.inheritId }));
  const order = inheritanceOrder(inheriting, xmlId).flatMap(({ key }) => views.get(key) ?? []);
  const end = before === undefined ? -1 : order.findIndex((part) => part.xmlId === before);
  const parts = end < 0 ? order : order.slice(0, end);
  const [root, ...extensions] = parts;
  let node = root === undefined ? null : (archOf(root)[0] ?? null);
  const misses: (Miss & { view: View })[] = [];
  for (const extension of extensions) {
    if (node === null || extension.arch === null) continue;
    const combined = applyInheritance(node, archOf(extension), extension.path);
    node = combined.node;
    for (const miss of combined.misses) misses.push({ ...miss, view: extension });
  }
  return { view, parts, node, misses };
}

function archOf({ arch, path, definitions, module }: View): readonly XmlNode[] {
  const writer = definitions.find((entry) => entry.path === path)?.module ?? module;
  return (arch ?? []).map((node) => qualifiedArch(node, writer));
}

/** The views above it, and all that inherit from any of them, each module's in load order. */
function familyOf(views: Views, view: View, visible: ReadonlySet<string> | undefined): View[] {
  const family = new Map<string, View>();
  for (let at: View | undefined = view; at !== undefined && !family.has(at.xmlId); ) {
    family.set(at.xmlId, at);
    at = at.inheritId === null ? undefined : views.get(at.inheritId);
  }
  // A map grows while it is walked.
  for (const { xmlId } of family.values())
    for (const child of views.children(xmlId))
      if (visible === undefined || visible.has(child.module)) family.set(child.xmlId, family.get(child.xmlId) ?? child);
  return [...family.values()].sort((a, b) => views.position(a) - views.position(b));
}
