import type { XmlNode } from "../facts.ts";
import { dictEntries, leavesIn, namesIn, readExpression, strings } from "./expression.ts";
import { comodelScope, type Scope, startOf, UNKNOWN } from "./scope.ts";
import {
  noteDomain,
  noteGroups,
  noteLeaves,
  noteMatches,
  notePart,
  notePercent,
  noteWhole,
  type Sink,
} from "./sink.ts";
import type { SourceText } from "./source-text.ts";
import { noteTemplateAttribute } from "./template-attributes.ts";
import type { Token } from "./token-tree.ts";
import { FIELD_ATTRIBUTES, FIELD_LIST_ATTRIBUTES, FIELD_OPTIONS, MODIFIERS, NO_FIELDS } from "./view-vocabulary.ts";
import { attribute } from "./xml-node.ts";

/** Attributes that may name something, on whatever element. */
const NAMING: ReadonlySet<string> = new Set([
  ...MODIFIERS,
  ...FIELD_LIST_ATTRIBUTES,
  ..."attrs domain filter_domain context options groups widget date mode quick_create_view form_view_id".split(" "),
]);

/** False for an attribute in which {@link noteAttribute} finds nothing: most are such, and nothing is made of them. */
export function mayName({ tag }: XmlNode, name: string, value: string): boolean {
  return (
    NAMING.has(name) ||
    name.startsWith("t-") ||
    name.startsWith("decoration-") ||
    value.includes("%(") ||
    isFieldAttribute(tag, name)
  );
}

function isFieldAttribute(tag: string, name: string): boolean {
  return Object.hasOwn(FIELD_ATTRIBUTES, tag) && FIELD_ATTRIBUTES[tag]?.includes(name) === true;
}

/** References in one attribute of an element of a view, whose record is `scope`. */
export function noteAttribute(sink: Sink, node: XmlNode, name: string, source: SourceText, scope: Scope): void {
  notePercent(sink, source);
  if (name.startsWith("t-")) {
    noteTemplateAttribute(sink, name, source);
    // In the cards of a kanban view, `record` is the card's record.
    noteMatches(sink, source, /(?<![\w.])record\.([A-Za-z_]\w*)/g, "field-path", "card", startOf(scope));
  } else if (MODIFIERS.has(name) || name.startsWith("decoration-")) noteModifier(sink, source, scope);
  else if (name === "attrs") noteAttrs(sink, source, scope);
  else if (name === "domain") noteDomainAttribute(sink, node, source, scope);
  else if (name === "filter_domain") noteDomain(sink, source, scope, "filter_domain");
  else if (name === "context") noteContext(sink, node, source, scope);
  else if (name === "options") noteOptions(sink, node, source, scope);
  else if (name === "groups") noteGroups(sink, source);
  else if (name === "widget" && node.tag !== "attribute") noteWhole(sink, source, "widget", "widget");
  else if (name === "date" && node.tag === "filter") noteWhole(sink, source, "field-path", "filter", startOf(scope));
  else if (name === "mode" && node.tag === "field") noteMatches(sink, source, /(\w+)/g, "view-type", "mode");
  else if (name === "quick_create_view" || name === "form_view_id") noteWhole(sink, source, "xml-id", name);
  else if (FIELD_LIST_ATTRIBUTES.has(name))
    noteMatches(sink, source, /(?:^|,)\s*([\w.]+)/g, "field-path", name, startOf(scope));
  else if (isFieldAttribute(node.tag, name) && /^\w+$/.test(source.value.trim()))
    noteWhole(sink, source, "field-path", node.tag === "groupby" ? "arch" : name, startOf(scope));
}

function noteModifier(sink: Sink, source: SourceText, scope: Scope): void {
  // Before 17 a modifier could be a domain.
  noteLeaves(sink, source, leavesIn(source.value), scope, "modifier");
  noteNames(sink, source, scope, "modifier");
}

/** `{'invisible': [('state', '=', 'done')]}`: domains over the record of the view itself. */
function noteAttrs(sink: Sink, source: SourceText, scope: Scope): void {
  noteDomain(sink, source, scope, "attrs");
  noteNames(sink, source, scope, "attrs");
}

/** The left sides are paths of the comodel, the names on the right fields of the record; on a filter both are of the record. */
function noteDomainAttribute(sink: Sink, node: XmlNode, source: SourceText, scope: Scope): void {
  const field = node.tag === "field" ? attribute(node, "name") : null;
  const searched = field === null ? (node.tag === "filter" ? scope : UNKNOWN) : comodelScope(scope, field);
  noteLeaves(sink, source, leavesIn(source.value), searched, "domain");
  noteNames(sink, source, scope, "domain");
}

function noteContext(sink: Sink, node: XmlNode, source: SourceText, scope: Scope): void {
  const tokens = readExpression(source.value);
  const field = node.tag === "field" ? attribute(node, "name") : null;
  noteContextKeys(sink, source, tokens, field === null ? UNKNOWN : comodelScope(scope, field), scope);
  noteNames(sink, source, scope, "context");
}

/** Keys that name something: `default_<field>` of what is created, `group_by` of what is searched, `form_view_ref`. */
export function noteContextKeys(
  sink: Sink,
  source: SourceText,
  tokens: readonly Token[],
  created: Scope,
  grouped: Scope,
): void {
  for (const { key, value } of dictEntries(tokens)) {
    const field = /^default_(\w+)$/.exec(key.value)?.[1];
    if (field !== undefined) {
      const part = { value: field, start: key.start + "default_".length, end: key.end };
      notePart(sink, source, part, "field-path", "default", startOf(created));
    } else if (key.value === "group_by" || key.value === "pivot_row_groupby" || key.value === "pivot_column_groupby") {
      for (const text of strings(value)) {
        const path = text.value.split(":")[0] ?? "";
        const part = { ...text, value: path, end: text.start + path.length };
        notePart(sink, source, part, "field-path", "group_by", startOf(grouped));
      }
    } else if (key.value.endsWith("_view_ref")) {
      for (const text of strings(value)) notePart(sink, source, text, "xml-id", "view_ref");
    }
  }
}

/** What `options` name depends on the widget: tags are coloured by a field of the comodel, an image of a relation is one of its comodel. */
function noteOptions(sink: Sink, node: XmlNode, source: SourceText, scope: Scope): void {
  const field = node.tag === "field" ? attribute(node, "name") : null;
  const widget = attribute(node, "widget") ?? "";
  for (const { key, value } of dictEntries(readExpression(source.value))) {
    const [only] = value;
    if (value.length !== 1 || only?.kind !== "string") continue;
    const related =
      (key.value === "color_field" && /tags/.test(widget)) ||
      (key.value === "preview_image" && widget === "image" && /_ids?$/.test(field ?? ""));
    if (related && field !== null)
      notePart(sink, source, only, "field-path", "options", startOf(comodelScope(scope, field)));
    else if (FIELD_OPTIONS.has(key.value) || (key.value === "preview_image" && widget === "image"))
      notePart(sink, source, only, "field-path", "options", startOf(scope));
  }
}

/** Fields that an expression of a view reads; `parent.x` is a field of the record around a nested view. */
function noteNames(sink: Sink, source: SourceText, scope: Scope, context: string): void {
  for (const { parts, called } of namesIn(source.value)) {
    const [first, second] = parts;
    if (first === undefined || (called && parts.length === 1)) continue;
    if (first.value === "parent" && second !== undefined)
      notePart(sink, source, second, "field-path", context, startOf(scope.parent ?? UNKNOWN));
    else if (first.value !== "parent" && !NO_FIELDS.has(first.value))
      notePart(sink, source, first, "field-path", context, startOf(scope));
  }
}
