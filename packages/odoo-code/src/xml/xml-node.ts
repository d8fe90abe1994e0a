import type { Span, XmlNode } from "../facts.ts";

/** Child elements, without texts. */
export function elements(node: XmlNode): readonly XmlNode[] {
  return node.children.filter((child) => typeof child !== "string");
}

/** Value of an attribute, or null. */
export function attribute(node: XmlNode, name: string): string | null {
  return Object.hasOwn(node.attributes, name) ? (node.attributes[name]?.value ?? null) : null;
}

/** All text directly inside the element. */
export function ownText(node: XmlNode): string {
  return node.children.filter((child) => typeof child === "string").join("");
}

/** Span of the text of an element that holds text only, or null. */
export function textSpan(node: XmlNode): Span | null {
  return node.textSpans?.length === 1 ? (node.textSpans[0] ?? null) : null;
}
