import type { PythonNode } from "../python-tree.ts";

/**
 * What every node without children shares, so that it costs nothing. To the engine an array that never held an object is of another kind than the
 * children of other nodes, and what walks over nodes would be compiled for both.
 */
export const NO_CHILDREN: readonly PythonNode[] = emptied([{ type: "", start: 0, end: 0, children: [] }]);

function emptied(nodes: PythonNode[]): readonly PythonNode[] {
  nodes.pop();
  return nodes;
}

export function leaf(type: string, start: number, end: number): PythonNode {
  return node(type, start, end, NO_CHILDREN);
}

/** All nodes are made here, whoever reads them, and so have one shape. */
export function node(type: string, start: number, end: number, children: readonly PythonNode[]): PythonNode {
  return { type, start, end, children: children.length === 0 ? NO_CHILDREN : children };
}
