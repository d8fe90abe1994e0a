import type { Reference, ReferenceRole, Span } from "../facts.ts";
import type { Binding } from "./binding.ts";
import type { Origin } from "./origin.ts";
import type { PythonNode } from "./python-tree.ts";
import { type StringLiteral, stringLiteral } from "./string-literal.ts";

/** Where references of a file are gathered. */
export interface ReferenceSink {
  readonly text: string;
  readonly references: Reference[];
  /** Starts of the list literals already read as domains, so that the walk over the rest does not read them again. */
  readonly domains: Set<number>;
  /** Where the variables that stand for recordsets are gathered, if anybody asks. */
  readonly bindings?: Binding[] | undefined;
  /** Set when a model is made inside a function, where facts do not follow. */
  hidesModels?: boolean;
}

/** Where a field path or method starts, as a reference carries it. */
export type Start = Pick<Reference, "model" | "through">;

export function startAt(origin: Origin | null): Start {
  if (origin === null) return { model: null };
  return origin.path === "" ? { model: origin.model } : { model: null, through: origin };
}

export function modelStart(model: string | null): Start {
  return { model };
}

/** Notes a reference when the node is a string with a static value; the span then is the text between its quotes. */
export function noteString(
  sink: ReferenceSink,
  node: PythonNode | undefined,
  role: ReferenceRole,
  context: string,
  start: Start = {},
): StringLiteral | null {
  const found = node === undefined ? null : stringLiteral(node, sink.text);
  if (found === null || found.value === "") return null;
  note(sink, role, found.value, found.span, context, found.verbatim, start);
  return found;
}

/** Written out: to spread `start` takes longer than all the rest. */
function note(
  { references }: ReferenceSink,
  role: ReferenceRole,
  value: string,
  span: Span,
  context: string,
  certain: boolean,
  { model, through }: Start,
): void {
  if (through !== undefined)
    references.push({ role, value, span, context, certain, ...(model !== undefined && { model }), through });
  else if (model !== undefined) references.push({ role, value, span, context, certain, model });
  else references.push({ role, value, span, context, certain });
}

/** Notes each match of `pattern`, which is global and matches no empty text, in a static string: `groups="a,b"`, `_order = "a desc, b"`. The first group of the pattern is the name. */
export function noteParts(
  sink: ReferenceSink,
  node: PythonNode | undefined,
  pattern: RegExp,
  role: ReferenceRole,
  context: string,
  start: Start = {},
): void {
  const found = node === undefined ? null : stringLiteral(node, sink.text);
  if (found === null) return;
  // In place of `matchAll`, which makes a copy of the pattern each time.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(found.value); match !== null; match = pattern.exec(found.value)) {
    const value = match[1];
    if (value === undefined) continue;
    const from = found.span[0] + match.index + match[0].indexOf(value);
    const span: Span = found.verbatim ? [from, from + value.length] : found.span;
    note(sink, role, value, span, context, found.verbatim, start);
  }
}

/** Notes a reference whose name stands in the code itself. */
export function noteName(
  sink: ReferenceSink,
  node: PythonNode,
  role: ReferenceRole,
  context: string,
  start: Start = {},
): void {
  const span: Span = [node.start, node.end];
  note(sink, role, sink.text.slice(node.start, node.end), span, context, true, start);
}
