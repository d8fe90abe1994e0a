import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import { DOMAIN_RULES, type DomainItem, domainProblems } from "../domain-terms.ts";
import type { Check, Report } from "../rule.ts";
import type { PythonSource } from "./python-source.ts";

/** Methods whose first argument is a domain. */
const SEARCHES =
  "search search_count search_read search_fetch _search filtered_domain read_group _read_group formatted_read_group web_search_read".split(
    " ",
  );
const FIELDS = ["Many2one", "One2many", "Many2many"];
const COMPUTED: ReadonlySet<string> = new Set([
  "identifier",
  "attribute",
  "call",
  "subscript",
  "binary_operator",
  "boolean_operator",
  "conditional_expression",
  "list_splat",
  "parenthesized_expression",
  "named_expression",
  "await",
  "ERROR",
]);

/** Domains that are written out, in searches and on relational fields. */
export const domains: Check<PythonSource> = {
  rules: DOMAIN_RULES,
  check(source, report) {
    for (const name of SEARCHES)
      for (const { node } of source.calls(name)) {
        if (!isOfRecords(node, source.text)) continue;
        const { positional, keywords } = callArguments(node.children[1], source.text);
        judge(source, keywords.get("domain")?.value ?? positional[0], report);
      }
    for (const name of FIELDS)
      for (const { node } of source.calls(name))
        judge(source, callArguments(node.children[1], source.text).keywords.get("domain")?.value, report);
  },
};

const RECORDS = /^(?:self|cls|super\(\))(?![\w(])|\benv\b|\.(?:sudo|with_\w+)\(/;

/** Whether a search is one of records, as far as the file tells: mailboxes and search engines are searched by lists of their own. */
function isOfRecords({ children: [called] }: PythonNode, text: string): boolean {
  const object = called?.type === "attribute" ? called.children[0] : undefined;
  if (object === undefined) return false;
  const written = text.slice(object.start, object.end);
  if (RECORDS.test(written)) return true;
  return /^\w+$/.test(written) && new RegExp(`\\b${written}\\s*=(?!=)[^\\n]*\\benv\\b`).test(text);
}

function judge({ text, version, path }: PythonSource, domain: PythonNode | undefined, report: Report): void {
  if (domain?.type !== "list") return;
  const items = domain.children.map((item) => itemOf(item, text));
  for (const { rule, message, place } of domainProblems(items, version)) {
    const { start, end } = place ?? domain;
    // Tests hold wrong domains to see them refused.
    const inTests = /(?:^|\/)tests\//.test(path);
    report({ rule, span: [start, end], message, ...(inTests && { severity: "warning" }) });
  }
}

function itemOf(node: PythonNode, text: string): DomainItem<PythonNode> {
  const { type, children } = node;
  if (type === "tuple" || type === "list") {
    const parts = children.filter((part) => part.type !== "comment");
    const open = parts.some((part) => part.type === "list_splat" || part.type === "ERROR");
    const operator = parts[1] === undefined || open ? null : stringLiteral(parts[1], text);
    return { kind: "term", size: open ? null : parts.length, operator: operator?.value ?? null, place: node };
  }
  const written = stringLiteral(node, text);
  if (written !== null) return { kind: "logic", text: written.value, place: node };
  if (COMPUTED.has(type) || type === "string" || type === "concatenated_string" || type === "comment")
    return { kind: "open" };
  return { kind: "other", written: text.slice(node.start, node.end).slice(0, 40), place: node };
}
