import type { ClassFact, CsvFacts, FileFacts, PythonFacts, RecordFact, Span, XmlFacts, XmlNode } from "../facts.ts";
import { recordText } from "../project/xml-ids.ts";

export type OutlineKind =
  | "model"
  | "class"
  | "field"
  | "method"
  | "function"
  | "record"
  | "view"
  | "template"
  | "menu"
  | "element"
  | "column";

/** An entry of a file's outline. */
export interface OutlineEntry {
  readonly name: string;
  /** What stands beside the name: the model of a record, the type of a field. */
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  /** Within `span`. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
}

/** The outline of a file: models with their fields and methods; records, views, templates; rows. Other kinds of file have none. */
export function documentSymbols(facts: FileFacts): readonly OutlineEntry[] {
  switch (facts.kind) {
    case "python":
      return pythonOutline(facts);
    case "xml":
      return xmlOutline(facts);
    case "csv":
      return csvOutline(facts);
    default:
      return [];
  }
}

function pythonOutline({ classes, functions }: PythonFacts): OutlineEntry[] {
  const found = [
    ...classes.map(classEntry),
    ...functions.map(({ name, span, nameSpan, parameters }) =>
      leaf("function", name, `(${parameters.join(", ")})`, span, nameSpan),
    ),
  ];
  return inOrder(found);
}

function classEntry({ name, model, inherit, kind, span, nameSpan, fields, methods }: ClassFact): OutlineEntry {
  const isModel = kind === "model" || kind === "transient" || kind === "abstract";
  const children = [
    ...fields.map(({ name: field, type, comodel, span: whole, nameSpan: at }) =>
      leaf("field", field, comodel === null ? type : `${type} → ${comodel}`, whole, at),
    ),
    ...methods.map(({ name: method, parameters, span: whole, nameSpan: at }) =>
      leaf("method", method, `(${parameters.join(", ")})`, whole, at),
    ),
  ];
  const called = model ?? inherit[0];
  return {
    name: isModel && called !== undefined ? called : name,
    detail: isModel && called !== undefined ? `${name}${inherit.includes(called) ? ", extends" : ""}` : "",
    kind: isModel ? "model" : "class",
    span,
    nameSpan: within(nameSpan, span),
    children: inOrder(children),
  };
}

function xmlOutline({ records, templates }: XmlFacts): OutlineEntry[] {
  return inOrder([
    ...records.map(recordEntry),
    ...templates.map(({ name, inherit, node }) =>
      leaf("template", name, inherit === null ? "" : `extends ${inherit}`, node.span, node.tagSpan),
    ),
  ]);
}

function recordEntry(record: RecordFact): OutlineEntry {
  const { xmlId, model, tag, span, idSpan, arch, inheritId } = record;
  const kind = tag === "template" ? "template" : tag === "menuitem" ? "menu" : arch !== null ? "view" : "record";
  const about = kind === "view" ? recordText(record, "model") : model;
  return {
    name: xmlId ?? recordText(record, "name") ?? model,
    detail: [about ?? "", inheritId === null ? "" : `extends ${inheritId}`].filter(Boolean).join(", "),
    kind,
    span,
    nameSpan: within(idSpan, span),
    children: kind === "view" ? (arch ?? []).flatMap(elementEntries) : [],
  };
}

/** Elements of a view that bear a name; others only hold those. */
function elementEntries(node: XmlNode): OutlineEntry[] {
  const children = node.children.flatMap((child) => (typeof child === "string" ? [] : elementEntries(child)));
  const name = ["name", "expr", "id", "string"].map((key) => node.attributes[key]?.value).find(Boolean);
  if (name === undefined) return children;
  return [
    {
      name,
      detail: node.tag,
      kind: node.tag === "field" ? "field" : "element",
      span: node.span,
      nameSpan: within(node.tagSpan, node.span),
      children,
    },
  ];
}

function csvOutline({ records, model }: CsvFacts): OutlineEntry[] {
  return inOrder(
    records.map((record) =>
      leaf(
        "record",
        record.xmlId ?? recordText(record, "name") ?? model,
        record.model || model,
        record.span,
        record.idSpan,
      ),
    ),
  );
}

function leaf(kind: OutlineKind, name: string, detail: string, span: Span, nameSpan: Span): OutlineEntry {
  return { name: name === "" ? kind : name, detail, kind, span, nameSpan: within(nameSpan, span), children: [] };
}

function inOrder(entries: readonly OutlineEntry[]): OutlineEntry[] {
  return [...entries].sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
}

/** Editors refuse a name outside its entry. */
function within([start, end]: Span, [from, to]: Span): Span {
  return start >= from && end <= to ? [start, end] : [from, from];
}
