import type { Candidate } from "./completion.ts";
import type { OpenElement, XmlCursor } from "./xml-cursor.ts";
import { ATTRIBUTES, DIRECTIVES, INSIDE, VALUES } from "./xml-vocabulary.ts";

/** Elements, attributes and values that views, templates and data files know, at the cursor. */
export function xmlWords({ open, at }: XmlCursor): {
  readonly typed: string;
  readonly candidates: readonly Candidate[];
} {
  switch (at.kind) {
    case "tag":
      return { typed: at.typed, candidates: tags(open).map((label) => word("tag", label)) };
    case "closing-tag":
    case "comment":
    case "text":
      return { typed: "", candidates: [] };
    case "attribute-name":
      return {
        typed: at.typed,
        candidates: attributes(at.element, open)
          .filter((name) => !at.element.attributes.has(name))
          .map((name) => ({ ...word("attribute", name), insert: `${name}="$1"`, snippet: true })),
      };
    case "attribute-value": {
      const key = `${keyOf(at.element, open)}/${at.name}`;
      const values = VALUES[key] ?? VALUES[at.name] ?? [];
      return { typed: at.typed, candidates: values.map((label) => word("value", label)) };
    }
  }
}

function tags(open: readonly OpenElement[]): readonly string[] {
  const parent = open.at(-1);
  if (parent === undefined) return ["odoo", "templates"];
  if (keyOf(parent, open.slice(0, -1)) === "record/field" && parent.attributes.get("type") === "xml")
    return [
      "form",
      "list",
      "search",
      "kanban",
      "calendar",
      "graph",
      "pivot",
      "activity",
      "xpath",
      "data",
      "field",
      "t",
    ];
  // A nested view stands inside a field.
  if (parent.tag === "field" && open.length > 2) return ["list", "form", "kanban", "field", "xpath", "attribute"];
  const known = INSIDE[parent.tag];
  const extension = parent.attributes.get("position") === "attributes";
  if (extension) return ["attribute"];
  return [...new Set([...(known ?? []), ...(isData(parent.tag) ? [] : (INSIDE["*"] ?? []))])];
}

function isData(tag: string): boolean {
  return tag === "odoo" || tag === "data" || tag === "record" || tag === "openerp";
}

function attributes(element: OpenElement, open: readonly OpenElement[]): readonly string[] {
  const key = keyOf(element, open);
  const own = ATTRIBUTES[key] ?? ATTRIBUTES[element.tag] ?? ["class", "name", "invisible", "groups"];
  const inView = open.some(({ tag, attributes: given }) => tag === "field" && given.get("type") === "xml");
  const template = open.some(({ tag }) => tag === "template" || tag === "templates");
  return [
    ...own,
    ...(inView && element.tag !== "xpath" && !own.includes("position") ? ["position"] : []),
    ...(template || element.tag === "t" ? DIRECTIVES : []),
  ].filter((name, index, all) => all.indexOf(name) === index);
}

/** A field directly in a record is another thing than one of a view. */
function keyOf({ tag }: OpenElement, open: readonly OpenElement[]): string {
  return tag === "field" && open.at(-1)?.tag === "record" ? "record/field" : tag;
}

function word(kind: Candidate["kind"], label: string): Candidate {
  return { kind, label, detail: null, module: null, rank: 2, symbol: null };
}
