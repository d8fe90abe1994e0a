import type { XmlNode } from "../../../facts.ts";
import { attribute, elements, ownText } from "../../../xml/xml-node.ts";
import type { Report } from "../../rule.ts";
import { tagLine, type XmlSource } from "../xml-source.ts";
import { has, refused } from "./schema.ts";

const sources = refused(
  "odoo-field-sources",
  "OLS05017",
  "a field has its value from one of `type`, `ref`, `eval`, `search`",
);
const int = refused("odoo-field-int", "OLS05018", 'a field of `type="int"` holds a whole number');
const float = refused("odoo-field-float", "OLS05019", 'a field of `type="float"` holds a number');
const items = refused("odoo-field-items", "OLS05020", "a list or tuple holds `<value>` elements");
const fileText = refused("odoo-field-file-text", "OLS05021", "a field that is read from a file holds no text");
const text = refused("odoo-field-text", "OLS05022", "a field with `ref`, `eval` or `search` holds nothing");
const model = refused("odoo-field-model", "OLS05023", "`model` of a field goes with `eval` or `search`");
const use = refused("odoo-field-use", "OLS05024", "`use` of a field goes with `search`");
const inside = refused("odoo-field-child", "OLS05026", "a field holds text, records, or XML by its `type`");
const bySearch = refused("odoo-value-search", "OLS05027", "a value with `search` has neither `eval` nor `type`");
const byEval = refused("odoo-value-eval", "OLS05028", "a value with `eval` has neither `search` nor `type`");
const valueFileText = refused("odoo-value-file-text", "OLS05030", "a value that is read from a file holds no text");

export const VALUE_RULES = [
  sources,
  int,
  float,
  items,
  fileText,
  text,
  model,
  use,
  inside,
  bySearch,
  byEval,
  valueFileText,
] as const;

const INT = /^\s*(?:[+-]?\d+|None)\s*$/;
const FLOAT = /^\s*(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)\s*$/;
const MARKUP: ReadonlySet<string | null> = new Set(["html", "xml"]);
const SOURCES = ["type", "ref", "eval", "search"] as const;
const LISTS: ReadonlySet<string | null> = new Set(["list", "tuple"]);

/** What gives a field of a record its value. */
export function checkField(source: XmlSource, node: XmlNode, report: Report): void {
  const tell = (rule: (typeof VALUE_RULES)[number], message: string, at = node) =>
    report({ rule, span: tagLine(source, at), message });
  const type = attribute(node, "type");
  const given = SOURCES.filter((name) => has(node, name));
  if (given.length > 1) {
    tell(sources, `The value comes from ${given.join(" and ")}; Odoo takes one of them.`);
    return;
  }
  if (has(node, "model") && !has(node, "eval") && !has(node, "search"))
    tell(model, "`model` has no meaning without `eval` or `search`.");
  if (has(node, "use") && !has(node, "search")) tell(use, "`use` has no meaning without `search`.");
  const children = elements(node);
  const written = ownText(node);
  const empty = children.length === 0 && written.trim() === "";
  if (given.length === 1 && type === null) {
    if (!empty) tell(text, `The value comes from \`${given[0]}\`, so the element must be empty.`);
    return;
  }
  if (has(node, "file") && !empty) tell(fileText, "The value comes from a file, so the element must be empty.");
  if (type === "int" && !INT.test(written)) tell(int, `"${written.trim()}" is no whole number.`);
  if (type === "float" && !FLOAT.test(written)) tell(float, `"${written.trim()}" is no number.`);
  if (LISTS.has(type)) {
    for (const child of children)
      if (child.tag !== "value") tell(items, `\`<${child.tag}>\` is no \`<value>\`.`, child);
  } else if (!MARKUP.has(type)) {
    const wrong = children.find(({ tag }) => type !== null || tag !== "record");
    if (wrong)
      tell(
        inside,
        `\`<${wrong.tag}>\` cannot stand in this field; XML needs \`type="xml"\` or \`type="html"\`.`,
        wrong,
      );
  }
}

/** A `<value>` of a function or a list. */
export function checkValue(source: XmlSource, node: XmlNode, report: Report): void {
  const span = tagLine(source, node);
  const beside = (name: string) => ["search", "eval", "type"].find((other) => other !== name && has(node, other));
  for (const [name, rule] of [
    ["search", bySearch],
    ["eval", byEval],
  ] as const) {
    const other = has(node, name) ? beside(name) : undefined;
    if (other !== undefined) {
      report({ rule, span, message: `The value comes from \`${name}\` and \`${other}\`; Odoo takes one of them.` });
      return;
    }
  }
  if (has(node, "file") && ownText(node).trim() !== "")
    report({ rule: valueFileText, span, message: "The value comes from a file, so the element must be empty." });
}
