import type { LineNode } from "./line-tree.ts";

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * The lines whose label, key or facts contain every word of a search, whatever its accents and case, with the lines they are
 * nested under. A line that matches keeps all that is nested under it.
 */
export function findLines(nodes: readonly LineNode[], search: string): readonly LineNode[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return nodes;
  const matches = ({ line }: LineNode) => {
    const text = fold([line.label, line.key, ...Object.values(line.facts ?? {})].join(" "));
    return words.every((word) => text.includes(word));
  };
  const keep = (node: LineNode): LineNode[] => {
    if (matches(node)) return [node];
    const children = node.children.flatMap(keep);
    return children.length > 0 ? [{ ...node, children }] : [];
  };
  return nodes.flatMap(keep);
}
