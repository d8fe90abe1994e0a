import type { PythonNode } from "../python-tree.ts";
import { classDefinition, functionDefinition } from "./definitions.ts";
import { expression } from "./expressions.ts";
import { node } from "./nodes.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** Decorators, and the class or function below them. */
export function decorated(tokens: Tokens): PythonNode {
  const { start } = tokens;
  const children: PythonNode[] = [];
  while (tokens.kind === kinds.AT) {
    const { start: from } = tokens;
    tokens.next();
    const value = expression(tokens);
    const { end } = tokens;
    tokens.expect(kinds.NEWLINE);
    // The grammar ends the block there.
    if (tokens.isOutdented()) uncertain();
    children.push(node("decorator", from, end, [value]));
  }
  const definition = definitionBelow(tokens);
  children.push(definition);
  return node("decorated_definition", start, definition.end, children);
}

function definitionBelow(tokens: Tokens): PythonNode {
  if (tokens.kind === kinds.CLASS) return classDefinition(tokens);
  if (tokens.kind === kinds.DEF) return functionDefinition(tokens, tokens.start);
  if (tokens.kind !== kinds.ASYNC) return uncertain();
  const { start } = tokens;
  tokens.next();
  return tokens.kind === kinds.DEF ? functionDefinition(tokens, start) : uncertain();
}
