import { type Place, placeOf } from "./place.ts";
import { printArch } from "./print-arch.ts";
import type { Project } from "./project.ts";

/** A view with all its extensions applied, for people and for programs. */
export interface ViewCard {
  readonly xmlId: string;
  readonly model: string | null;
  /** Views it is made of, in the order in which they are applied: the root first. */
  readonly parts: readonly (Place & { readonly xmlId: string; readonly module: string; readonly priority: number })[];
  /** The combined arch; null when the root has none. */
  readonly arch: string | null;
  /** Locators that find nothing, and the like. */
  readonly misses: readonly (Place & {
    readonly view: string;
    readonly locator: string;
    readonly reason: string;
    readonly certain: boolean;
  })[];
}

/**
 * The card of a view or template; undefined when there is none.
 *
 * @param seenFrom Only extensions of modules that this one depends on count.
 */
export function viewCard(project: Project, xmlId: string, seenFrom?: string): ViewCard | undefined {
  const combined = project.combinedView(xmlId, seenFrom === undefined ? {} : { seenFrom });
  if (combined === undefined) return undefined;
  const { view, parts, node, misses } = combined;
  return {
    xmlId: view.xmlId,
    model: view.model,
    parts: parts.map(({ xmlId: id, module, path, definition, priority }) => ({
      xmlId: id,
      module,
      priority,
      ...placeOf(project.files, path, definition.record.span),
    })),
    arch: node === null ? null : printArch(node),
    misses: misses.map(({ view: part, locator, reason, certain, span, source }) => ({
      view: part.xmlId,
      locator,
      reason,
      certain,
      ...placeOf(project.files, source ?? part.path, span),
    })),
  };
}
