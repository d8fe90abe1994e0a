import type { Span } from "../facts.ts";
import { readPython } from "../python/parser/read-python.ts";
import type { PythonNode, PythonTree } from "../python/python-tree.ts";
import { type Change, changeBetween } from "./change-between.ts";

/** A text with its tree. */
export interface ReadText {
  readonly text: string;
  readonly tree: PythonTree;
}

/** Shorter texts are read as quickly as a whole. */
const LONG = 2000;
/** Longer changes are no keystrokes. */
const MOST_TYPED = 1000;
/** Deeper trees are read as a whole, which knows where to cut them off. */
const MAX_DEPTH = 300;
/** Stands in front of what is read of a class body. */
const HEAD = "class _:\n";

type Movable = { -readonly [key in keyof PythonNode]: PythonNode[key] };

/**
 * The tree of a text that was typed into another one: only the method or statement in which something changed is read again, and what stands behind
 * it is moved. The tree of before is used up.
 *
 * Both texts are the same up to the statement, so that it begins in the same state of the reader; it is read on its own, without an error, to the
 * end of its last line, so that what follows is read as before.
 *
 * @returns null where the text has to be read as a whole; the tree of before is then as it was.
 */
export function retypedTree({ text: before, tree }: ReadText, text: string): PythonTree | null {
  if (tree.whole !== true || text.length < LONG) return null;
  const change = changeBetween(before, text);
  if (change.removed > MOST_TYPED || change.added > MOST_TYPED) return null;
  const place = statementAround(before, tree.root, change);
  if (place === null) return null;
  const by = change.added - change.removed;
  const read = readStatements(text.slice(place.from, place.to + by), place.indent, place.from, text.length);
  if (read === null) return null;
  return putIn(tree, place, read, text.length, by);
}

/** A statement that begins a line, with all up to the line of the next one. */
interface Place {
  /** The nodes around it, outermost first. */
  readonly around: readonly PythonNode[];
  /** Where it stands among the children of the innermost. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly indent: string;
}

/** The innermost statement of the file or of a class in it that holds the change. */
function statementAround(text: string, root: PythonNode, change: Change): Place | null {
  let found: Place | null = null;
  let end = text.length;
  for (let around: readonly PythonNode[] = [root]; ; ) {
    const holder = around.at(-1) as PythonNode;
    const at = holder.children.findLastIndex((child) => lineOf(text, child) <= change.start);
    const statement = holder.children[at];
    if (statement === undefined) return found;
    const from = lineOf(text, statement);
    const next = holder.children[at + 1];
    const to = next === undefined ? end : lineOf(text, next);
    const indent = text.slice(from, statement.start);
    // What shares its line with another statement is none of its own.
    const alone = /^[ \t]*$/.test(indent) && (next === undefined || /^[ \t]*$/.test(text.slice(to, next.start)));
    if (!alone || change.start + change.removed > to) return found;
    found = { around, at, from, to, indent };
    const body = statement.type === "class_definition" ? statement.children.at(-1) : undefined;
    if (body?.type !== "block") return found;
    around = [...around, statement, body];
    end = to;
  }
}

function lineOf(text: string, { start }: PythonNode): number {
  return text.lastIndexOf("\n", start - 1) + 1;
}

interface ReadStatements {
  readonly statements: readonly PythonNode[];
  readonly comments: readonly Span[];
}

/** Reads lines of a class body or of the file on their own. */
function readStatements(lines: string, indent: string, from: number, end: number): ReadStatements | null {
  // What is joined to the next line, or is its beginning.
  if (/\\\r?\n?$/.test(lines) || (from + lines.length < end && !lines.endsWith("\n"))) return null;
  const inClass = indent !== "";
  const read = readPython(inClass ? HEAD + lines : lines, MAX_DEPTH);
  if (read === null) return null;
  const top = read.root.children;
  const body = inClass ? top[0]?.children.at(-1) : read.root;
  const first = body?.children[0];
  if (body === undefined || first === undefined || (inClass && top.length !== 1)) return null;
  const by = inClass ? from - HEAD.length : from;
  // A line that is indented otherwise opens or ends a block.
  const begin = first.start + by - from;
  if (lines.slice(lines.lastIndexOf("\n", begin - 1) + 1, begin) !== indent) return null;
  for (const child of body.children) move(child, by);
  return { statements: body.children, comments: moved(read.comments, by) };
}

function putIn(
  { root, comments }: PythonTree,
  { around, at, from, to }: Place,
  read: ReadStatements,
  length: number,
  by: number,
): PythonTree {
  const holder = around.at(-1) as Movable;
  const oldEnd = holder.children[at]?.end ?? 0;
  const newEnd = read.statements.at(-1)?.end ?? 0;
  for (const node of around)
    for (let later = node === holder ? at + 1 : childIndex(node, around) + 1; later < node.children.length; later += 1)
      if (by !== 0) move(node.children[later] as PythonNode, by);
  // What ends with the statement ends with it still.
  for (const node of around as readonly Movable[]) node.end = node.end === oldEnd ? newEnd : node.end + by;
  holder.children = [...holder.children.slice(0, at), ...read.statements, ...holder.children.slice(at + 1)];
  const all = [
    ...comments.filter(([start]) => start < from),
    ...read.comments,
    ...moved(
      comments.filter(([start]) => start >= to),
      by,
    ),
  ];
  const whole = root as Movable;
  whole.start = Math.min(root.children[0]?.start ?? length, all[0]?.[0] ?? length);
  whole.end = length;
  return { root, comments: all, problems: [], whole: true };
}

/** Which child of a node is the next one of those around. */
function childIndex(node: PythonNode, around: readonly PythonNode[]): number {
  return node.children.indexOf(around[around.indexOf(node) + 1] as PythonNode);
}

function move(node: Movable, by: number): void {
  node.start += by;
  node.end += by;
  const { children } = node;
  for (let at = 0; at < children.length; at += 1) move(children[at] as Movable, by);
}

function moved(spans: readonly Span[], by: number): readonly Span[] {
  return spans.map(([start, end]) => [start + by, end + by] as const);
}
