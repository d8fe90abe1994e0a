import type { Span, XmlNode } from "../facts.ts";
import type { CombinedView } from "../project/combined-view.ts";
import { archLines } from "../project/print-arch.ts";
import type { View } from "../project/views.ts";

/** A line of a combined view, with the view that wrote it. */
export interface CombinedLine {
  readonly text: string;
  /** Index of the view among the parts of the combined view. */
  readonly part: number;
  readonly path: string;
  /** The start tag of the line's element. */
  readonly span: Span;
}

/** A combined view as text, each line with the view and the place that it comes from; empty when there is no arch. */
export function combinedLines({ node, parts }: CombinedView): readonly CombinedLine[] {
  if (node === null) return [];
  const base = parts[0]?.path ?? "";
  const known = new Map<XmlNode, number>();
  return archLines(node).map(({ text, node: element }) => {
    const path = element.source ?? base;
    const part = known.get(element) ?? partOf(parts, path, element.tagSpan);
    known.set(element, part);
    return { text, part, path, span: element.tagSpan };
  });
}

/** The view whose record the element stands in: a file may hold several of the parts. */
function partOf(parts: readonly View[], path: string, span: Span): number {
  const found = parts.findIndex(({ definitions }) =>
    definitions.some(
      (entry) => entry.path === path && entry.record.span[0] <= span[0] && span[1] <= entry.record.span[1],
    ),
  );
  return Math.max(0, found);
}
