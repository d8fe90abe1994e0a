import type { Reference } from "../../facts.ts";
import { combinedReferences } from "../../xml/combined-references.ts";
import type { GraphSource } from "./graph-source.ts";
import { combinedAround, viewsOf } from "./seen-view.ts";

const NONE: readonly Reference[] = [];
const known = new WeakMap<GraphSource, readonly Reference[]>();

/** References of the file's views as they stand in the combined views, where each one's record is certain. */
export function viewReferences(source: GraphSource): readonly Reference[] {
  const { facts } = source;
  if (facts.kind !== "xml") return NONE;
  const before = known.get(source);
  if (before !== undefined) return before;
  const found: Reference[] = [];
  const done = new Set<object>();
  for (const view of viewsOf(source)) {
    if (view.model === null || view.path !== facts.path) continue;
    const combined = combinedAround(source, view);
    if (combined === null || combined.node === null || done.has(combined)) continue;
    done.add(combined);
    const [root] = combined.parts;
    const model = combined.view.model;
    if (root === undefined || model === null || combined.node.tag === "t") continue;
    const own = root.path === facts.path;
    for (const reference of combinedReferences(combined.node, model))
      if (reference.source === facts.path || (own && reference.source === undefined)) found.push(reference);
  }
  known.set(source, found);
  return found;
}
