import type { PythonNode, PythonTree } from "../../python-tree.ts";

/** Where two trees of a text first say different things, or null. The first is the reference. */
export function difference(expected: PythonTree, found: PythonTree): string | null {
  const [problem] = expected.problems;
  if (problem !== undefined) return `accepted, but: ${problem.message} at ${problem.span.join("-")}`;
  if (JSON.stringify(expected.comments) !== JSON.stringify(found.comments)) return "other comments";
  return ofNodes(expected.root, found.root, "");
}

function ofNodes(expected: PythonNode, found: PythonNode, path: string): string | null {
  const here = shown(expected);
  if (here !== shown(found)) return `${path}: ${here} is ${shown(found)}`;
  for (const [at, child] of expected.children.entries()) {
    const other = found.children[at];
    const inside = other === undefined ? `${path}: nothing` : ofNodes(child, other, `${path}/${expected.type}`);
    if (inside !== null) return inside;
  }
  return null;
}

function shown({ type, start, end, children }: PythonNode): string {
  return `${type} ${start}-${end} of ${children.length}`;
}
