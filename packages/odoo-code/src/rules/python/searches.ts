import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import { calledName, dottedName, isModel, type PythonSource, within } from "./python-source.ts";

const searchAll = {
  rule: "no-search-all",
  code: "W8163",
  severity: "info",
  title: "no `search([])` without a limit",
} as const;

/** Searches of models that read every record. */
export const searches: Check<PythonSource> = {
  rules: [searchAll],
  check(source, report) {
    const { text } = source;
    for (const { node, within: method, owner, inner } of [...source.calls("search"), ...source.calls("search_read")]) {
      if (!isModel(owner) || !method?.owner || inner !== null) continue;
      const { positional, keywords } = callArguments(node.children[1], text);
      const domain = positional[0] ?? keywords.get("domain")?.value;
      // More that is given by `**` may hold a limit, or not; pylint-odoo speaks all the same.
      if (domain === undefined || keywords.has("limit") || keywords.has("count") || positional.length > 2) continue;
      if (isEmptyList(domain) || (domain.type === "identifier" && isAlwaysEmpty(domain, method.block, node, text)))
        report({
          rule: searchAll,
          span: [node.start, node.end],
          message: "An empty domain without a limit reads every record.",
        });
    }
  },
};

function isEmptyList({ type, children }: PythonNode): boolean {
  return type === "list" && children.length === 0;
}

/** A local name that is set once before the call, to an empty list, and not added to until then. */
function isAlwaysEmpty(name: PythonNode, block: PythonNode | undefined, call: PythonNode, text: string): boolean {
  const written = text.slice(name.start, name.end);
  let assigned = 0;
  for (const node of block === undefined ? [] : within(block)) {
    if (node.start >= call.start) continue;
    const [target, second] = node.children;
    if (/^(?:assignment|augmented_assignment|for_statement|named_expression)$/.test(node.type)) {
      if (target === undefined || !mentions(target, written, text)) continue;
      const value = node.children.at(-1);
      if (node.type !== "assignment" || target.type !== "identifier" || !value || !isEmptyList(value)) return false;
      assigned += 1;
    } else if (node.type === "call" && second !== undefined) {
      if (/^(?:append|extend|insert)$/.test(calledName(node, text) ?? "") && receiver(node, text) === written)
        return false;
    }
  }
  return assigned === 1;
}

function mentions(target: PythonNode, name: string, text: string): boolean {
  if (target.type === "identifier") return text.slice(target.start, target.end) === name;
  return /^(?:pattern_list|tuple_pattern|list_pattern)$/.test(target.type)
    ? target.children.some((part) => mentions(part, name, text))
    : false;
}

function receiver(call: PythonNode, text: string): string | null {
  return dottedName(call.children[0]?.children[0], text);
}
