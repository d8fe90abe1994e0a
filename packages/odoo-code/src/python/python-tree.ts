import type { Node, Tree } from "web-tree-sitter";
import type { Span, SyntaxProblem } from "../facts.ts";
import { leaf, node as nodeOf } from "./parser/nodes.ts";
import { readPython } from "./parser/read-python.ts";
import type { PythonParser } from "./python-parser.ts";
import { withoutBrokenLines } from "./repair.ts";

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
  /** Read by `readPython`: the text is well-formed. */
  readonly whole?: true;
}

/** Deeper expressions are cut off: no hand writes them, and every walk of the tree may recurse. */
const MAX_DEPTH = 400;
const MAX_PROBLEMS = 50;
/** Parser steps (in hundreds) allowed per file: real files need about one per 60 characters, error recovery on noise far more. */
const STEPS = (length: number) => 20_000 + length;
/**
 * Longer texts are not parsed. The longest file of Odoo has 0.35 million characters, and the memory of a WebAssembly parser, some 100 bytes per
 * character, is never given back.
 */
const MAX_PARSED = 2_000_000;
/** Lines joined by backslashes, one after the other without anything else: the grammar's scanner takes quadratic time over them. */
const JOINED_LINES = /(?:\\\r?\n[ \t\f]*){100}/;
const LEAVES = new Set(["identifier", "integer", "float", "true", "false", "none", "ellipsis", "pass_statement"]);

/**
 * Parses a text. Total: what cannot be parsed is a problem, and the nodes around it still stand. Well-formed text is read by `readPython`, the rest
 * by tree-sitter.
 */
export function parsePython(python: PythonParser, text: string): PythonTree {
  return readWhole(text) ?? parseWithGrammar(python, text);
}

/** The same without what functions do, see `readPython`; of a text that is not well-formed the whole tree. */
export function parseHeads(python: PythonParser, text: string): PythonTree {
  const heads = text.length > MAX_PARSED ? null : readPython(text, MAX_DEPTH, { bodies: false });
  return heads ?? parsePython(python, text);
}

function readWhole(text: string): PythonTree | null {
  return text.length > MAX_PARSED ? null : readPython(text, MAX_DEPTH);
}

/** What tree-sitter makes of a text, broken or not. The WebAssembly tree is freed before returning. */
export function parseWithGrammar(python: PythonParser, text: string): PythonTree {
  const found = parsed(python, text);
  if (found.problems.length === 0 || !found.recoverable) return found;
  const mended = withoutBrokenLines(text, (source) => isWhole(python, source));
  if (mended === null || mended === text) return found;
  const second = parsed(python, mended);
  const [before, after] = [definitions(found.root), definitions(second.root)];
  // A name put together of two lines counts as understood, and is not.
  const better = after > before || (after === before && found.problems.some(({ message }) => message === NO_NAME));
  return better ? { ...found, root: second.root } : found;
}

/** How much of a file a tree has understood. */
function definitions(node: PythonNode): number {
  const own =
    node.type === "class_definition" || node.type === "function_definition" || node.type === "assignment" ? 1 : 0;
  return node.children.reduce((sum, child) => sum + definitions(child), own);
}

function isWhole(python: PythonParser, source: string): boolean {
  if (readWhole(source) !== null) return true;
  if (DANGLING.test(source)) return parsed(python, source).problems.length === 0;
  return withTree(python, source, (tree) => !tree.rootNode.hasError) ?? false;
}

function parsed(python: PythonParser, text: string): PythonTree & { readonly recoverable: boolean } {
  if (text.length > MAX_PARSED)
    return unread(text, `file of ${text.length} characters is larger than ${MAX_PARSED} characters`);
  if (JOINED_LINES.test(text)) return unread(text, "file is too irregular to be parsed");
  const read = withTree(python, text, (tree) => {
    const comments: Span[] = [];
    const problems: SyntaxProblem[] = [];
    const root = plain(tree.rootNode, python.types, text, comments, 0);
    if (tree.rootNode.hasError) findProblems(tree.rootNode, text, problems, 0);
    if (DANGLING.test(text)) findDangling(root, text, problems, false);
    return { root, comments, problems, recoverable: true };
  });
  if (read !== null) return read;
  return unread(text, "file is too irregular to be parsed");
}

function unread(text: string, message: string): PythonTree & { readonly recoverable: boolean } {
  const root = leaf("module", 0, text.length);
  return { root, comments: [], problems: [{ message, span: [0, 0] }], recoverable: false };
}

/** Parses, hands the tree over and frees it; null when the parser gave up or failed. */
function withTree<T>(python: PythonParser, text: string, use: (tree: Tree) => T): T | null {
  let steps = STEPS(text.length);
  let tree: Tree | null = null;
  try {
    const progressCallback = () => --steps < 0;
    tree = python.parser.parse((offset) => text.slice(offset, offset + 5000), null, { progressCallback });
    if (tree === null) python.parser.reset();
    return tree === null ? null : use(tree);
  } catch {
    python.parser.reset();
    return null;
  } finally {
    tree?.delete();
  }
}

function plain(node: Node, types: readonly string[], text: string, comments: Span[], depth: number): PythonNode {
  const type = types[node.typeId] ?? "ERROR";
  const start = node.startIndex;
  const end = node.endIndex;
  if (LEAVES.has(type) || depth > MAX_DEPTH) return leaf(type, start, end);
  if (type === "string" && !isFormatted(text, start)) return leaf(type, start, end);
  const children: PythonNode[] = [];
  for (const child of node.namedChildren) {
    const made = plain(child, types, text, comments, depth + 1);
    if (made.type === "comment") comments.push([made.start, made.end]);
    else if (made.type === "line_continuation") continue;
    else if (type !== "string" || made.type === "interpolation") children.push(made);
  }
  return nodeOf(type, start, end, children);
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

/** `self.` at the end of a line: the grammar takes the next line for the name, as Python does only inside brackets. */
const DANGLING = /[\w)\]"']\.[ \t]*(?:#.*)?\r?\n/;
const NO_NAME = "a name is missing after the dot";
const BRACKETED =
  /^(?:argument_list|parenthesized_expression|list|tuple|dictionary|set|parameters|subscript|generator_expression|.*_comprehension)$/;

function findDangling(node: PythonNode, text: string, problems: SyntaxProblem[], bracketed: boolean): void {
  const [object, name] = node.children;
  if (node.type === "attribute" && !bracketed && object && name && problems.length < MAX_PROBLEMS) {
    const between = text.slice(object.end, name.start);
    const dot = between.lastIndexOf(".");
    if (/^\.[ \t]*(?:#.*)?\r?\n/.test(between.slice(dot)))
      problems.push({ message: NO_NAME, span: [object.end + dot, object.end + dot + 1] });
  }
  const inside = bracketed || BRACKETED.test(node.type);
  for (const child of node.children) findDangling(child, text, problems, inside && child.type !== "block");
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
