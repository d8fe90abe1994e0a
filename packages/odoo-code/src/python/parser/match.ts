import type { PythonNode } from "../python-tree.ts";
import { casePattern } from "./case-patterns.ts";
import { disjunction, expression } from "./expressions.ts";
import { node } from "./nodes.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** `match …:` with its cases. */
export function matchStatement(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const children = [expression(tokens)];
  while (tokens.kind === kinds.COMMA) {
    tokens.next();
    children.push(expression(tokens));
  }
  tokens.expect(kinds.COLON);
  tokens.expect(kinds.NEWLINE);
  const { start: from } = tokens;
  tokens.expect(kinds.INDENT);
  const cases: PythonNode[] = [];
  while (tokens.kind !== kinds.DEDENT) cases.push(caseClause(tokens));
  const { end } = tokens;
  tokens.next();
  children.push(node("block", from, end, cases));
  return node("match_statement", start, end, children);
}

function caseClause(tokens: Tokens): PythonNode {
  const { start } = tokens;
  if (tokens.kind !== kinds.NAME || tokens.text.slice(start, tokens.end) !== "case") uncertain();
  tokens.next();
  const children = [casePattern(tokens)];
  while (tokens.kind === kinds.COMMA) {
    tokens.next();
    children.push(casePattern(tokens));
  }
  if (tokens.kind === kinds.IF) {
    const { start: from } = tokens;
    tokens.next();
    const condition = disjunction(tokens);
    children.push(node("if_clause", from, condition.end, [condition]));
  }
  const body = tokens.rules.block(tokens);
  children.push(body);
  return node("case_clause", start, body.end, children);
}
