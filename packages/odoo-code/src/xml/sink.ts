import type { Reference, ReferenceRole, XmlNode } from "../facts.ts";
import { callsWithString, type DomainLeaf, leavesIn, readExpression } from "./expression.ts";
import { type Scope, startOf, UNKNOWN } from "./scope.ts";
import { type SourceText, sourceText } from "./source-text.ts";
import type { Token } from "./token-tree.ts";

/** Where a field path starts, as a reference carries it. */
export type Start = Pick<Reference, "model" | "through" | "modelXmlId" | "extension">;

/** Where references of a file are gathered. */
export interface Sink {
  readonly text: string;
  readonly references: Reference[];
}

/** Part of a value that names something. */
export interface Part {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly certain?: boolean;
}

/** Value of an attribute with the way back to its text. */
export function attributeSource(sink: Sink, node: XmlNode, name: string): SourceText | null {
  const found = Object.hasOwn(node.attributes, name) ? node.attributes[name] : undefined;
  if (found === undefined) return null;
  const written = sourceText(sink.text, found.value, found.span);
  const source = found.source ?? node.source;
  return source === undefined
    ? written
    : { value: written.value, source, span: (start, end) => written.span(start, end) };
}

export function notePart(
  sink: Sink,
  source: SourceText,
  part: Part,
  role: ReferenceRole,
  context: string,
  start: Start = {},
): void {
  if (part.value === "") return;
  const { value, certain = true } = part;
  const span = source.span(part.start, part.end);
  const { source: file } = source;
  const { references } = sink;
  const { model, through, modelXmlId, extension } = start;
  // To spread `start` takes longer than all the rest: only where it says what is rare.
  if (file !== undefined) references.push({ role, value, span, context, certain, ...start, source: file });
  else if (modelXmlId !== undefined || extension !== undefined)
    references.push({ role, value, span, context, certain, ...start });
  else if (model === undefined) references.push({ role, value, span, context, certain });
  else if (through === undefined) references.push({ role, value, span, context, certain, model });
  else references.push({ role, value, span, context, certain, model, through });
}

/** The whole value, without the space around it, as one name. */
export function noteWhole(
  sink: Sink,
  source: SourceText | null,
  role: ReferenceRole,
  context: string,
  start: Start = {},
): void {
  if (source === null) return;
  const value = source.value.trim();
  const from = source.value.indexOf(value);
  notePart(sink, source, { value, start: from, end: from + value.length }, role, context, start);
}

/** Every match of the pattern, which is global and matches no empty text; its first group is the name. */
export function noteMatches(
  sink: Sink,
  source: SourceText | null,
  pattern: RegExp,
  role: ReferenceRole,
  context: string,
  start: Start = {},
): void {
  if (source === null) return;
  // In place of `matchAll`, which makes a copy of the pattern each time.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(source.value); match !== null; match = pattern.exec(source.value)) {
    const value = match[1] ?? "";
    const from = match.index + match[0].indexOf(value);
    notePart(sink, source, { value, start: from, end: from + value.length }, role, context, start);
  }
}

const PERCENT = /(?<!%)%\(\s*([^\s()]+)\s*\)[ds]/g;
const GROUPS = /(?:^|,)\s*[!-]?\s*([^\s,!-][^\s,]*)/g;

/** `%(module.name)d`, which Odoo replaces by a database id before anything else reads the value. */
export function notePercent(sink: Sink, source: SourceText): void {
  if (source.value.includes("%(")) noteMatches(sink, source, PERCENT, "xml-id", "percent");
}

/** The record around a nested view, in what the client evaluates. */
const PARENT = "parent.";
const EVALUATED: ReadonlySet<string> = new Set(["attrs", "modifier"]);

/** Paths of a domain, starting at `scope`. */
export function noteLeaves(
  sink: Sink,
  source: SourceText,
  leaves: readonly DomainLeaf[],
  scope: Scope,
  context: string,
): void {
  for (const { path, start, end, certain, inside } of leaves) {
    if (path.startsWith(PARENT) && EVALUATED.has(context)) {
      const value = path.slice(PARENT.length);
      const from = start + PARENT.length;
      notePart(
        sink,
        source,
        { value, start: from, end, certain },
        "field-path",
        context,
        startOf(scope.parent ?? UNKNOWN),
      );
      continue;
    }
    notePart(sink, source, { value: path, start, end, certain }, "field-path", context, startOf(scope));
    noteLeaves(sink, source, inside, { ...scope, path: joined(scope.path, path) }, context);
  }
}

export function noteDomain(sink: Sink, source: SourceText, scope: Scope, context: string): readonly Token[] {
  noteLeaves(sink, source, leavesIn(source.value), scope, context);
  return readExpression(source.value);
}

/** `ref('x')` anywhere in an expression. */
export function noteRefCalls(sink: Sink, source: SourceText, tokens: readonly Token[], context: string): void {
  for (const { call, argument, second } of callsWithString(tokens))
    if (call === "ref") notePart(sink, source, argument, "xml-id", second === "False" ? "ref-optional" : context);
}

/** `base.group_user,!base.group_system`. */
export function noteGroups(sink: Sink, source: SourceText | null): void {
  noteMatches(sink, source, GROUPS, "group", "groups");
}

function joined(path: string, more: string): string {
  return path === "" ? more : `${path}.${more}`;
}
