import type { Span } from "../../facts.ts";
import { attribute, ownText, textSpan } from "../../xml/xml-node.ts";
import { DOMAIN_RULES, type DomainItem, domainProblems } from "../domain-terms.ts";
import type { Check, Report } from "../rule.ts";
import { type LiteralExpression, readLiteral } from "./domain-expression.ts";
import { isData, type XmlSource } from "./xml-source.ts";

const ATTRIBUTES = ["domain", "filter_domain"];
const FIELDS: ReadonlySet<string | null> = new Set(["domain", "domain_force", "filter_domain"]);

/** Domains that are written out in views and records. */
export const xmlDomains: Check<XmlSource> = {
  rules: DOMAIN_RULES,
  check(source, report) {
    if (!isData(source)) return;
    for (const { node } of source.all) {
      for (const name of ATTRIBUTES) {
        const given = Object.hasOwn(node.attributes, name) ? node.attributes[name] : undefined;
        if (given !== undefined) judge(source, given.value, given.span, report);
      }
      if (node.tag !== "field" || !FIELDS.has(attribute(node, "name"))) continue;
      const span = textSpan(node);
      if (span !== null) judge(source, ownText(node), span, report);
    }
  },
};

function judge({ version }: XmlSource, written: string, span: Span, report: Report): void {
  const trimmed = written.trim();
  // Templates (`#{…}`) write their domain when they are rendered.
  if (!trimmed.startsWith("[") || trimmed.includes("#{") || trimmed.includes("{{")) return;
  const domain = readLiteral(trimmed);
  if (domain?.kind !== "list") return;
  for (const { rule, message } of domainProblems(domain.items.map(itemOf), version)) report({ rule, span, message });
}

function itemOf(item: LiteralExpression): DomainItem<null> {
  if (item.kind === "list") {
    const [, operator] = item.items;
    return {
      kind: "term",
      size: item.items.length,
      operator: operator?.kind === "value" ? operator.text : null,
      place: null,
    };
  }
  if (item.kind === "dict") return { kind: "other", written: "A dict", place: null };
  if (item.text !== null) return { kind: "logic", text: item.text, place: null };
  return /^[\d.+-]/.test(item.written) ? { kind: "other", written: item.written, place: null } : { kind: "open" };
}
