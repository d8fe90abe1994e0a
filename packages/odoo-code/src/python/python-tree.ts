import type { Node, Tree } from "web-tree-sitter";
import type { Span, SyntaxProblem } from "../facts.ts";
import type { PythonParser } from "./python-parser.ts";

/**
 * A named node of the grammar as plain data: it outlives the parser's tree. Punctuation and comments are left out; a string has children
 * only when it is an f-string, and then only its interpolations.
 */
export interface PythonNode {
  /** tree-sitter-python's name: `class_definition`, `call`, `attribute` … */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly PythonNode[];
}

/** A whole file (or expression) as plain nodes. */
export interface PythonTree {
  readonly root: PythonNode;
  readonly comments: readonly Span[];
  readonly problems: readonly SyntaxProblem[];
}

/** Deeper expressions are cut off: no hand writes them, and every walk of the tree may recurse. */
const MAX_DEPTH = 400;
const MAX_PROBLEMS = 50;
/** Parser steps (in hundreds) allowed per file: real files need about one per 60 characters, error recovery on noise far more. */
const STEPS = (length: number) => 20_000 + length;
const LEAVES = new Set(["identifier", "integer", "float", "true", "false", "none", "ellipsis", "pass_statement"]);
const NO_CHILDREN: readonly PythonNode[] = [];

/**
 * Parses a text. Total: what cannot be parsed is a problem, and the nodes around it still stand. The WebAssembly tree is freed before returning.
 */
export function parsePython(python: PythonParser, text: string): PythonTree {
  const nothing = { type: "module", start: 0, end: text.length, children: NO_CHILDREN };
  const refused = (message: string): PythonTree => {
    python.parser.reset();
    return { root: nothing, comments: [], problems: [{ message, span: [0, 0] }] };
  };
  let steps = STEPS(text.length);
  let tree: Tree | null = null;
  try {
    const progressCallback = () => --steps < 0;
    tree = python.parser.parse((offset) => text.slice(offset, offset + 5000), null, { progressCallback });
    if (tree === null) return refused("file is too irregular to be parsed");
    const comments: Span[] = [];
    const problems: SyntaxProblem[] = [];
    const root = plain(tree.rootNode, python.types, text, comments, 0);
    if (tree.rootNode.hasError) findProblems(tree.rootNode, text, problems, 0);
    return { root, comments, problems };
  } catch (error) {
    return refused(`file could not be parsed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    tree?.delete();
  }
}

function plain(node: Node, types: readonly string[], text: string, comments: Span[], depth: number): PythonNode {
  const type = types[node.typeId] ?? "ERROR";
  const start = node.startIndex;
  const end = node.endIndex;
  if (LEAVES.has(type) || depth > MAX_DEPTH) return { type, start, end, children: NO_CHILDREN };
  if (type === "string" && !isFormatted(text, start)) return { type, start, end, children: NO_CHILDREN };
  const children: PythonNode[] = [];
  for (const child of node.namedChildren) {
    const made = plain(child, types, text, comments, depth + 1);
    if (made.type === "comment") comments.push([made.start, made.end]);
    else if (type !== "string" || made.type === "interpolation") children.push(made);
  }
  return { type, start, end, children };
}

/** Whether the prefix before the opening quote has an `f`. */
function isFormatted(text: string, start: number): boolean {
  for (let at = start; at < start + 3; at += 1) {
    const letter = text[at];
    if (letter === "f" || letter === "F" || letter === "t" || letter === "T") return true;
    if (letter === '"' || letter === "'") return false;
  }
  return false;
}

function findProblems(node: Node, text: string, problems: SyntaxProblem[], depth: number): void {
  if (problems.length >= MAX_PROBLEMS || depth > MAX_DEPTH) return;
  if (node.isMissing) {
    problems.push({ message: `missing ${node.type}`, span: [node.startIndex, node.endIndex] });
    return;
  }
  if (node.isError) {
    const written = text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + 30)).split("\n")[0] ?? "";
    problems.push({ message: `invalid syntax near "${written.trim()}"`, span: [node.startIndex, node.endIndex] });
    return;
  }
  for (const child of node.children)
    if (child.hasError || child.isMissing) findProblems(child, text, problems, depth + 1);
}
