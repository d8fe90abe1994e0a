import type { XmlNode } from "../facts.ts";
import { mayName, noteAttribute } from "./arch-attributes.ts";
import { readLocator } from "./locator.ts";
import { comodelScope, type Scope, startOf, UNKNOWN } from "./scope.ts";
import { attributeSource, notePart, noteWhole, type Sink } from "./sink.ts";
import { sourceText } from "./source-text.ts";
import { attribute, elements, ownText, textSpan } from "./xml-node.ts";

/**
 * References in a view: fields, expressions, buttons, groups, templates. `scope` is the record of the view's model. Works on what a file
 * says and, with `source` of the nodes in mind, on a combined view.
 */
export function archReferences(sink: Sink, node: XmlNode, scope: Scope, specification = false): void {
  const located = specification ? locatedScopes(sink, node, scope) : null;
  const own = located?.own ?? scope;
  const position = attribute(node, "position");
  const locator = located !== null;
  noteNode(sink, node, own, locator);
  if (position === "attributes") {
    for (const child of elements(node)) if (child.tag === "attribute") noteSetAttribute(sink, node, child, own);
    return;
  }
  const inner = innerScope(node, own, located?.inside ?? null);
  const holdsViews = !specification && node.tag === "field";
  const wrapper = specification && !locator;
  for (const child of elements(node)) {
    // What is moved is located in the whole view, wherever its specification stands.
    const moved = !wrapper && attribute(child, "position") === "move";
    // Odoo looks at the nested views of a field, and passes over a field that stands right inside of another.
    const passedOver = holdsViews && child.tag === "field";
    archReferences(sink, child, moved ? scope : passedOver ? UNKNOWN : inner, wrapper || moved);
  }
}

interface Located {
  /** Record of the located element itself: for its name and its attributes. */
  readonly own: Scope;
  /** Record of what is put in or beside it. */
  readonly inside: Scope;
}

/** What a specification of an extension says about where its content goes; null for the `<data>` around specifications. */
function locatedScopes(sink: Sink, node: XmlNode, scope: Scope): Located | null {
  if (node.tag === "data") return null;
  const position = attribute(node, "position") ?? "inside";
  const enters = position === "inside" || (position === "replace" && attribute(node, "mode") === "inner");
  if (node.tag !== "xpath") {
    const name = node.tag === "field" ? attribute(node, "name") : null;
    return { own: scope, inside: enters && name !== null ? comodelScope(scope, name) : scope };
  }
  const source = attributeSource(sink, node, "expr");
  if (source === null) return { own: scope, inside: scope };
  const reading = readLocator(source.value);
  let at = scope;
  for (const field of reading.fields) {
    notePart(sink, source, { ...field, value: field.name }, "field-path", "xpath", startOf(at));
    if (field.step) at = comodelScope(at, field.name);
  }
  const own = reading.around.reduce(comodelScope, scope);
  return { own, inside: enters && reading.self !== null ? comodelScope(own, reading.self) : own };
}

/** Scope of the children: a nested view of an x2many field, or a group of a list, is about the comodel. */
function innerScope(node: XmlNode, scope: Scope, inside: Scope | null): Scope {
  if (inside !== null) return inside;
  const name = attribute(node, "name");
  return (node.tag === "field" || node.tag === "groupby") && name !== null && node.children.length > 0
    ? comodelScope(scope, name)
    : scope;
}

function noteNode(sink: Sink, node: XmlNode, scope: Scope, locator: boolean): void {
  const context = locator ? "locator" : "arch";
  if (node.tag === "field") noteWhole(sink, attributeSource(sink, node, "name"), "field-path", context, startOf(scope));
  else if (node.tag === "label")
    noteWhole(sink, attributeSource(sink, node, "for"), "field-path", "label", startOf(scope));
  else if (node.tag === "widget") noteWhole(sink, attributeSource(sink, node, "name"), "widget", "widget");
  else noteButton(sink, node, scope, context);
  for (const name in node.attributes) {
    if (!mayName(node, name, node.attributes[name]?.value ?? "")) continue;
    const source = attributeSource(sink, node, name);
    if (source !== null) noteAttribute(sink, node, name, source, scope);
  }
}

function noteButton(sink: Sink, node: XmlNode, scope: Scope, context: string): void {
  const type = attribute(node, "type");
  const name = attributeSource(sink, node, "name");
  if (name === null || /^%?\(|%\(/.test(name.value)) return;
  if (type === "object" || (type === null && node.tag === "button" && context === "locator"))
    noteWhole(sink, name, "method", context === "locator" ? "locator" : "button", startOf(scope));
  else if (type === "action" && !/^\d+$/.test(name.value)) noteWhole(sink, name, "xml-id", "button");
}

/** `<attribute name="invisible">expression</attribute>` is read as the attribute that it sets. */
function noteSetAttribute(sink: Sink, target: XmlNode, child: XmlNode, scope: Scope): void {
  const name = attribute(child, "name");
  if (name === null) return;
  const span = textSpan(child);
  if (span !== null) noteAttribute(sink, target, name, sourceText(sink.text, ownText(child), span), scope);
  for (const part of ["add", "remove"]) {
    const source = attributeSource(sink, child, part);
    if (source !== null) noteAttribute(sink, target, name, source, scope);
  }
}
