import type { RecordFact, XmlNode } from "../facts.ts";
import { dictEntries, readExpression } from "./expression.ts";
import { attributeSource, type Sink } from "./sink.ts";
import { attribute, elements } from "./xml-node.ts";

/** XML ids that a `<function>` gives to records that exist: `_update_xmlids` with `{'xml_id': 'module.name', 'record': …}`. */
export function functionIds(sink: Sink, node: XmlNode, noUpdate: boolean): RecordFact[] {
  return attribute(node, "name") === "_update_xmlids" ? namedIn(sink, node, noUpdate) : [];
}

function namedIn(sink: Sink, node: XmlNode, noUpdate: boolean): RecordFact[] {
  const source = attributeSource(sink, node, "eval");
  const entries = source === null ? [] : dictEntries(readExpression(source.value));
  const named = entries.flatMap(({ key, value }): RecordFact[] => {
    const [id] = value;
    if (source === null || key.value !== "xml_id" || id?.kind !== "string" || value.length !== 1) return [];
    const fact: RecordFact = {
      xmlId: id.value,
      idSpan: source.span(id.start, id.end),
      model: "",
      modelSpan: node.tagSpan,
      span: node.span,
      tag: "function",
      noUpdate,
      fields: [],
      arch: null,
      inheritId: null,
    };
    return [fact];
  });
  return [...named, ...elements(node).flatMap((child) => namedIn(sink, child, noUpdate))];
}
