import type { PythonNode } from "../python-tree.ts";
import { node } from "./nodes.ts";
import { identifier, taken } from "./taken.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { typeAnnotation } from "./type-annotation.ts";

/** The parameters of a function, with their parentheses. */
export function parameters(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.expect(kinds.OPEN_PARENTHESIS);
  const children: PythonNode[] = [];
  while (tokens.kind !== kinds.CLOSE_PARENTHESIS) {
    children.push(parameter(tokens, true));
    if (tokens.kind !== kinds.COMMA) break;
    tokens.next();
  }
  const { end } = tokens;
  tokens.expect(kinds.CLOSE_PARENTHESIS);
  return node("parameters", start, end, children);
}

/** One parameter; only those of a function have types. */
export function parameter(tokens: Tokens, typed: boolean): PythonNode {
  const { kind, start } = tokens;
  if (kind === kinds.SLASH) return taken(tokens, "positional_separator");
  if (kind === kinds.STAR || kind === kinds.POWER) {
    const separator = taken(tokens, "keyword_separator");
    if (kind === kinds.STAR && !kinds.isName(tokens.kind)) return separator;
    const name = identifier(tokens);
    const type = kind === kinds.STAR ? "list_splat_pattern" : "dictionary_splat_pattern";
    const gathered = node(type, start, name.end, [name]);
    return typed && tokens.kind === kinds.COLON ? withType(tokens, gathered) : gathered;
  }
  const name = identifier(tokens);
  const annotated = typed && tokens.kind === kinds.COLON ? withType(tokens, name) : null;
  if (tokens.kind !== kinds.EQUALS) return annotated ?? name;
  tokens.next();
  const value = tokens.rules.expression(tokens);
  if (annotated === null) return node("default_parameter", start, value.end, [name, value]);
  return node("typed_default_parameter", start, value.end, [...annotated.children, value]);
}

function withType(tokens: Tokens, name: PythonNode): PythonNode {
  tokens.next();
  const type = typeAnnotation(tokens);
  return node("typed_parameter", name.start, type.end, [name, type]);
}
