/** What decides the order in which views are combined. */
export interface InheritingView<Key> {
  readonly key: Key;
  /** The view it inherits from; null for a view of its own. */
  readonly inherits: Key | null;
  readonly mode: "primary" | "extension";
  readonly priority: number;
  readonly model: string | null;
  /** An archived view extends nothing. */
  readonly active: boolean;
}

/**
 * The views that make the combined view of `key`, in the order in which Odoo applies them: the root first, then extensions depth first by
 * priority and (among equals) in the order of `views`, which is that of their creation; primary views on the way to `key`, with their own
 * extensions, after all extensions of what they derive from. Empty when the root is not among `views`.
 */
export function inheritanceOrder<Key>(views: readonly InheritingView<Key>[], key: Key): readonly InheritingView<Key>[] {
  const byKey = new Map(views.map((view) => [view.key, view]));
  const lineage = new Set<Key>();
  let root = byKey.get(key);
  for (let view = root; view !== undefined && !lineage.has(view.key); ) {
    lineage.add(view.key);
    root = view;
    view = view.inherits === null ? undefined : byKey.get(view.inherits);
  }
  if (root === undefined) return [];
  const children = childrenOf(views, byKey, lineage);
  const order: InheritingView<Key>[] = [];
  const seen = new Set<Key>();
  const queue = [root];
  for (let view = queue.shift(); view !== undefined; view = queue.shift()) {
    if (seen.has(view.key)) continue;
    seen.add(view.key);
    order.push(view);
    for (const child of [...(children.get(view.key) ?? [])].reverse()) {
      if (child.mode === "primary") queue.push(child);
      else queue.unshift(child);
    }
  }
  return order;
}

function childrenOf<Key>(
  views: readonly InheritingView<Key>[],
  byKey: ReadonlyMap<Key, InheritingView<Key>>,
  lineage: ReadonlySet<Key>,
): ReadonlyMap<Key, readonly InheritingView<Key>[]> {
  const children = new Map<Key, InheritingView<Key>[]>();
  for (const view of views) {
    const parent = view.inherits === null ? undefined : byKey.get(view.inherits);
    if (parent === undefined || !view.active) continue;
    const extending = view.mode === "extension" && (view.model ?? "") === (parent.model ?? "");
    if (!extending && !lineage.has(view.key)) continue;
    const list = children.get(parent.key);
    if (list === undefined) children.set(parent.key, [view]);
    else list.push(view);
  }
  for (const list of children.values()) list.sort((a, b) => a.priority - b.priority);
  return children;
}
