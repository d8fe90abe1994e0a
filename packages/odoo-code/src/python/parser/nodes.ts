import type { PythonNode } from "../python-tree.ts";

/** What every node without children shares, so that it costs nothing. */
export const NO_CHILDREN: readonly PythonNode[] = [];

export function leaf(type: string, start: number, end: number): PythonNode {
  return { type, start, end, children: NO_CHILDREN };
}

export function node(type: string, start: number, end: number, children: readonly PythonNode[]): PythonNode {
  return { type, start, end, children };
}
