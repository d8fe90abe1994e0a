import type { XmlNode } from "../facts.ts";

/** An arch as text that two equal arches share: attributes sorted, whitespace collapsed, comments gone. */
export function canonicalArch(node: XmlNode): string {
  const attributes = Object.keys(node.attributes)
    .filter((name) => name !== "__validate__")
    .sort()
    .map((name) => ` ${name}=${JSON.stringify(node.attributes[name]?.value.trim().replace(/\s+/g, " "))}`);
  const children = node.children.map((child) =>
    typeof child === "string" ? child.replace(/\s+/g, " ").trim() : canonicalArch(child),
  );
  return `<${node.tag}${attributes.join("")}>${children.filter((child) => child !== "").join("\n")}</${node.tag}>`;
}
