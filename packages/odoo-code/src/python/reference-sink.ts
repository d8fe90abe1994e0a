import type { Reference, ReferenceRole, Span } from "../facts.ts";
import type { MethodsLately } from "../typed/methods-lately.ts";
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
  /** What was read of the file's methods before, where it is read again and again. */
  readonly lately?: MethodsLately | undefined;
  /** Whether the walk is where it would be caught that a model is not there. */
  asksForModels?: boolean | undefined;
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
  sink.references.push({ role, value: found.value, span: found.span, context, certain: found.verbatim, ...start });
  return found;
}

/** Notes each match of `pattern` in a static string: `groups="a,b"`, `_order = "a desc, b"`. The first group of the pattern is the name. */
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
  for (const match of found.value.matchAll(pattern)) {
    const value = match[1];
    if (value === undefined) continue;
    const from = found.span[0] + match.index + match[0].indexOf(value);
    const span: Span = found.verbatim ? [from, from + value.length] : found.span;
    sink.references.push({ role, value, span, context, certain: found.verbatim, ...start });
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
  sink.references.push({ role, value: sink.text.slice(...span), span, context, certain: true, ...start });
}
