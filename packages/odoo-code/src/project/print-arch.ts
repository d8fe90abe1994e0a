import type { XmlNode } from "../facts.ts";

/** A line of a printed arch, and the element that it begins, ends or is the text of. */
export interface ArchLine {
  readonly text: string;
  readonly node: XmlNode;
}

/** An arch as indented XML text; whitespace between elements has no meaning in it. */
export function printArch(node: XmlNode, indent = ""): string {
  return archLines(node, indent)
    .map(({ text }) => text)
    .join("\n");
}

/** The same line by line. */
export function archLines(node: XmlNode, indent = ""): readonly ArchLine[] {
  const lines: ArchLine[] = [];
  print(node, indent, lines);
  return lines;
}

function print(node: XmlNode, indent: string, lines: ArchLine[]): void {
  const attributes = Object.entries(node.attributes).map(([name, { value }]) => ` ${name}="${escaped(value, true)}"`);
  const tag = `${indent}<${node.tag}${attributes.join("")}`;
  const children = node.children.filter((child) => typeof child !== "string" || child.trim() !== "");
  const add = (text: string) => lines.push(...text.split("\n").map((line) => ({ text: line, node })));
  if (children.length === 0) add(`${tag}/>`);
  else if (children.every((child) => typeof child === "string"))
    add(`${tag}>${children.map((child) => escaped(child.trim(), false)).join(" ")}</${node.tag}>`);
  else {
    add(`${tag}>`);
    for (const child of children)
      if (typeof child === "string") add(`${indent}  ${escaped(child.trim(), false)}`);
      else print(child, `${indent}  `, lines);
    add(`${indent}</${node.tag}>`);
  }
}

function escaped(text: string, attribute: boolean): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return attribute ? safe.replaceAll('"', "&quot;").replaceAll("\n", "&#10;") : safe;
}
