import type { PythonNode } from "../python-tree.ts";
import { leaf } from "./nodes.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** The current token as a node; the next token becomes current. */
export function taken(tokens: Tokens, type: string): PythonNode {
  const { start, end } = tokens;
  tokens.next();
  return leaf(type, start, end);
}

/** A name of any kind. */
export function identifier(tokens: Tokens): PythonNode {
  if (!kinds.isName(tokens.kind)) uncertain();
  return taken(tokens, "identifier");
}
