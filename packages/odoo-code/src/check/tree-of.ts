import type { PythonParser } from "../python/python-parser.ts";
import { type PythonTree, parsePython } from "../python/python-tree.ts";
import { type ReadText, retypedTree } from "../typed/retyped-tree.ts";

interface Last extends ReadText {
  /** The last text without an error, which may be that of before: what mends an error is read into it. */
  readonly whole: ReadText | null;
}

/** The last file that was parsed, per parser: reading facts and checking follow each other, and one tree serves both. */
const LAST = new WeakMap<PythonParser, Last>();

/** The tree of a text. It holds until the next text is parsed, which may take it over. */
export function treeOf(python: PythonParser, text: string): PythonTree {
  const last = LAST.get(python);
  if (last?.text === text) return last.tree;
  // Let go first: two trees at a time would be copied by every collection meanwhile.
  LAST.delete(python);
  const whole = last?.whole ?? null;
  const tree = (whole === null ? null : retypedTree(whole, text)) ?? parsePython(python, text);
  LAST.set(python, { text, tree, whole: tree.whole === true ? { text, tree } : whole });
  return tree;
}
