import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import { dottedName, type FunctionScope, operatorOf, type PythonSource, within } from "./python-source.ts";

const injection = {
  rule: "sql-injection",
  code: "E8103",
  severity: "warning",
  title: "values reach a query as parameters, not inside its text",
} as const;

const CURSORS = /^(?:(?:self\.)?_?cr|(?:\w+\.)*env\.cr|request\.cr|\w+\._cr|\w+\.cr)$/;
const DEPTH = 6;

/** Queries whose text is put together from values. */
export const sql: Check<PythonSource> = {
  rules: [injection],
  check(source, report) {
    if (/(?:^|\/)test_[^/]*\.py$/.test(source.path)) return;
    const { text } = source;
    for (const { node, within: scope } of source.nodes("call")) {
      const called = node.children[0];
      if (called?.type !== "attribute") continue;
      const name = called.children.at(-1);
      const method = name ? text.slice(name.start, name.end) : "";
      if (method !== "execute" && method !== "executemany") continue;
      if (!CURSORS.test(dottedName(called.children[0], text) ?? "")) continue;
      const { positional, keywords, open } = callArguments(node.children[1], text);
      const [query] = positional;
      if (query === undefined || positional.length > 1 || keywords.size > 0 || open) continue;
      if (isBuilt(query, scope, source, DEPTH))
        report({
          rule: injection,
          span: [node.start, node.end],
          message: "The query is put together from values; pass them as parameters.",
        });
    }
  },
};

/** Whether an expression is text made from something that is not constant. */
function isBuilt(node: PythonNode, scope: FunctionScope | null, source: PythonSource, depth: number): boolean {
  const { text } = source;
  const [left, right] = node.children;
  if (depth === 0) return false;
  if (node.type === "parenthesized_expression") return left !== undefined && isBuilt(left, scope, source, depth);
  if (node.type === "string")
    return node.children.some(({ children }) => !children.every((part) => isSafe(part, scope, source, depth - 1)));
  if (node.type === "concatenated_string") return node.children.some((part) => isBuilt(part, scope, source, depth));
  if (node.type === "binary_operator" && left && right) {
    const operator = operatorOf(node, text);
    if (operator === "%") {
      if (isSqlObject(left, source)) return false;
      const values =
        right.type === "tuple"
          ? right.children
          : right.type === "dictionary"
            ? right.children.flatMap(({ children }) => children[1] ?? [])
            : [right];
      return (
        isBuilt(left, scope, source, depth - 1) || !values.every((value) => isSafe(value, scope, source, depth - 1))
      );
    }
    if (operator === "+")
      return [left, right].some(
        (part) => isBuilt(part, scope, source, depth - 1) || !isSafe(part, scope, source, depth - 1),
      );
    return false;
  }
  if (node.type === "call" && left?.type === "attribute") {
    const [object, method] = left.children;
    if (method === undefined || object === undefined || text.slice(method.start, method.end) !== "format") return false;
    if (isSqlObject(object, source)) return false;
    const { positional, keywords, open } = callArguments(right, text);
    const values = [...positional, ...[...keywords.values()].map(({ value }) => value)];
    return open || !values.every((value) => isSafe(value, scope, source, depth - 1));
  }
  if (node.type === "identifier")
    return assigned(node, scope, source).some((value) => isBuilt(value, scope, source, depth - 1));
  return false;
}

/** Constants, `psycopg2.sql` objects, private attributes and methods, and names that hold only those. */
function isSafe(node: PythonNode, scope: FunctionScope | null, source: PythonSource, depth: number): boolean {
  const { text } = source;
  const [first, second] = node.children;
  if (depth === 0) return false;
  switch (node.type) {
    case "string":
    case "concatenated_string":
      return !isBuilt(node, scope, source, depth);
    case "integer":
    case "float":
    case "true":
    case "false":
    case "none":
    case "format_specifier":
    case "type_conversion":
      return true;
    case "parenthesized_expression":
    case "tuple":
    case "list":
      return node.children.every((part) => isSafe(part, scope, source, depth - 1));
    case "binary_operator":
      return node.children.every((part) => isSafe(part, scope, source, depth - 1));
    case "conditional_expression":
      return [first, node.children[2]].every((part) => part !== undefined && isSafe(part, scope, source, depth - 1));
    case "attribute":
      return second !== undefined && text[second.start] === "_";
    case "call": {
      if (isSqlObject(node, source)) return true;
      const name = first?.type === "attribute" ? first.children.at(-1) : first;
      if (name === undefined) return false;
      const written = text.slice(name.start, name.end);
      if (written === "join" && first?.type === "attribute") {
        const [items] = callArguments(second, text).positional;
        return items !== undefined && isSafe(items, scope, source, depth - 1);
      }
      return written.startsWith("_");
    }
    case "identifier": {
      const written = text.slice(node.start, node.end);
      if (/^_?[A-Z][A-Z0-9_]*$/.test(written)) return true;
      const values = assigned(node, scope, source);
      return values.length > 0 && values.every((value) => isSafe(value, scope, source, depth - 1));
    }
    default:
      return false;
  }
}

/** `sql.SQL(…)`, `sql.Identifier(…)`, `SQL(…)` and what is formatted from them. */
function isSqlObject(node: PythonNode, { text }: PythonSource): boolean {
  if (node.type !== "call") return false;
  return /^(?:psycopg2\.)?(?:sql\.)?(?:SQL|Identifier|Literal|Composed|Placeholder)\b/.test(
    text.slice(node.start, node.end),
  );
}

/** Values that a local name is given in its function. Empty for parameters, loop variables and everything else. */
function assigned(name: PythonNode, scope: FunctionScope | null, { text, tree }: PythonSource): PythonNode[] {
  const written = text.slice(name.start, name.end);
  const found: PythonNode[] = [];
  for (const node of within(scope?.block ?? tree.root)) {
    if (node.type !== "assignment" && node.type !== "augmented_assignment") continue;
    const target = node.children[0];
    const value = node.children.at(-1);
    if (target?.type === "identifier" && value !== undefined && text.slice(target.start, target.end) === written)
      found.push(value);
  }
  return found;
}
