import type { PythonNode } from "../python-tree.ts";
import { node } from "./nodes.ts";
import { splatOutside } from "./splat.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** One expression, or an `expression_list` of those that commas divide. */
export function expressionList(tokens: Tokens): PythonNode {
  const starred = tokens.kind === kinds.STAR;
  const first = starred ? splatOutside(tokens) : tokens.rules.expression(tokens);
  if (tokens.kind !== kinds.COMMA) return starred ? uncertain() : first;
  const children = [first];
  let { end } = tokens;
  while (tokens.kind === kinds.COMMA) {
    end = tokens.end;
    tokens.next();
    if (endsList(tokens.kind)) break;
    const next = tokens.kind === kinds.STAR ? splatOutside(tokens) : tokens.rules.expression(tokens);
    children.push(next);
    end = next.end;
  }
  return node("expression_list", first.start, end, children);
}

function endsList(kind: number): boolean {
  switch (kind) {
    case kinds.NEWLINE:
    case kinds.SEMICOLON:
    case kinds.EQUALS:
    case kinds.COLON:
    case kinds.CLOSE_PARENTHESIS:
      return true;
    default:
      return false;
  }
}
