import type { PythonNode } from "../python-tree.ts";
import { expression, expressionAfter, primary } from "./expressions.ts";
import { node } from "./nodes.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

export function withStatement(tokens: Tokens, start: number): PythonNode {
  tokens.next();
  const clause = tokens.kind === kinds.OPEN_PARENTHESIS ? bracketedClause(tokens) : plainClause(tokens, []);
  const body = tokens.rules.block(tokens);
  return node("with_statement", start, body.end, [clause, body]);
}

/** Items without parentheses around all of them, some of which may have been read. */
function plainClause(tokens: Tokens, items: PythonNode[]): PythonNode {
  if (items.length === 0) items.push(item(aliasAfter(tokens, expression(tokens))));
  while (tokens.kind === kinds.COMMA) {
    tokens.next();
    items.push(item(aliasAfter(tokens, expression(tokens))));
  }
  return clauseOf(items);
}

/** A parenthesis in front: around all items, or around the first expression. */
function bracketedClause(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const found: PythonNode[] = [];
  let trailing = false;
  while (tokens.kind !== kinds.CLOSE_PARENTHESIS) {
    found.push(aliasAfter(tokens, expression(tokens)));
    trailing = tokens.kind === kinds.COMMA;
    if (!trailing) break;
    tokens.next();
  }
  const { end } = tokens;
  tokens.expect(kinds.CLOSE_PARENTHESIS);
  const single = found.length === 1 && !trailing;
  if (found.length === 0 || (found.length === 1 && trailing)) uncertain();
  if (tokens.kind === kinds.COLON) {
    if (!single) return node("with_clause", start, end, found.map(item));
    return clauseOf([item(node("parenthesized_expression", start, end, found))]);
  }
  if (found.some(({ type }) => type === "as_pattern")) uncertain();
  const first = node(single ? "parenthesized_expression" : "tuple", start, end, found);
  return plainClause(tokens, [item(aliasAfter(tokens, expressionAfter(tokens, first)))]);
}

/** `value as target` when the target follows, the value itself otherwise. */
export function aliasAfter(tokens: Tokens, value: PythonNode): PythonNode {
  if (tokens.kind !== kinds.AS) return value;
  if (value.type === "conditional_expression" || value.type === "lambda") uncertain();
  tokens.next();
  const target = primary(tokens);
  const alias = node("as_pattern_target", target.start, target.end, [target]);
  return node("as_pattern", value.start, target.end, [value, alias]);
}

function item(value: PythonNode): PythonNode {
  return node("with_item", value.start, value.end, [value]);
}

function clauseOf(items: PythonNode[]): PythonNode {
  return node("with_clause", items[0]?.start ?? uncertain(), items.at(-1)?.end ?? uncertain(), items);
}
