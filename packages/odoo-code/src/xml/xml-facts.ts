import type { RecordFact, XmlFacts, XmlNode } from "../facts.ts";
import { detach } from "../text/detach.ts";
import { lineStarts } from "../text/line-starts.ts";
import type { ElementsLately } from "../typed/elements-lately.ts";
import { actionElementReferences, elementReferences } from "./element-references.ts";
import { functionIds } from "./function-ids.ts";
import { parseXmlAnew } from "./parse-xml.ts";
import { RECORD_TAGS } from "./record-facts.ts";
import type { Sink } from "./sink.ts";
import { staticTemplates } from "./static-templates.ts";
import { xmlSuppressions } from "./suppressions.ts";
import { templateReferences } from "./template-references.ts";
import { attribute, elements } from "./xml-node.ts";

/** Roots of files that Odoo loads as data; any other root is for the client or for something else. */
const DATA_ROOTS: ReadonlySet<string> = new Set(["odoo", "openerp", "data"]);
/** Elements of a data file that hold others. */
const HOLDERS: ReadonlySet<string> = new Set(["odoo", "openerp", "data"]);

interface Gathered extends Sink {
  readonly records: RecordFact[];
  readonly actions: XmlFacts["actions"][number][];
}

/**
 * What an XML file says: records and what they refer to, or templates for the client. Total: a broken file has one problem, and the facts
 * that stand before it. XML ids stay as written.
 *
 * @param lately What was read before of a file that is typed in.
 */
export function xmlFacts(path: string, text: string, lately?: ElementsLately | null): XmlFacts {
  const { root, comments, problem } = parseXmlAnew(text);
  const starts = lineStarts(text);
  const gathered: Gathered = { text, references: [], records: [], actions: [] };
  const data = root !== null && DATA_ROOTS.has(root.tag);
  // In broken XML an element may end where the file does.
  if (data) dataElement(gathered, root, false, problem === null ? lately?.begin() : undefined);
  const templates = root === null || data ? [] : staticTemplates(root);
  for (const { node } of templates) templateReferences(gathered, node, true);
  return {
    kind: "xml",
    path,
    root: root?.tag ?? "",
    records: gathered.records,
    actions: gathered.actions,
    templates,
    problems: problem === null ? [] : [problem],
    references: gathered.references,
    suppressions: xmlSuppressions(comments, starts.length),
    lineStarts: starts,
  };
}

function dataElement(gathered: Gathered, node: XmlNode, noUpdate: boolean, lately?: ElementsLately): void {
  if (HOLDERS.has(node.tag)) {
    const said = attribute(node, "noupdate");
    const kept = said === null ? noUpdate : !/^(?:0|false|no|off|)$/i.test(said.trim());
    for (const child of elements(node))
      if (lately === undefined || HOLDERS.has(child.tag)) dataElement(gathered, child, kept, lately);
      else typedElement(gathered, child, kept, lately);
    return;
  }
  if (node.tag === "function" || node.tag === "delete") {
    const model = attribute(node, "model") ?? "";
    gathered.actions.push({ tag: node.tag, model, name: attribute(node, "name"), span: node.span });
    actionElementReferences(gathered, node);
    if (node.tag === "function") gathered.records.push(...functionIds(gathered, node, noUpdate));
    return;
  }
  const make = RECORD_TAGS.get(node.tag);
  if (make === undefined) return;
  const fact = make(node, noUpdate);
  gathered.records.push(fact);
  elementReferences(gathered, node, fact);
  // A menu may hold menus, and a field of a record records of its own.
  if (node.tag === "menuitem") for (const child of elements(node)) dataElement(gathered, child, noUpdate);
  else if (node.tag === "record")
    for (const field of node.children)
      if (typeof field !== "string" && field.tag === "field")
        for (const inner of elements(field)) if (inner.tag === "record") dataElement(gathered, inner, noUpdate);
}

function typedElement({ text, ...gathered }: Gathered, node: XmlNode, noUpdate: boolean, lately: ElementsLately): void {
  const [start, end] = node.span;
  const found = lately.of(text.slice(start, end), start, noUpdate, () => {
    const own = { references: [], records: [], actions: [] };
    dataElement({ text, ...own }, node, noUpdate);
    // It may outlive many texts.
    return detach(own);
  });
  for (const record of found.records) gathered.records.push(record);
  for (const action of found.actions) gathered.actions.push(action);
  for (const reference of found.references) gathered.references.push(reference);
}
