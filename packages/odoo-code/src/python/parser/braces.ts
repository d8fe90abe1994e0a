import type { PythonNode } from "../python-tree.ts";
import { comprehension, startsComprehension } from "./comprehension.ts";
import { elements } from "./elements.ts";
import { NO_CHILDREN, node } from "./nodes.ts";
import { splat } from "./splat.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** A dictionary or a set, or a comprehension of one. */
export function braces(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  if (tokens.kind === kinds.CLOSE_BRACE) return closed(tokens, "dictionary", start, NO_CHILDREN);
  if (tokens.kind === kinds.POWER) return dictionary(tokens, start, unpacked(tokens));
  const starred = tokens.kind === kinds.STAR;
  const first = starred ? splat(tokens) : tokens.rules.namedExpression(tokens);
  if (tokens.kind === kinds.COLON) {
    if (starred || first.type === "named_expression") uncertain();
    const entry = pair(tokens, first);
    if (startsComprehension(tokens)) return comprehension(tokens, "dictionary_comprehension", start, entry);
    return dictionary(tokens, start, entry);
  }
  if (!starred && startsComprehension(tokens)) return comprehension(tokens, "set_comprehension", start, first);
  return closed(tokens, "set", start, elements(tokens, first, kinds.CLOSE_BRACE));
}

function dictionary(tokens: Tokens, start: number, first: PythonNode): PythonNode {
  const children = [first];
  while (tokens.kind === kinds.COMMA) {
    tokens.next();
    if (tokens.kind === kinds.CLOSE_BRACE) break;
    children.push(tokens.kind === kinds.POWER ? unpacked(tokens) : pair(tokens, tokens.rules.expression(tokens)));
  }
  return closed(tokens, "dictionary", start, children);
}

function pair(tokens: Tokens, key: PythonNode): PythonNode {
  tokens.expect(kinds.COLON);
  const value = tokens.rules.expression(tokens);
  return node("pair", key.start, value.end, [key, value]);
}

function unpacked(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const value = tokens.rules.disjunction(tokens);
  return node("dictionary_splat", start, value.end, [value]);
}

function closed(tokens: Tokens, type: string, start: number, children: readonly PythonNode[]): PythonNode {
  const { end } = tokens;
  tokens.expect(kinds.CLOSE_BRACE);
  return node(type, start, end, children);
}
