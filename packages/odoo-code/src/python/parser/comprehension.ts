import type { PythonNode } from "../python-tree.ts";
import { node } from "./nodes.ts";
import { targets } from "./targets.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

const CLOSERS: Readonly<Record<string, number>> = {
  list_comprehension: kinds.CLOSE_BRACKET,
  generator_expression: kinds.CLOSE_PARENTHESIS,
  set_comprehension: kinds.CLOSE_BRACE,
  dictionary_comprehension: kinds.CLOSE_BRACE,
};

export function startsComprehension({ kind }: Tokens): boolean {
  return kind === kinds.FOR || kind === kinds.ASYNC;
}

/** A comprehension from its first `for` up to and with its closing bracket. */
export function comprehension(tokens: Tokens, type: string, start: number, body: PythonNode): PythonNode {
  const children = [body];
  for (;;) {
    if (startsComprehension(tokens)) children.push(forClause(tokens));
    else if (tokens.kind === kinds.IF) {
      const { start: from } = tokens;
      tokens.next();
      const condition = tokens.rules.disjunction(tokens);
      children.push(node("if_clause", from, condition.end, [condition]));
    } else break;
  }
  const { end } = tokens;
  tokens.expect(CLOSERS[type] ?? uncertain());
  return node(type, start, end, children);
}

function forClause(tokens: Tokens): PythonNode {
  const { start } = tokens;
  if (tokens.kind === kinds.ASYNC) tokens.next();
  if (tokens.kind !== kinds.FOR) uncertain();
  const left = targets(tokens);
  tokens.expect(kinds.IN);
  const right = tokens.rules.disjunction(tokens);
  return node("for_in_clause", start, right.end, [left, right]);
}
