import type { PythonNode } from "../python-tree.ts";
import { onFirstName, splat, standsAlone } from "./splat.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** The elements between brackets, of which the first was read already; the closing bracket stays current. */
export function elements(tokens: Tokens, first: PythonNode, closer: number): PythonNode[] {
  const found = [first];
  if (tokens.kind === closer && first.type === "list_splat" && !standsAlone(first)) return [onFirstName(first)];
  while (tokens.kind === kinds.COMMA) {
    tokens.next();
    if (tokens.kind === closer) break;
    found.push(tokens.kind === kinds.STAR ? splat(tokens) : tokens.rules.namedExpression(tokens));
  }
  if (tokens.kind !== closer) uncertain();
  return found;
}
