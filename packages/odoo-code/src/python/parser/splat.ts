import type { PythonNode } from "../python-tree.ts";
import { node } from "./nodes.ts";
import { identifier } from "./taken.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** `*values` between brackets, beside other elements or before a comma. */
export function splat(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const values = tokens.rules.expression(tokens);
  return node("list_splat", start, values.end, [values]);
}

/** `*name` outside of brackets, where the grammar could also read names to assign to. */
export function splatOutside(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const name = identifier(tokens);
  return node("list_splat", start, name.end, [name]);
}

/** A splat that is the only thing between brackets, without a comma behind it: the grammar takes the star to the first name only. */
export function onFirstName(splatted: PythonNode): PythonNode {
  const [values] = splatted.children;
  return values === undefined ? uncertain() : starred(values, splatted.start);
}

/** Puts the star that stands at `start` onto the first name of an expression. */
function starred(value: PythonNode, start: number): PythonNode {
  switch (value.type) {
    case "identifier":
      return node("list_splat", start, value.end, [value]);
    case "attribute":
    case "subscript":
    case "call":
    case "binary_operator":
    case "boolean_operator":
    case "comparison_operator":
    case "conditional_expression": {
      const [first, ...rest] = value.children;
      // Brackets inside a subscript bring the grammar to the other reading.
      if (value.type === "subscript" && !rest.every(isPlainIndex)) return uncertain();
      return first === undefined ? uncertain() : node(value.type, start, value.end, [starred(first, start), ...rest]);
    }
    default:
      return uncertain();
  }
}

function isPlainIndex({ type, children }: PythonNode): boolean {
  return (type === "string" && children.length === 0) || type === "identifier" || type === "integer";
}

/** Whether a splat between brackets means the same when nothing stands beside it. */
export function standsAlone(splatted: PythonNode): boolean {
  switch (splatted.children[0]?.type) {
    case "identifier":
    case "parenthesized_expression":
    case "list":
    case "list_comprehension":
    case "tuple":
    case "generator_expression":
      return true;
    default:
      return false;
  }
}
