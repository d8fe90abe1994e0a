import type { CombinedView } from "../../project/combined-view.ts";
import type { Project } from "../../project/project.ts";
import type { View } from "../../project/views.ts";
import type { GraphSource } from "./graph-source.ts";

const combined = new WeakMap<Project, Map<string, CombinedView | null>>();

/** The views of a data file, and each view that they change, combined as the module sees it. */
export function viewsOf({ project, facts, contents }: GraphSource): readonly View[] {
  return contents
    .recordsIn(facts.path)
    .filter(({ xmlId, record }) => xmlId !== null && record.model === "ir.ui.view")
    .flatMap(({ xmlId }) => project.views.get(xmlId ?? "") ?? [])
    .filter((view, index, all) => all.indexOf(view) === index);
}

/** The view that a view changes: itself when it is shown on its own, else the one that it extends, directly or not. */
export function shownView({ project }: GraphSource, view: View): View {
  const seen = new Set<string>();
  let at = view;
  while (at.mode === "extension" && at.inheritId !== null && !seen.has(at.xmlId)) {
    seen.add(at.xmlId);
    const parent = project.views.get(at.inheritId);
    if (parent === undefined) break;
    at = parent;
  }
  return at;
}

/**
 * The view that a view changes, combined with all that the module sees; the view itself is part of it also where Odoo would leave it out.
 * Null where something that it is made of is not here.
 */
export function combinedAround(source: GraphSource, view: View): CombinedView | null {
  const { project, sight } = source;
  const known = combined.get(project) ?? new Map<string, CombinedView | null>();
  combined.set(project, known);
  const make = (xmlId: string): CombinedView | null => {
    const key = `${sight.module.name} ${xmlId}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = project.combinedView(xmlId, { seenFrom: sight.module.name }) ?? null;
    known.set(key, made);
    return made;
  };
  const whole = make(shownView(source, view).xmlId);
  const found = whole?.parts.some(({ xmlId }) => xmlId === view.xmlId) ? whole : make(view.xmlId);
  if (found === null || found.node === null || !isWhole(source, found, view)) return null;
  return found;
}

function isWhole({ project, sight }: GraphSource, { parts }: CombinedView, view: View): boolean {
  const at = parts.findIndex(({ xmlId }) => xmlId === view.xmlId);
  if (at < 0) return false;
  for (const part of parts) {
    // A view above that the module does not see is told as a missing dependency.
    if (!sight.sees(part.module)) return false;
    if (part.inheritId !== null && project.views.get(part.inheritId) === undefined) return false;
  }
  return sight.missing.size === 0 || parts.every(({ module }) => module === sight.module.name);
}
