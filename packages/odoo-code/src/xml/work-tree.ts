import type { Span, XmlAttribute, XmlNode } from "../facts.ts";

/** An element that inheritance is being applied to: with its parent, and to be changed in place. */
export interface WorkNode {
  readonly kind: "element";
  readonly tag: string;
  attributes: Record<string, XmlAttribute>;
  children: (WorkNode | string)[];
  parent: WorkNode | null;
  readonly span: Span;
  readonly tagSpan: Span;
  readonly source: string | undefined;
}

/** A copy to work on; `source` marks nodes that carry none. */
export function workTree(node: XmlNode, source: string | undefined, parent: WorkNode | null = null): WorkNode {
  const own = node.source ?? source;
  const attributes: Record<string, XmlAttribute> = {};
  for (const [name, value] of Object.entries(node.attributes)) attributes[name] = marked(value, own, node.source);
  const copy: WorkNode = {
    kind: "element",
    tag: node.tag,
    attributes,
    children: [],
    parent,
    span: node.span,
    tagSpan: node.tagSpan,
    source: own,
  };
  copy.children = node.children.map((child) => (typeof child === "string" ? child : workTree(child, source, copy)));
  return copy;
}

/** Texts lose their spans: in a combined view they may come from several files. */
export function finishedTree(node: WorkNode): XmlNode {
  const { tag, attributes, span, tagSpan, source } = node;
  const children = node.children.map((child) => (typeof child === "string" ? child : finishedTree(child)));
  return { tag, attributes, children, span, tagSpan, ...(source !== undefined && { source }) };
}

export function deepCopy(node: WorkNode, parent: WorkNode | null): WorkNode {
  const copy: WorkNode = { ...node, attributes: { ...node.attributes }, parent, children: [] };
  copy.children = node.children.map((child) => (typeof child === "string" ? child : deepCopy(child, copy)));
  return copy;
}

export function elementsOf(node: WorkNode): WorkNode[] {
  return node.children.filter((child) => typeof child !== "string");
}

export function valueAt(node: WorkNode, attribute: string): string | null {
  return Object.hasOwn(node.attributes, attribute) ? (node.attributes[attribute]?.value ?? null) : null;
}

/** The node and all elements below it, in document order. */
export function walk(node: WorkNode, found: WorkNode[] = []): readonly WorkNode[] {
  found.push(node);
  for (const child of node.children) if (typeof child !== "string") walk(child, found);
  return found;
}

/** The first of them of which something holds. */
export function firstOf(node: WorkNode, holds: (node: WorkNode) => boolean): WorkNode | undefined {
  if (holds(node)) return node;
  for (const child of node.children) {
    const found = typeof child === "string" ? undefined : firstOf(child, holds);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Texts that come to stand side by side become one. */
export function put(parent: WorkNode, index: number, items: readonly (WorkNode | string)[], removed = 0): void {
  for (const item of items) if (typeof item !== "string") item.parent = parent;
  const children = [...parent.children.slice(0, index), ...items, ...parent.children.slice(index + removed)];
  parent.children = [];
  for (const child of children) {
    const last = parent.children.at(-1);
    if (typeof child === "string" && typeof last === "string")
      parent.children[parent.children.length - 1] = last + child;
    else if (child !== "") parent.children.push(child);
  }
}

function marked(attribute: XmlAttribute, source: string | undefined, nodeSource: string | undefined): XmlAttribute {
  const own = attribute.source ?? (nodeSource === undefined ? source : undefined);
  return own === undefined || own === attribute.source ? attribute : { ...attribute, source: own };
}
