import type { PythonParser } from "../python/python-parser.ts";
import { type PythonTree, parsePython } from "../python/python-tree.ts";

/** The last file that was parsed, per parser: reading facts and checking follow each other, and one tree serves both. */
const LAST = new WeakMap<PythonParser, { readonly text: string; readonly tree: PythonTree }>();

/** The tree of a text. */
export function treeOf(python: PythonParser, text: string): PythonTree {
  const last = LAST.get(python);
  if (last?.text === text) return last.tree;
  // Let go first: two trees at a time would be copied by every collection meanwhile.
  LAST.delete(python);
  const tree = parsePython(python, text);
  LAST.set(python, { text, tree });
  return tree;
}
