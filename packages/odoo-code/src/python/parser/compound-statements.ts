import type { PythonNode } from "../python-tree.ts";
import { decorated } from "./decorated.ts";
import { classDefinition, functionDefinition } from "./definitions.ts";
import { expressionList } from "./expression-list.ts";
import { disjunction, namedExpression } from "./expressions.ts";
import { matchStatement } from "./match.ts";
import { node } from "./nodes.ts";
import { staysName } from "./simple-statements.ts";
import { targets } from "./targets.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";
import { aliasAfter, withStatement } from "./with-statement.ts";

/** A statement with blocks of its own; null before any other. */
export function compoundStatement(tokens: Tokens): PythonNode | null {
  const { start } = tokens;
  switch (tokens.kind) {
    case kinds.IF:
      return ifStatement(tokens);
    case kinds.FOR:
      return forStatement(tokens, start);
    case kinds.WHILE:
      return whileStatement(tokens);
    case kinds.TRY:
      return tryStatement(tokens);
    case kinds.WITH:
      return withStatement(tokens, start);
    case kinds.DEF:
      return functionDefinition(tokens, start);
    case kinds.CLASS:
      return classDefinition(tokens);
    case kinds.AT:
      return decorated(tokens);
    case kinds.ASYNC:
      return asynchronous(tokens);
    case kinds.MATCH:
      return staysName(tokens) ? null : matchStatement(tokens);
    default:
      return null;
  }
}

/** After `async`. */
function asynchronous(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  switch (tokens.kind) {
    case kinds.DEF:
      return functionDefinition(tokens, start);
    case kinds.FOR:
      return forStatement(tokens, start);
    case kinds.WITH:
      return withStatement(tokens, start);
    default:
      return uncertain();
  }
}

function ifStatement(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const condition = namedExpression(tokens);
  let last = tokens.rules.block(tokens);
  const children = [condition, last];
  while (tokens.kind === kinds.ELIF) {
    const { start: from } = tokens;
    tokens.next();
    const other = namedExpression(tokens);
    const body = tokens.rules.block(tokens);
    last = node("elif_clause", from, body.end, [other, body]);
    children.push(last);
  }
  return withElse(tokens, "if_statement", start, children);
}

function forStatement(tokens: Tokens, start: number): PythonNode {
  const left = targets(tokens);
  tokens.expect(kinds.IN);
  const right = expressionList(tokens);
  return withElse(tokens, "for_statement", start, [left, right, tokens.rules.block(tokens)]);
}

function whileStatement(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const condition = namedExpression(tokens);
  return withElse(tokens, "while_statement", start, [condition, tokens.rules.block(tokens)]);
}

/** A statement whose clauses were read, with the `else` behind them if there is one. */
function withElse(tokens: Tokens, type: string, start: number, children: PythonNode[]): PythonNode {
  if (tokens.kind === kinds.ELSE) children.push(clause(tokens, "else_clause"));
  return node(type, start, children.at(-1)?.end ?? uncertain(), children);
}

/** A keyword and its block. */
function clause(tokens: Tokens, type: string): PythonNode {
  const { start } = tokens;
  tokens.next();
  const body = tokens.rules.block(tokens);
  return node(type, start, body.end, [body]);
}

function tryStatement(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const children = [tokens.rules.block(tokens)];
  while (tokens.kind === kinds.EXCEPT) children.push(exceptClause(tokens));
  if (tokens.kind === kinds.ELSE) {
    if (children.length === 1) uncertain();
    children.push(clause(tokens, "else_clause"));
  }
  if (tokens.kind === kinds.FINALLY) children.push(clause(tokens, "finally_clause"));
  if (children.length === 1) uncertain();
  return node("try_statement", start, children.at(-1)?.end ?? uncertain(), children);
}

function exceptClause(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  if (tokens.kind === kinds.STAR) tokens.next();
  else if (tokens.kind === kinds.COLON) {
    const body = tokens.rules.block(tokens);
    return node("except_clause", start, body.end, [body]);
  }
  const caught = aliasAfter(tokens, disjunction(tokens));
  const body = tokens.rules.block(tokens);
  return node("except_clause", start, body.end, [caught, body]);
}
