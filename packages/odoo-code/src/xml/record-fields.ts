import type { RecordField, XmlNode } from "../facts.ts";
import { attribute, elements, ownText } from "./xml-node.ts";

/** A `<field>` of a `<record>`, with its value in Odoo's own order of precedence: search, ref, eval, file, content. */
export function recordField(node: XmlNode): RecordField {
  const written = node.attributes.name;
  return {
    name: written?.value.trim() ?? "",
    nameSpan: written?.span ?? node.tagSpan,
    span: node.span,
    value: fieldValue(node),
  };
}

/** An attribute of `<menuitem>`, `<template>`, `<act_window>`, `<report>` or `<asset>` as the field that Odoo makes of it. */
export function attributeField(
  node: XmlNode,
  name: string,
  field: string,
  kind: "text" | "ref" | "eval",
): readonly RecordField[] {
  const found = Object.hasOwn(node.attributes, name) ? node.attributes[name] : undefined;
  if (found === undefined) return [];
  const text = found.value;
  const value: RecordField["value"] =
    kind === "ref" ? { kind, xmlId: text.trim() } : kind === "eval" ? { kind, code: text } : { kind, text };
  return [{ name: field, nameSpan: found.span, span: found.span, value }];
}

/** Value of a field by name, when it is plain text. */
export function textValue(fields: readonly RecordField[], name: string): string | null {
  const value = fields.find((field) => field.name === name)?.value;
  return value?.kind === "text" ? value.text.trim() : null;
}

/** XML id that a field refers to. */
export function refValue(fields: readonly RecordField[], name: string): string | null {
  const value = fields.find((field) => field.name === name)?.value;
  return value?.kind === "ref" ? value.xmlId : null;
}

function fieldValue(node: XmlNode): RecordField["value"] {
  const domain = attribute(node, "search");
  if (domain !== null) return { kind: "search", domain };
  const ref = attribute(node, "ref");
  if (ref !== null) return { kind: "ref", xmlId: ref.trim() };
  const code = attribute(node, "eval");
  if (code !== null) return { kind: "eval", code };
  const file = attribute(node, "file");
  if (file !== null) return { kind: "file", path: file };
  const inside = elements(node);
  const nodes = inside.length === 0 ? inside : inside.filter(({ tag }) => tag !== "record" && tag !== "value");
  if (nodes.length > 0 && attribute(node, "type") !== "text") return { kind: "arch", nodes };
  return { kind: "text", text: ownText(node) };
}
