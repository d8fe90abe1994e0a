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
  /** Nodes that were asked for. */
  readonly nodes: readonly EsNode[];
  readonly errors: readonly { readonly message: string; readonly labels: readonly { readonly start: number }[] }[];
  readonly comments: readonly { readonly value: string; readonly start: number; readonly end: number }[];
}

/** What of a file is wanted. */
export interface Telling {
  /** Nodes of these types, where they pass. A node is asked about when all of it is read. */
  readonly nodes: ReadonlyMap<string, (node: EsNode) => boolean>;
  /** Whether the name between two places may be that of such a node, or of what such a node stands on: a function without one need not be read. */
  readonly tells: (text: string, from: number, to: number) => boolean;
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

function cookedTemplate(node: EsNode): unknown {
  if (node.type !== "TemplateLiteral" || childList(node, "expressions").length > 0) return null;
  const value = childList(node, "quasis")[0]?.value;
  return typeof value === "object" && value !== null ? (value as { readonly cooked?: unknown }).cooked : null;
}
