import type { ReportLine } from "@sextant/contracts";

/** A line with the lines nested under it. */
export interface LineNode {
  readonly line: ReportLine;
  readonly children: readonly LineNode[];
}

interface OpenNode {
  readonly line: ReportLine;
  readonly children: OpenNode[];
}

/**
 * Nests lines by their level: a line belongs to the last line before it that stands on a higher level. Where a report begins with
 * nested lines, its totals follow what they add up; then nothing is nested under a total.
 */
export function lineTree(lines: readonly ReportLine[]): readonly LineNode[] {
  const totalsFollow = (lines[0]?.level ?? 0) > 0;
  const roots: OpenNode[] = [];
  const open: OpenNode[] = [];
  for (const line of lines) {
    const node: OpenNode = { line, children: [] };
    while (open.length > 0 && (open.at(-1)?.line.level ?? 0) >= line.level) open.pop();
    (open.at(-1)?.children ?? roots).push(node);
    const isSum = line.kind === "total" || line.kind === "subtotal";
    if (!(totalsFollow && isSum)) open.push(node);
  }
  return roots;
}

/** How many levels are nested: 1 for a flat list, 0 for none. */
export function depthOf(nodes: readonly LineNode[]): number {
  return nodes.reduce((deepest, { children }) => Math.max(deepest, 1 + depthOf(children)), 0);
}

/** Keys of the lines that must be open for `levels` levels to be seen. */
export function openToLevel(nodes: readonly LineNode[], levels: number): Record<string, boolean> {
  const open: Record<string, boolean> = {};
  const visit = (children: readonly LineNode[], level: number) => {
    if (level >= levels) return;
    for (const node of children) {
      if (node.children.length === 0) continue;
      open[node.line.key] = true;
      visit(node.children, level + 1);
    }
  };
  visit(nodes, 1);
  return open;
}

/** Splits off a last line that is a total of the whole, so that it can stay in sight. */
export function splitTotal(nodes: readonly LineNode[]): { body: readonly LineNode[]; total: ReportLine | null } {
  const last = nodes.at(-1);
  if (last === undefined || last.line.kind !== "total" || last.children.length > 0) {
    return { body: nodes, total: null };
  }
  return { body: nodes.slice(0, -1), total: last.line };
}
