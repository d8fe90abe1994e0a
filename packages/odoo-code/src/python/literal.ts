import type { Argument, Literal } from "../facts.ts";
import type { PythonNode } from "./python-tree.ts";
import { stringLiteral } from "./string-literal.ts";

/** A longer computed expression is cut: it is shown to people, never evaluated. */
const MAX_COMPUTED = 2000;

/** Static value of an expression; what is not a literal becomes `{ computed: source text }`, inside lists and dicts too. */
export function literal(node: PythonNode, text: string): Literal {
  const inner = node.children[0];
  switch (node.type) {
    case "string":
    case "concatenated_string":
      return stringLiteral(node, text)?.value ?? computed(node, text);
    case "true":
      return true;
    case "false":
      return false;
    case "none":
      return null;
    case "integer":
    case "float":
      return number(text.slice(node.start, node.end)) ?? computed(node, text);
    case "unary_operator": {
      const value = inner ? literal(inner, text) : null;
      if (typeof value === "number" && text[node.start] === "-") return -value;
      if (typeof value === "number" && text[node.start] === "+") return value;
      return computed(node, text);
    }
    case "parenthesized_expression":
      return inner && node.children.length === 1 ? literal(inner, text) : computed(node, text);
    case "list":
    case "tuple":
    case "expression_list":
    case "set":
      return node.children.map((child) => literal(child, text));
    case "dictionary":
      return dictionary(node, text);
    default:
      return computed(node, text);
  }
}

/** Value and place of an expression. */
export function argument(node: PythonNode, text: string): Argument {
  return { value: literal(node, text), span: [node.start, node.end] };
}

function dictionary(node: PythonNode, text: string): Literal {
  const entries: [string, Literal][] = [];
  for (const pair of node.children) {
    const [key, value] = pair.children;
    if (pair.type !== "pair" || !key || !value) return computed(node, text);
    const name = literal(key, text);
    if (name !== null && typeof name === "object") return computed(node, text);
    entries.push([name === null ? "None" : String(name), literal(value, text)]);
  }
  return Object.fromEntries(entries);
}

function number(written: string): number | null {
  const plain = written.replaceAll("_", "");
  if (/^0[0-7]+$/.test(plain)) return Number.parseInt(plain, 8);
  const value = Number(plain);
  return Number.isNaN(value) ? null : value;
}

function computed(node: PythonNode, text: string): Literal {
  return { computed: text.slice(node.start, Math.min(node.end, node.start + MAX_COMPUTED)) };
}
