import { attribute } from "../../xml/xml-node.ts";
import type { Check } from "../rule.ts";
import { attributeNameSpan, isData, tagLine, type XmlSource } from "./xml-source.ts";

const output = {
  rule: "odoo-deprecated-owl-t-esc",
  code: null,
  severity: "warning",
  title: "`t-out` instead of `t-esc` in templates of the web client, which OWL 3 does not know",
  from: "20.0",
} as const;
const reference = {
  rule: "odoo-deprecated-owl-string-ref",
  code: null,
  severity: "warning",
  title: "`t-ref` takes a signal instead of a name, as OWL 3 wants it",
  from: "20.0",
} as const;

/** Templates of the web client, as far as the development branches of version 20 tell. */
export const owlMigration: Check<XmlSource> = {
  rules: [output, reference],
  check(source, report) {
    if (isData(source) || !/(?:^|\/)static\//.test(source.path)) return;
    for (const { node } of source.all) {
      const span = tagLine(source, node);
      const printed = attribute(node, "t-esc") !== null && attribute(node, "t-out") === null;
      const named = printed ? attributeNameSpan(source, node, "t-esc") : null;
      if (printed)
        report({
          rule: output,
          span,
          message: "OWL 3 has no `t-esc`: `t-out` escapes as well.",
          ...(named !== null && { fix: { title: "Use `t-out`", edits: [{ span: named, text: "t-out" }] } }),
        });
      const name = attribute(node, "t-ref");
      if (name !== null && /^[\w-]+$/.test(name))
        report({ rule: reference, span, message: `OWL 3 takes a signal in \`t-ref\`, not the name "${name}".` });
    }
  },
};
