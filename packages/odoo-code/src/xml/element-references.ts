import type { RecordFact, XmlNode } from "../facts.ts";
import { noteContextKeys } from "./arch-attributes.ts";
import { readExpression } from "./expression.ts";
import { recordReferences } from "./record-references.ts";
import { modelScope } from "./scope.ts";
import { attributeSource, noteDomain, noteGroups, noteMatches, noteRefCalls, noteWhole, type Sink } from "./sink.ts";
import { sourceText } from "./source-text.ts";
import { templateReferences } from "./template-references.ts";
import { attribute, elements, ownText, textSpan } from "./xml-node.ts";

/** References of an element of a data file that makes a record. */
export function elementReferences(sink: Sink, node: XmlNode, fact: RecordFact): void {
  switch (fact.tag) {
    case "record":
      recordReferences(sink, node, fact);
      return;
    case "template":
      noteWhole(sink, attributeSource(sink, node, "inherit_id"), "xml-id", "inherit_id");
      noteGroups(sink, attributeSource(sink, node, "groups"));
      for (const child of elements(node)) templateReferences(sink, child);
      return;
    case "menuitem":
      noteWhole(sink, attributeSource(sink, node, "parent"), "xml-id", "parent");
      noteWhole(sink, attributeSource(sink, node, "action"), "xml-id", "action");
      noteGroups(sink, attributeSource(sink, node, "groups"));
      return;
    case "act_window":
      actionReferences(sink, node);
      return;
    case "report":
      noteWhole(sink, attributeSource(sink, node, "model"), "model", "report");
      noteWhole(sink, attributeSource(sink, node, "name"), "template", "report_name");
      noteWhole(sink, attributeSource(sink, node, "paperformat"), "xml-id", "ref");
      noteGroups(sink, attributeSource(sink, node, "groups"));
      return;
    case "asset":
      for (const child of elements(node)) {
        const span = textSpan(child);
        if (span === null || (child.tag !== "bundle" && child.tag !== "path")) continue;
        const role = child.tag === "bundle" ? "asset" : "file";
        noteWhole(sink, sourceText(sink.text, ownText(child), span), role, "asset");
      }
      return;
    case "row":
    case "function":
      return;
    default:
      fact.tag satisfies never;
  }
}

/** `<function>` and `<delete>`. */
export function actionElementReferences(sink: Sink, node: XmlNode): void {
  const model = attribute(node, "model");
  noteWhole(sink, attributeSource(sink, node, "model"), "model", node.tag);
  if (node.tag === "delete") {
    noteWhole(sink, attributeSource(sink, node, "id"), "xml-id", "delete");
    const search = attributeSource(sink, node, "search");
    if (search !== null) noteDomain(sink, search, modelScope(model), "search");
    return;
  }
  noteWhole(sink, attributeSource(sink, node, "name"), "method", "function", { model });
  valueReferences(sink, node, model);
}

function valueReferences(sink: Sink, node: XmlNode, model: string | null): void {
  const code = attributeSource(sink, node, "eval");
  if (code !== null) noteRefCalls(sink, code, readExpression(code.value), "eval");
  noteWhole(sink, node.tag === "function" ? null : attributeSource(sink, node, "ref"), "xml-id", "ref");
  const search = attributeSource(sink, node, "search");
  if (search !== null) {
    const tokens = noteDomain(sink, search, modelScope(attribute(node, "model") ?? model), "search");
    noteRefCalls(sink, search, tokens, "search");
  }
  for (const child of elements(node)) {
    if (child.tag === "function") actionElementReferences(sink, child);
    else if (child.tag === "value") valueReferences(sink, child, model);
  }
}

function actionReferences(sink: Sink, node: XmlNode): void {
  const scope = modelScope(attribute(node, "res_model"));
  for (const name of ["res_model", "src_model", "binding_model"])
    noteWhole(sink, attributeSource(sink, node, name), "model", "act_window");
  noteWhole(sink, attributeSource(sink, node, "view_id"), "xml-id", "ref");
  noteGroups(sink, attributeSource(sink, node, "groups"));
  noteMatches(sink, attributeSource(sink, node, "view_mode"), /(\w+)/g, "view-type", "view_mode");
  const domain = attributeSource(sink, node, "domain");
  if (domain !== null) noteDomain(sink, domain, scope, "domain");
  const context = attributeSource(sink, node, "context");
  if (context !== null) noteContextKeys(sink, context, readExpression(context.value), scope, scope);
}
