import type { PythonNode } from "../python-tree.ts";
import { node } from "./nodes.ts";
import { splatOutside } from "./splat.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** `value[…]` from its bracket on. */
export function subscript(tokens: Tokens, value: PythonNode): PythonNode {
  tokens.next();
  const children = [value, entry(tokens)];
  while (tokens.kind === kinds.COMMA) {
    tokens.next();
    if (tokens.kind === kinds.CLOSE_BRACKET) break;
    children.push(entry(tokens));
  }
  const { end } = tokens;
  tokens.expect(kinds.CLOSE_BRACKET);
  return node("subscript", value.start, end, children);
}

function entry(tokens: Tokens): PythonNode {
  if (tokens.kind === kinds.STAR) return splatOutside(tokens);
  const { start } = tokens;
  if (tokens.kind === kinds.COLON) return slice(tokens, start, []);
  const first = tokens.rules.namedExpression(tokens);
  if (tokens.kind !== kinds.COLON) return first;
  if (first.type === "named_expression") uncertain();
  return slice(tokens, start, [first]);
}

/** From the first colon on. */
function slice(tokens: Tokens, start: number, children: PythonNode[]): PythonNode {
  let { end } = tokens;
  for (let colons = 0; colons < 2 && tokens.kind === kinds.COLON; colons += 1) {
    end = tokens.end;
    tokens.next();
    if (tokens.kind === kinds.COLON || tokens.kind === kinds.COMMA || tokens.kind === kinds.CLOSE_BRACKET) continue;
    const bound = tokens.rules.expression(tokens);
    children.push(bound);
    end = bound.end;
  }
  return node("slice", start, end, children);
}
