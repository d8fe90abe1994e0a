import type { PythonNode } from "../python-tree.ts";
import { node } from "./nodes.ts";
import { identifier } from "./taken.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** A type: any expression, but `name[…]` in front of it is a generic type of the grammar's. */
export function typeAnnotation(tokens: Tokens): PythonNode {
  const { kind } = tokens;
  if (kind !== kinds.NAME && kind !== kinds.TYPE) {
    if (kind === kinds.LAMBDA || kinds.isName(kind)) uncertain();
    return asType(tokens.rules.expression(tokens));
  }
  const name = identifier(tokens);
  if (tokens.kind !== kinds.OPEN_BRACKET)
    return kind === kinds.TYPE ? uncertain() : asType(tokens.rules.expressionAfter(tokens, name));
  const left = generic(tokens, name);
  if (tokens.kind !== kinds.PIPE) return endsType(tokens, left);
  tokens.next();
  const right = typeAnnotation(tokens);
  if (right.children[0]?.type === "union_type") uncertain();
  return endsType(tokens, asType(node("union_type", left.start, right.end, [left, right])));
}

function generic(tokens: Tokens, name: PythonNode): PythonNode {
  const { start } = tokens;
  tokens.enter();
  tokens.next();
  const children = [typeAnnotation(tokens)];
  while (tokens.kind === kinds.COMMA) {
    tokens.next();
    if (tokens.kind === kinds.CLOSE_BRACKET) break;
    children.push(typeAnnotation(tokens));
  }
  const { end } = tokens;
  tokens.expect(kinds.CLOSE_BRACKET);
  tokens.leave();
  const parameters = node("type_parameter", start, end, children);
  return asType(node("generic_type", name.start, end, [name, parameters]));
}

function asType(type: PythonNode): PythonNode {
  return node("type", type.start, type.end, [type]);
}

/** A generic type that goes on is read in ways of the grammar's own. */
function endsType(tokens: Tokens, type: PythonNode): PythonNode {
  switch (tokens.kind) {
    case kinds.COMMA:
    case kinds.EQUALS:
    case kinds.COLON:
    case kinds.NEWLINE:
    case kinds.SEMICOLON:
    case kinds.CLOSE_BRACKET:
    case kinds.CLOSE_PARENTHESIS:
      return type;
    default:
      return uncertain();
  }
}
