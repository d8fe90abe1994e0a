import type { XmlAttribute, XmlNode } from "../../facts.ts";
import type { Models } from "../../project/models.ts";
import { leavesIn, namesIn } from "../../xml/expression.ts";
import { MODIFIERS, NO_FIELDS, VIEW_TAGS } from "../../xml/view-vocabulary.ts";
import { attribute, elements } from "../../xml/xml-node.ts";
import type { Check, Finding } from "../rule.ts";
import type { GraphSource } from "./graph-source.ts";
import { combinedAround, viewsOf } from "./seen-view.ts";

const absent = {
  rule: "odoo-view-field-absent",
  code: null,
  // Odoo refuses such a view; a warning as long as no addons of those versions were at hand to prove that it is never wrong.
  severity: "warning",
  title: "a field that a modifier, a domain or a context of a view reads is in the view",
  to: "17.0",
} as const;

/** Views whose expressions are evaluated on the fields that they show. */
const EVALUATED: ReadonlySet<string> = new Set(["form", "tree", "list", "groupby"]);

/** Fields that expressions of a view read. From 18 on Odoo adds those that are not there; before it refuses the view. */
export const viewMissingFields: Check<GraphSource> = {
  rules: [absent],
  check(source, report) {
    const { facts } = source;
    if (facts.kind !== "xml") return;
    const done = new Set<object>();
    for (const view of viewsOf(source)) {
      if (view.model === null || view.path !== facts.path) continue;
      const combined = combinedAround(source, view);
      const root = combined?.parts[0];
      if (combined === null || root === undefined || combined.node === null || done.has(combined)) continue;
      done.add(combined);
      // A change that cannot be followed here may be the one that puts the field there.
      if (combined.misses.length > 0) continue;
      const { models } = source.sight;
      for (const { name, use, shown, holder } of lookInto(combined.node, combined.view.model, models)) {
        const { node, attribute: value } = use;
        const known = models.get(shown.model ?? "")?.fields.has(name) === true;
        if (!known || shown.fields.has(name) || (value.source ?? node.source ?? root.path) !== facts.path) continue;
        const own = shown === holder && value.source === undefined && (node.source ?? root.path) === facts.path;
        report({
          rule: absent,
          span: value.span,
          message: `The view does not have the field "${name}", which \`${use.attributeName}\` reads: Odoo refuses it.`,
          ...(own && addField(source, name, use, shown)),
        });
      }
    }
  },
};

/** A view, or a view inside a field, with the fields that it has. */
interface Shown {
  readonly tag: string;
  readonly model: string | null;
  readonly fields: Set<string>;
  readonly parent: Shown | null;
}

interface Use {
  readonly node: XmlNode;
  readonly attributeName: string;
  readonly attribute: XmlAttribute;
}

interface Read {
  readonly name: string;
  readonly use: Use;
  /** The view that has to have the field: the one that holds the use, or of `parent` the one around. */
  readonly shown: Shown;
  readonly holder: Shown;
}

/** What the expressions of a view read, each with the view that has to have it. */
function lookInto(root: XmlNode, model: string | null, models: Models): readonly Read[] {
  const found: Read[] = [];
  const visit = (node: XmlNode, shown: Shown): void => {
    const name = node.tag === "field" || node.tag === "groupby" ? attribute(node, "name") : null;
    if (name !== null) shown.fields.add(name);
    const reads = EVALUATED.has(shown.tag) ? usesOf(node) : [];
    for (const use of reads)
      for (const [first = "", second] of pathsRead(use)) {
        if (first !== "parent") found.push({ name: first, use, shown, holder: shown });
        else if (second !== undefined && shown.parent !== null)
          found.push({ name: second, use, shown: shown.parent, holder: shown });
      }
    const comodel = name === null ? null : (models.get(shown.model ?? "")?.fields.get(name)?.comodel ?? null);
    const below = (tag: string): Shown => ({ tag, model: comodel, fields: new Set(), parent: shown });
    const grouped = node.tag === "groupby" ? below("groupby") : null;
    for (const child of elements(node)) {
      const nested = node.tag === "field" && VIEW_TAGS.has(child.tag);
      visit(child, grouped ?? (nested ? below(child.tag) : shown));
    }
  };
  visit(root, { tag: root.tag, model, fields: new Set(), parent: null });
  return found;
}

function usesOf(node: XmlNode): readonly Use[] {
  return Object.entries(node.attributes)
    .filter(
      ([name]) =>
        MODIFIERS.has(name) ||
        name.startsWith("decoration-") ||
        name === "attrs" ||
        name === "context" ||
        (name === "domain" && node.tag === "field"),
    )
    .map(([attributeName, value]) => ({ node, attributeName, attribute: value }));
}

/** Names that an expression reads on the record, with what follows them. */
function pathsRead({ attributeName, attribute: { value } }: Use): readonly (readonly string[])[] {
  // A domain that is the value of a field is looked up elsewhere.
  if (attributeName === "domain" && !value.trim().startsWith("[")) return [];
  const read = namesIn(value)
    .filter(({ parts, called }) => !called && !NO_FIELDS.has(parts[0]?.value ?? ""))
    .map(({ parts }) => parts.map((part) => part.value));
  const tested = attributeName === "attrs" ? leavesIn(value).map(({ path }) => path.split(".")) : [];
  return [...read, ...tested].filter(([first]) => first !== "id" && first !== undefined);
}

/** Elements beside which a field may stand without being seen. */
const BESIDE: ReadonlySet<string> = new Set([
  "field",
  "button",
  "group",
  "div",
  "label",
  "span",
  "separator",
  "widget",
]);

/** The cure that puts the field, hidden, before the element, where the element begins a line. */
function addField(
  { facts, project, textOf }: GraphSource,
  name: string,
  { node }: Use,
  shown: Shown,
): Pick<Finding, "fix"> {
  const text = textOf(facts.path);
  if (text === null || !BESIDE.has(node.tag)) return {};
  const [start] = node.tagSpan;
  const indent = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  if (indent.trim() !== "") return {};
  const hidden = shown.tag !== "form" && project.version === "17.0" ? "column_invisible" : "invisible";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const written = `<field name="${name}" ${hidden}="1"/>${newline}${indent}`;
  return { fix: { title: `Add the field "${name}", hidden`, edits: [{ span: [start, start], text: written }] } };
}
