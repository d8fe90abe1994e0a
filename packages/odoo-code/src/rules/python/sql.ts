import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import { cursorName } from "./cursor.ts";
import {
  calledName,
  everyNode,
  type FunctionScope,
  fullName,
  operatorOf,
  type PythonSource,
  within,
} from "./python-source.ts";

const injection = {
  rule: "sql-injection",
  code: "E8103",
  severity: "warning",
  title: "values reach a query as parameters, not inside its text",
} as const;

/** Queries whose text is put together from values. */
export const sql: Check<PythonSource> = {
  rules: [injection],
  check(source, report) {
    if (/(?:^|\/)test_[^/]*\.py$/.test(source.path)) return;
    const { text, options } = source;
    for (const { node, within: scope } of [...source.calls("execute"), ...source.calls("executemany")]) {
      const [called, list] = node.children;
      if (called?.type !== "attribute") continue;
      if (!options.cursorExpr.includes(cursorName(called, text))) continue;
      const { positional } = callArguments(list, text);
      const [query] = positional;
      if (query === undefined || positional.length > 1 || list?.children.some(({ type }) => type === "list_splat"))
        continue;
      const built =
        isBuilt(query, scope, source) || assigned(query, scope, source).some((value) => isBuilt(value, scope, source));
      if (built)
        report({
          rule: injection,
          span: [node.start, node.end],
          message: "The query is put together from values; pass them as parameters.",
        });
    }
  },
};

/** Whether an expression is text with something in it that may come from outside. */
function isBuilt(node: PythonNode, scope: FunctionScope | null, source: PythonSource): boolean {
  const { text } = source;
  const [left, right] = node.children;
  switch (node.type) {
    case "parenthesized_expression":
      return left !== undefined && isBuilt(left, scope, source);
    case "concatenated_string":
      return node.children.some((part) => isBuilt(part, scope, source));
    case "string":
      return node.children.some(({ children: [value] }) => value !== undefined && !isSafe(value, scope, source));
    case "binary_operator": {
      if (left === undefined || right === undefined || !/^[%+]$/.test(operatorOf(node, text))) return false;
      if (!valuesOf(right).every((value) => isSafe(value, scope, source))) return true;
      return !isSafe(left, scope, source) && isBuilt(left, scope, source);
    }
    case "call": {
      if (left?.type !== "attribute" || calledName(node, text) !== "format") return false;
      const { positional, keywords } = callArguments(right, text);
      return ![...positional, ...[...keywords.values()].map(({ value }) => value)].every((value) =>
        isSafe(value, scope, source),
      );
    }
    default:
      return false;
  }
}

/** What a `%` puts in: the items of a tuple, the values of a dict, or the one thing. */
function valuesOf(node: PythonNode): readonly PythonNode[] {
  if (node.type === "parenthesized_expression" && node.children[0]) return valuesOf(node.children[0]);
  if (node.type === "tuple") return node.children;
  if (node.type === "dictionary") return node.children.map(({ children: [key, value] }) => value ?? key).filter(isNode);
  return [node];
}

function isNode(node: PythonNode | undefined): node is PythonNode {
  return node !== undefined;
}

/** Constants, private attributes and methods (`self._table`, `self._select()`), and objects of `psycopg2.sql` or `odoo.tools.SQL`. */
function isSafe(node: PythonNode, scope: FunctionScope | null, source: PythonSource): boolean {
  const { text } = source;
  if (node.type === "parenthesized_expression" && node.children[0]) return isSafe(node.children[0], scope, source);
  if (isSqlObject(node, scope, source)) return true;
  if (/^(?:integer|float|true|false|none|ellipsis|concatenated_string)$/.test(node.type))
    return node.type !== "concatenated_string" || !isBuilt(node, scope, source);
  if (node.type === "string") return node.children.length === 0;
  const target = node.type === "call" ? node.children[0] : node;
  if (target?.type !== "attribute") return false;
  const [object, name] = target.children;
  return object?.type === "identifier" && name !== undefined && text[name.start] === "_";
}

/** A call of something imported from `psycopg2` or of Odoo's `SQL`, or a name that was given one. */
function isSqlObject(node: PythonNode, scope: FunctionScope | null, source: PythonSource): boolean {
  if (node.type === "identifier")
    return assigned(node, scope, source).some((value) => value.type === "call" && isSqlObject(value, scope, source));
  if (node.type !== "call") return false;
  let called = node.children[0];
  // `sql.SQL(…).format(…)`, `sql.SQL(…).join(…)`
  while (called?.type === "attribute" && called.children[0]?.type === "call") called = called.children[0].children[0];
  return /^(?:psycopg2\.|odoo\.tools\.(?:sql\.)?SQL$)/.test(fullName(called, source) ?? "");
}

/**
 * Values that a name (or `name[…]`) is given: in its function where it is given any there, else at module level. Empty for parameters, loop
 * variables and everything else.
 */
function assigned(name: PythonNode, scope: FunctionScope | null, { text, tree }: PythonSource): PythonNode[] {
  if (name.type !== "identifier" && name.type !== "subscript") return [];
  const written = text.slice(name.start, name.end);
  const given = (nodes: readonly PythonNode[]): PythonNode[] => {
    const found: PythonNode[] = [];
    for (const node of nodes) {
      if (node.type !== "assignment" && node.type !== "augmented_assignment") continue;
      const [target] = node.children;
      const value = node.children.at(-1);
      if (
        target !== undefined &&
        value !== undefined &&
        value !== target &&
        text.slice(target.start, target.end) === written
      )
        found.push(value);
    }
    return found;
  };
  const bound = (outer: FunctionScope) =>
    new RegExp(`\\b${written}\\b`).test(parametersText(outer, text)) || given(everyNode(outer.node)).length > 0;
  for (let outer = scope; outer !== null; outer = outer.parent)
    if (name.type === "subscript" || bound(outer)) return given(everyNode(outer.block ?? outer.node));
  return given(within(tree.root));
}

function parametersText({ node }: FunctionScope, text: string): string {
  const parameters = node.children.find(({ type }) => type === "parameters");
  return parameters === undefined ? "" : text.slice(parameters.start, parameters.end);
}
