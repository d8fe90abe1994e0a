import type { XmlNode } from "../facts.ts";

/** An arch as indented XML text; whitespace between elements has no meaning in it. */
export function printArch(node: XmlNode, indent = ""): string {
  const attributes = Object.entries(node.attributes).map(([name, { value }]) => ` ${name}="${escaped(value, true)}"`);
  const tag = `${indent}<${node.tag}${attributes.join("")}`;
  const children = node.children.filter((child) => typeof child !== "string" || child.trim() !== "");
  if (children.length === 0) return `${tag}/>`;
  if (children.every((child) => typeof child === "string"))
    return `${tag}>${children.map((child) => escaped(child.trim(), false)).join(" ")}</${node.tag}>`;
  const inner = children.map((child) =>
    typeof child === "string" ? `${indent}  ${escaped(child.trim(), false)}` : printArch(child, `${indent}  `),
  );
  return [`${tag}>`, ...inner, `${indent}</${node.tag}>`].join("\n");
}

function escaped(text: string, attribute: boolean): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return attribute ? safe.replaceAll('"', "&quot;").replaceAll("\n", "&#10;") : safe;
}
