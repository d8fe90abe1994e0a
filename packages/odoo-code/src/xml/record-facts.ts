import type { RecordFact, RecordField, Span, XmlNode } from "../facts.ts";
import { attributeField, recordField, refValue } from "./record-fields.ts";
import { attribute, elements } from "./xml-node.ts";

type Making = (node: XmlNode, noUpdate: boolean) => RecordFact;

/** Elements of a data file that make a record, each with the model and fields that Odoo gives it. */
export const RECORD_TAGS: ReadonlyMap<string, Making> = new Map<string, Making>([
  ["record", record],
  ["template", template],
  ["menuitem", menuItem],
  ["act_window", actWindow],
  ["report", report],
  ["asset", asset],
]);

/** Nine records in ten are made here, in one go: to put one together of parts takes several times as long. */
function record(node: XmlNode, noUpdate: boolean): RecordFact {
  const model = node.attributes.model;
  const named = model?.value.trim() ?? "";
  const fields: RecordField[] = [];
  for (const child of node.children)
    if (typeof child !== "string" && child.tag === "field") fields.push(recordField(child));
  const arch =
    named === "ir.ui.view"
      ? fields.find(({ name, value }) => name.startsWith("arch") && value.kind === "arch")?.value
      : undefined;
  return {
    xmlId: xmlIdOf(node),
    idSpan: node.attributes.id?.span ?? node.tagSpan,
    span: node.span,
    noUpdate,
    arch: arch?.kind === "arch" ? arch.nodes : null,
    inheritId: refValue(fields, "inherit_id"),
    tag: "record",
    model: named,
    modelSpan: model?.span ?? node.tagSpan,
    fields,
  };
}

/** The arch is the one that Odoo stores: `<t t-name>` for a template of its own, `<data>` around the specifications of an extension. */
function template(node: XmlNode, noUpdate: boolean): RecordFact {
  const inheritId = attribute(node, "inherit_id");
  const name = attribute(node, "t-name") ?? attribute(node, "id") ?? "";
  const id = node.attributes.id ?? { value: name, span: node.tagSpan };
  const attributes = inheritId === null ? { "t-name": { value: name, span: id.span } } : {};
  return {
    ...base(node, noUpdate),
    tag: "template",
    model: "ir.ui.view",
    modelSpan: node.tagSpan,
    fields: [
      ...attributeField(node, "name", "name", "text"),
      ...attributeField(node, "priority", "priority", "text"),
      ...attributeField(node, "inherit_id", "inherit_id", "ref"),
      ...attributeField(node, "primary", "mode", "text"),
      ...attributeField(node, "active", "active", "eval"),
      ...attributeField(node, "customize_show", "customize_show", "text"),
      ...attributeField(node, "groups", "group_ids", "text"),
      ...attributeField(node, "track", "track", "text"),
    ],
    arch: [{ ...node, tag: inheritId === null ? "t" : "data", attributes }],
    inheritId: inheritId?.trim() ?? null,
  };
}

function menuItem(node: XmlNode, noUpdate: boolean): RecordFact {
  return {
    ...base(node, noUpdate),
    ...made(node, "menuitem", "ir.ui.menu"),
    fields: [
      ...attributeField(node, "name", "name", "text"),
      ...attributeField(node, "parent", "parent_id", "ref"),
      ...attributeField(node, "action", "action", "ref"),
      ...attributeField(node, "sequence", "sequence", "text"),
      ...attributeField(node, "groups", "group_ids", "text"),
      ...attributeField(node, "web_icon", "web_icon", "text"),
      ...attributeField(node, "active", "active", "text"),
    ],
  };
}

function actWindow(node: XmlNode, noUpdate: boolean): RecordFact {
  const plain = ["name", "res_model", "view_mode", "target", "domain", "context", "limit", "usage", "binding_views"];
  return {
    ...base(node, noUpdate),
    ...made(node, "act_window", "ir.actions.act_window"),
    fields: [
      ...plain.flatMap((name): readonly RecordField[] => attributeField(node, name, name, "text")),
      ...attributeField(node, "view_id", "view_id", "ref"),
      ...attributeField(node, "groups", "groups_id", "text"),
      ...attributeField(node, "binding_model", "binding_model_id", "text"),
    ],
  };
}

function report(node: XmlNode, noUpdate: boolean): RecordFact {
  return {
    ...base(node, noUpdate),
    ...made(node, "report", "ir.actions.report"),
    fields: [
      ...attributeField(node, "string", "name", "text"),
      ...attributeField(node, "name", "report_name", "text"),
      ...attributeField(node, "model", "model", "text"),
      ...attributeField(node, "report_type", "report_type", "text"),
      ...attributeField(node, "file", "report_file", "text"),
      ...attributeField(node, "paperformat", "paperformat_id", "ref"),
      ...attributeField(node, "groups", "groups_id", "text"),
    ],
  };
}

function asset(node: XmlNode, noUpdate: boolean): RecordFact {
  return {
    ...base(node, noUpdate),
    ...made(node, "asset", "ir.asset"),
    fields: [
      ...attributeField(node, "name", "name", "text"),
      ...elements(node).map((child) => ({
        ...recordField(child),
        name: child.tag === "field" ? (attribute(child, "name") ?? "") : child.tag,
      })),
    ],
  };
}

function base(node: XmlNode, noUpdate: boolean): Omit<RecordFact, "tag" | "model" | "modelSpan" | "fields"> {
  const idSpan: Span = node.attributes.id?.span ?? node.tagSpan;
  return { xmlId: xmlIdOf(node), idSpan, span: node.span, noUpdate, arch: null, inheritId: null };
}

function xmlIdOf({ attributes }: XmlNode): string | null {
  const written = attributes.id?.value.trim() ?? "";
  return written === "" ? null : written;
}

function made(node: XmlNode, tag: RecordFact["tag"], model: string): Pick<RecordFact, "tag" | "model" | "modelSpan"> {
  return { tag, model, modelSpan: node.tagSpan };
}
