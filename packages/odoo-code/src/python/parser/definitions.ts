import type { PythonNode } from "../python-tree.ts";
import { identifier } from "./atoms.ts";
import { argumentList } from "./calls.ts";
import { asynchronous } from "./compound-statements.ts";
import { expression } from "./expressions.ts";
import { node } from "./nodes.ts";
import { parameters } from "./parameters.ts";
import { block } from "./statements.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { typeAnnotation } from "./type-annotation.ts";
import { uncertain } from "./uncertain.ts";

/** @param start Of the `async` in front, when there is one. */
export function functionDefinition(tokens: Tokens, start: number): PythonNode {
  tokens.next();
  const children = [identifier(tokens), parameters(tokens)];
  if (tokens.kind === kinds.ARROW) {
    tokens.next();
    children.push(typeAnnotation(tokens));
  }
  const body = block(tokens);
  // `-> int: x[0]` on one line could be a type with a constraint to the grammar.
  if (children.length === 3 && !tokens.text.slice(children[2]?.end, body.start).includes("\n")) uncertain();
  children.push(body);
  return node("function_definition", start, body.end, children);
}

export function classDefinition(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const children = [identifier(tokens)];
  if (tokens.kind === kinds.OPEN_PARENTHESIS) {
    const bases = argumentList(tokens);
    if (bases.type !== "argument_list") uncertain();
    children.push(bases);
  }
  const body = block(tokens);
  children.push(body);
  return node("class_definition", start, body.end, children);
}

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
  const found = asynchronous(tokens);
  return found.type === "function_definition" ? found : uncertain();
}
