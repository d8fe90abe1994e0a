import type { XmlAttribute, XmlNode } from "../facts.ts";
import { fullXmlId } from "./module-contents.ts";

const EXTERNAL_ID = /(['"]?)%\(([^)]+)\)([ds])\1/g;

/**
 * The arch with every `%(id)d` naming its module. Odoo puts the record's database id there when it loads the file, so that `%(action)d` in the
 * module and `%(module.action)d` elsewhere are the same. In an XPath such an id becomes a literal. What names no id is left as it is.
 */
export function qualifiedArch(node: XmlNode, module: string): XmlNode {
  const attributes = mapped(node.attributes, module);
  let changed = attributes !== node.attributes;
  const children = node.children.map((child) => {
    const made = typeof child === "string" ? child : qualifiedArch(child, module);
    changed ||= made !== child;
    return made;
  });
  return changed ? { ...node, attributes, children } : node;
}

function mapped(attributes: XmlNode["attributes"], module: string): XmlNode["attributes"] {
  const entries = Object.entries(attributes);
  if (!entries.some(([, { value }]) => value.includes("%("))) return attributes;
  return Object.fromEntries(
    entries.map(([name, attribute]): [string, XmlAttribute] => [
      name,
      { ...attribute, value: qualified(attribute.value, module, name === "expr") },
    ]),
  );
}

function qualified(value: string, module: string, xpath: boolean): string {
  return value.replace(EXTERNAL_ID, (_, quote: string, id: string, kind: string) => {
    const mark = xpath && quote === "" ? "'" : quote;
    return `${mark}%(${fullXmlId(module, id.trim())})${kind}${mark}`;
  });
}
