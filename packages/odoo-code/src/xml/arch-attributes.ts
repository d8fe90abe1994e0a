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

/** An attribute of an element of a view, whose record is `scope`. */
interface Attribute {
  readonly node: XmlNode;
  readonly name: string;
  readonly source: SourceText;
  readonly scope: Scope;
}
type Note = (sink: Sink, attribute: Attribute) => void;

/** What is looked for in attributes of a name, on whatever element. */
const BY_NAME: ReadonlyMap<string, Note> = new Map<string, Note>([
  ...[...MODIFIERS].map((name) => [name, noteModifier] as const),
  ...[...FIELD_LIST_ATTRIBUTES].map((name) => [name, noteFieldList] as const),
  ["attrs", noteAttrs],
  ["domain", noteDomainAttribute],
  ["filter_domain", noteFilterDomain],
  ["context", noteContext],
  ["options", noteOptions],
  ["groups", (sink, { source }) => noteGroups(sink, source)],
  ["widget", noteWidget],
  ["date", noteDate],
  ["mode", noteMode],
  ["quick_create_view", noteView],
  ["form_view_id", noteView],
]);

/** What is looked for in an attribute besides ids in `%(…)d`; undefined for most of them. */
function noteOf(tag: string, name: string): Note | undefined {
  if (name.startsWith("t-")) return noteDirective;
  if (name.startsWith("decoration-")) return noteModifier;
  const ofTag = Object.hasOwn(FIELD_ATTRIBUTES, tag) && FIELD_ATTRIBUTES[tag]?.includes(name) === true;
  return BY_NAME.get(name) ?? (ofTag ? noteField : undefined);
}

/** False for an attribute in which {@link noteAttribute} finds nothing: most are such, and nothing is made of them. */
export function mayName({ tag }: XmlNode, name: string, value: string): boolean {
  return noteOf(tag, name) !== undefined || value.includes("%(");
}

/** References in one attribute of an element of a view, whose record is `scope`. */
export function noteAttribute(sink: Sink, node: XmlNode, name: string, source: SourceText, scope: Scope): void {
  notePercent(sink, source);
  noteOf(node.tag, name)?.(sink, { node, name, source, scope });
}

function noteDirective(sink: Sink, { name, source, scope }: Attribute): void {
  noteTemplateAttribute(sink, name, source);
  // In the cards of a kanban view, `record` is the card's record.
  noteMatches(sink, source, /(?<![\w.])record\.([A-Za-z_]\w*)/g, "field-path", "card", startOf(scope));
}

function noteField(sink: Sink, { node, name, source, scope }: Attribute): void {
  if (/^\w+$/.test(source.value.trim()))
    noteWhole(sink, source, "field-path", node.tag === "groupby" ? "arch" : name, startOf(scope));
}

function noteFieldList(sink: Sink, { name, source, scope }: Attribute): void {
  noteMatches(sink, source, /(?:^|,)\s*([\w.]+)/g, "field-path", name, startOf(scope));
}

function noteFilterDomain(sink: Sink, { source, scope }: Attribute): void {
  noteDomain(sink, source, scope, "filter_domain");
}

function noteWidget(sink: Sink, { node, source }: Attribute): void {
  if (node.tag !== "attribute") noteWhole(sink, source, "widget", "widget");
}

function noteDate(sink: Sink, { node, source, scope }: Attribute): void {
  if (node.tag === "filter") noteWhole(sink, source, "field-path", "filter", startOf(scope));
}

function noteMode(sink: Sink, { node, source }: Attribute): void {
  if (node.tag === "field") noteMatches(sink, source, /(\w+)/g, "view-type", "mode");
}

function noteView(sink: Sink, { name, source }: Attribute): void {
  noteWhole(sink, source, "xml-id", name);
}

function noteModifier(sink: Sink, { source, scope }: Attribute): void {
  // Before 17 a modifier could be a domain.
  noteLeaves(sink, source, leavesIn(source.value), scope, "modifier");
  noteNames(sink, source, scope, "modifier");
}

/** `{'invisible': [('state', '=', 'done')]}`: domains over the record of the view itself. */
function noteAttrs(sink: Sink, { source, scope }: Attribute): void {
  noteDomain(sink, source, scope, "attrs");
  noteNames(sink, source, scope, "attrs");
}

/** The left sides are paths of the comodel, the names on the right fields of the record; on a filter both are of the record. */
function noteDomainAttribute(sink: Sink, { node, source, scope }: Attribute): void {
  const field = node.tag === "field" ? attribute(node, "name") : null;
  const searched = field === null ? (node.tag === "filter" ? scope : UNKNOWN) : comodelScope(scope, field);
  noteLeaves(sink, source, leavesIn(source.value), searched, "domain");
  noteNames(sink, source, scope, "domain");
}

function noteContext(sink: Sink, { node, source, scope }: Attribute): void {
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
function noteOptions(sink: Sink, { node, source, scope }: Attribute): void {
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
