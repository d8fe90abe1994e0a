import type { Edit } from "../../diagnostic.ts";
import type { XmlNode } from "../../facts.ts";
import { blanksBefore } from "../../text/blanks-before.ts";
import { attribute, ownText } from "../../xml/xml-node.ts";
import type { Check, Finding } from "../rule.ts";
import { modifiersOf } from "./domain-expression.ts";
import { attributeSpan, isData, tagLine, type XmlSource } from "./xml-source.ts";

const attrs = {
  rule: "odoo-deprecated-attrs",
  code: null,
  severity: "error",
  title: "`invisible`, `readonly`, `required` instead of `attrs` and `states`, which Odoo refuses",
  from: "17.0",
} as const;

/** `attrs` and `states` of views, which became expressions. */
export const modifiers: Check<XmlSource> = {
  rules: [attrs],
  check(source, report) {
    if (!isData(source) || !/attrs|states|&#/.test(source.text)) return;
    for (const { node, ancestors } of source.all) {
      const old = ["attrs", "states"].filter((name) => attribute(node, name) !== null);
      if (old.length === 0 && node.tag !== "attribute") continue;
      const view = ancestors.some((outer) => outer.tag === "record" && attribute(outer, "model") === "ir.ui.view");
      const arch = ancestors.some((outer) => outer.tag === "field" && attribute(outer, "name") === "arch");
      if (!view || !arch) continue;
      const span = tagLine(source, node);
      if (old.length > 0)
        report({
          rule: attrs,
          span,
          message: `Odoo refuses \`${old.join("` and `")}\`; write an expression in \`invisible\`, \`readonly\` or \`required\`.`,
          ...expressionFix(source, node, old),
        });
      const set = attribute(node, "name") ?? "";
      if (node.tag === "attribute" && /^(?:attrs|states)$/.test(set) && ownText(node).trim() !== "")
        report({
          rule: attrs,
          span,
          message: `Odoo refuses \`${set}\`; set \`invisible\`, \`readonly\` or \`required\`.`,
        });
    }
  },
};

/** New attributes in the place of the first old one, where every part of the old ones is understood and none of the new ones is there yet. */
function expressionFix(source: XmlSource, node: XmlNode, old: readonly string[]): Pick<Finding, "fix"> {
  const made = new Map(modifiersOf(attribute(node, "attrs") ?? "{}") ?? []);
  if (attribute(node, "attrs") !== null && made.size === 0) return {};
  const states = attribute(node, "states");
  if (states !== null) {
    const names = states.split(",").map((state) => state.trim());
    if (!names.every((name) => /^\w+$/.test(name))) return {};
    const hidden =
      names.length === 1 ? `state != '${names[0]}'` : `state not in [${names.map((name) => `'${name}'`).join(", ")}]`;
    const before = made.get("invisible");
    made.set("invisible", before === undefined ? hidden : `(${before}) or ${hidden}`);
  }
  const spans = old.map((name) => attributeSpan(source, node, name));
  const [first] = spans;
  if (!first || spans.includes(null) || [...made.keys()].some((name) => attribute(node, name) !== null)) return {};
  const written = [...made].map(([name, expression]) => `${name}="${escaped(expression)}"`).join(" ");
  const edits: Edit[] = [{ span: first, text: written }];
  for (const span of spans.slice(1)) {
    if (span === null) return {};
    const blanks = blanksBefore(source.text, span[0]);
    edits.push({ span: [span[0] - blanks, span[1]], text: "" });
  }
  return { fix: { title: "Write expressions", edits } };
}

function escaped(expression: string): string {
  return expression.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
