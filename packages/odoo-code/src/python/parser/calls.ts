import type { PythonNode } from "../python-tree.ts";
import { comprehension, startsComprehension } from "./comprehension.ts";
import { node } from "./nodes.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** What stands between the parentheses of a call: its arguments, or one generator. */
export function argumentList(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const children: PythonNode[] = [];
  while (tokens.kind !== kinds.CLOSE_PARENTHESIS) {
    const value = argument(tokens);
    if (startsComprehension(tokens)) {
      if (children.length > 0 || value.type === "keyword_argument" || value.type.endsWith("_splat")) uncertain();
      return comprehension(tokens, "generator_expression", start, value);
    }
    children.push(value);
    if (tokens.kind !== kinds.COMMA) break;
    tokens.next();
  }
  const { end } = tokens;
  tokens.expect(kinds.CLOSE_PARENTHESIS);
  return node("argument_list", start, end, children);
}

function argument(tokens: Tokens): PythonNode {
  const { kind, start } = tokens;
  if (kind === kinds.STAR || kind === kinds.POWER) {
    tokens.next();
    const values = tokens.rules.expression(tokens);
    return node(kind === kinds.STAR ? "list_splat" : "dictionary_splat", start, values.end, [values]);
  }
  const value = tokens.rules.namedExpression(tokens);
  if (tokens.kind !== kinds.EQUALS) return value;
  if (value.type !== "identifier") uncertain();
  tokens.next();
  const given = tokens.rules.expression(tokens);
  return node("keyword_argument", start, given.end, [value, given]);
}
