import type { PythonNode } from "../python-tree.ts";
import { node } from "./nodes.ts";
import { identifier } from "./taken.ts";
import type { Tokens } from "./tokens.ts";

/** `*values` between brackets, beside other elements or before a comma: see `standsAlone`. */
export function splat(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const values = tokens.rules.expression(tokens);
  return node("list_splat", start, values.end, [values]);
}

/** `*name` outside of brackets: the grammar takes the star to the first name only, whatever follows it. */
export function splatName(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const name = identifier(tokens);
  return node("list_splat", start, name.end, [name]);
}

/**
 * Whether a splat means the same when it is the only thing between brackets, without a comma: there the grammar takes the star to the first name
 * only, as it does outside of them.
 */
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
