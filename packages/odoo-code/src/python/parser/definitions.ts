import type { PythonNode } from "../python-tree.ts";
import { argumentList } from "./calls.ts";
import { node } from "./nodes.ts";
import { parameters } from "./parameters.ts";
import { identifier } from "./taken.ts";
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
  const body = tokens.rules.body(tokens);
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
  const body = tokens.rules.block(tokens);
  children.push(body);
  return node("class_definition", start, body.end, children);
}
