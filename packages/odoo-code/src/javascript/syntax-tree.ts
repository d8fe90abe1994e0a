import type { Span } from "../facts.ts";

/** A node of an ESTree whose offsets count UTF-16 units. Its other members depend on the type. */
export interface EsNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

/** What the parser gives. */
export interface ParsedJavaScript {
  readonly program: EsNode;
  readonly errors: readonly { readonly message: string; readonly labels: readonly { readonly start: number }[] }[];
  readonly comments: readonly { readonly value: string; readonly start: number; readonly end: number }[];
}

/** A string that stands in the code, with the span between its quotes. */
export interface StringNode {
  readonly value: string;
  readonly span: Span;
  readonly certain: boolean;
}

export function isNode(value: unknown): value is EsNode {
  return typeof value === "object" && value !== null && typeof (value as EsNode).type === "string";
}

/** A member that is a node, or null. */
export function child(node: EsNode | null, member: string): EsNode | null {
  const value = node?.[member];
  return isNode(value) ? value : null;
}

/** A member that is a list of nodes; holes and other things are left out. */
export function childList(node: EsNode | null, member: string): readonly EsNode[] {
  const value = node?.[member];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Name of an identifier or of a member that is not computed; null for anything else. */
export function nameOf(node: EsNode | null): string | null {
  if (node === null) return null;
  if ((node.type === "Identifier" || node.type === "PrivateIdentifier") && typeof node.name === "string")
    return node.name;
  return node.type === "MemberExpression" && node.computed !== true ? nameOf(child(node, "property")) : null;
}

/** A string literal, or a template without expressions and tag; null for anything else. */
export function stringNode(node: EsNode | null | undefined, text: string): StringNode | null {
  if (!node) return null;
  const value = node.type === "Literal" ? node.value : cookedTemplate(node);
  if (typeof value !== "string") return null;
  const span: Span = [node.start + 1, node.end - 1];
  return { value, span, certain: text.slice(...span) === value };
}

/** More than half of all nodes: nothing stands below them, and nobody looks for them. */
const LEAVES: ReadonlySet<string> = new Set([
  "Identifier",
  "Literal",
  "PrivateIdentifier",
  "Super",
  "TemplateElement",
  "ThisExpression",
]);

/** Nodes of some types, other than names and literals, below and including `root`, in the order of the text; without recursion, for trees may be very deep. */
export function nodesOfTypes(root: EsNode, types: ReadonlySet<string>): EsNode[] {
  const found: EsNode[] = [];
  const open: EsNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (types.has(node.type)) found.push(node);
    const first = open.length;
    for (const member in node) {
      const value = node[member];
      if (typeof value !== "object" || value === null) continue;
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item) && !LEAVES.has(item.type)) open.push(item);
      } else if (isNode(value) && !LEAVES.has(value.type)) open.push(value);
    }
    // The first of them is taken next.
    for (let low = first, high = open.length - 1; low < high; low += 1, high -= 1) {
      const [one, other] = [open[low], open[high]];
      if (one === undefined || other === undefined) continue;
      open[low] = other;
      open[high] = one;
    }
  }
  return found;
}

function cookedTemplate(node: EsNode): unknown {
  if (node.type !== "TemplateLiteral" || childList(node, "expressions").length > 0) return null;
  const value = childList(node, "quasis")[0]?.value;
  return typeof value === "object" && value !== null ? (value as { readonly cooked?: unknown }).cooked : null;
}
