import type { RecordFact, XmlNode } from "../facts.ts";
import { noteContextKeys } from "./arch-attributes.ts";
import { archReferences } from "./arch-references.ts";
import { leavesIn, readExpression } from "./expression.ts";
import { refValue, textValue } from "./record-fields.ts";
import { comodelScope, modelScope, type Scope } from "./scope.ts";
import {
  attributeSource,
  noteDomain,
  noteGroups,
  noteLeaves,
  noteMatches,
  notePercent,
  noteRefCalls,
  noteWhole,
  type Sink,
} from "./sink.ts";
import { type SourceText, sourceText } from "./source-text.ts";
import { templateReferences } from "./template-references.ts";
import { attribute, elements, ownText, textSpan } from "./xml-node.ts";

/** Fields whose text is the name of a model. */
const MODEL_FIELDS: Readonly<Record<string, readonly string[]>> = {
  "ir.ui.view": ["model"],
  "ir.actions.act_window": ["res_model", "src_model"],
  "ir.actions.report": ["model"],
  "ir.actions.client": ["res_model"],
  "ir.filters": ["model_id"],
  "ir.exports": ["resource"],
  "ir.model": ["model"],
  "ir.model.fields": ["relation", "model"],
  "ir.sequence": [],
  "ir.embedded.actions": ["parent_res_model"],
  "ir.attachment": ["res_model"],
  "mail.activity.type": ["res_model"],
  "mail.message.subtype": ["res_model"],
  "onboarding.onboarding.step": [],
};
/** Fields that hold a domain over the model that the record is about. */
const DOMAIN_FIELDS: ReadonlySet<string> = new Set(["domain", "domain_force", "filter_domain", "filter_pre_domain"]);

/** `name@fr` is a translation. */
const FIELD_NAME = /^\s*([\w.]+)/g;

/** References of one `<record>`: its model, its fields, their values, and the arch of a view. */
export function recordReferences(sink: Sink, node: XmlNode, fact: RecordFact): void {
  noteWhole(sink, attributeSource(sink, node, "model"), "model", "record");
  const about = aboutScope(fact);
  for (const field of node.children)
    if (typeof field !== "string" && field.tag === "field") fieldReferences(sink, field, fact, about);
}

function fieldReferences(sink: Sink, field: XmlNode, fact: RecordFact, about: Scope): void {
  const name = attribute(field, "name")?.trim() ?? "";
  const scope = modelScope(fact.model === "" ? null : fact.model);
  noteMatches(sink, attributeSource(sink, field, "name"), FIELD_NAME, "field-path", "record-field", {
    model: scope.model,
  });
  noteWhole(sink, attributeSource(sink, field, "model"), "model", "search");
  noteGroups(sink, attributeSource(sink, field, "groups"));
  noteWhole(sink, attributeSource(sink, field, "file"), "file", "file");
  noteWhole(sink, attributeSource(sink, field, "ref"), "xml-id", name === "inherit_id" ? name : "ref");
  const search = attributeSource(sink, field, "search");
  if (search !== null) {
    const model = attribute(field, "model");
    const tokens = noteDomain(sink, search, model === null ? comodelScope(scope, name) : modelScope(model), "search");
    noteRefCalls(sink, search, tokens, "search");
  }
  const code = attributeSource(sink, field, "eval");
  if (code !== null) {
    noteRefCalls(sink, code, readExpression(code.value), "eval");
    expressionField(sink, name, code, about);
  }
  if (archContent(sink, field, name, fact)) return;
  const span = textSpan(field);
  if (span !== null) textReferences(sink, name, sourceText(sink.text, ownText(field), span), fact, about);
}

/** The arch of a view, or other markup; false when the field has no elements of its own. */
function archContent(sink: Sink, field: XmlNode, name: string, fact: RecordFact): boolean {
  const inside = elements(field);
  const content = inside.length === 0 ? inside : inside.filter(({ tag }) => tag !== "record" && tag !== "value");
  if (content.length === 0) return false;
  const view = fact.model === "ir.ui.view" && name.startsWith("arch");
  const qweb = textValue(fact.fields, "type") === "qweb";
  const model = textValue(fact.fields, "model");
  for (const node of content) {
    if (!view || qweb || (node.tag === "t" && model === null)) templateReferences(sink, node);
    else archReferences(sink, node, modelScope(model, fact.inheritId !== null), fact.inheritId !== null);
  }
  return true;
}

function textReferences(sink: Sink, name: string, source: SourceText, fact: RecordFact, about: Scope): void {
  notePercent(sink, source);
  if (MODEL_FIELDS[fact.model]?.includes(name)) noteWhole(sink, source, "model", "record-field");
  else if (name === "view_mode") noteMatches(sink, source, /(\w+)/g, "view-type", "view_mode");
  else if (name === "report_name" && fact.model === "ir.actions.report")
    noteWhole(sink, source, "template", "report_name");
  else expressionField(sink, name, source, about);
}

function expressionField(sink: Sink, name: string, source: SourceText, about: Scope): void {
  if (DOMAIN_FIELDS.has(name)) noteLeaves(sink, source, leavesIn(source.value), about, "domain");
  else if (name === "context") noteContextKeys(sink, source, readExpression(source.value), about, about);
}

/** The model that an action, a rule, a filter … is about. */
function aboutScope({ model, fields }: RecordFact): Scope {
  const named = textValue(fields, "res_model") ?? textValue(fields, model === "ir.filters" ? "model_id" : "model");
  if (named !== null && named !== "") return modelScope(named);
  const modelXmlId = refValue(fields, "model_id");
  return { ...modelScope(null), ...(modelXmlId !== null && { modelXmlId }) };
}
