import type { Span, XmlNode } from "../facts.ts";

const NONE: readonly XmlNode[] = [];

/** Child elements, without texts. Asked for at every node: most have none. */
export function elements({ children }: XmlNode): readonly XmlNode[] {
  if (children.length === 0 || (children.length === 1 && typeof children[0] === "string")) return NONE;
  return children.filter((child) => typeof child !== "string");
}

/** Value of an attribute, or null. */
export function attribute(node: XmlNode, name: string): string | null {
  return Object.hasOwn(node.attributes, name) ? (node.attributes[name]?.value ?? null) : null;
}

/** All text directly inside the element. */
export function ownText({ children }: XmlNode): string {
  const first = children.length === 1 ? children[0] : undefined;
  if (typeof first === "string") return first;
  return children.filter((child) => typeof child === "string").join("");
}

/** Span of the text of an element that holds text only, or null. */
export function textSpan(node: XmlNode): Span | null {
  return node.textSpans?.length === 1 ? (node.textSpans[0] ?? null) : null;
}
