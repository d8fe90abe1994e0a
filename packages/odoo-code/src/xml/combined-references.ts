import type { Reference, XmlNode } from "../facts.ts";
import { archReferences } from "./arch-references.ts";
import { modelScope } from "./scope.ts";
import type { Sink } from "./sink.ts";

/**
 * References in a combined view of a model: every field stands in its place, so models and paths are certain. `source` of a reference tells
 * the file that its span belongs to; where a value has entities, or was set by an extension, the span is that of the whole value.
 */
export function combinedReferences(view: XmlNode, model: string): readonly Reference[] {
  const sink: Sink = { text: "", references: [] };
  archReferences(sink, view, modelScope(model));
  return sink.references;
}
