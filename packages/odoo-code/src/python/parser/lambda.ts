import type { PythonNode } from "../python-tree.ts";
import { node } from "./nodes.ts";
import { parameter } from "./parameters.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";

export function lambda(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.enter();
  tokens.pinned += 1;
  tokens.next();
  const parameters: PythonNode[] = [];
  let end = tokens.start;
  while (tokens.kind !== kinds.COLON) {
    const found = parameter(tokens, false);
    parameters.push(found);
    end = found.end;
    if (tokens.kind !== kinds.COMMA) break;
    end = tokens.end;
    tokens.next();
  }
  tokens.pinned -= 1;
  tokens.expect(kinds.COLON);
  const body = tokens.rules.expression(tokens);
  tokens.leave();
  const [first] = parameters;
  if (first === undefined) return node("lambda", start, body.end, [body]);
  return node("lambda", start, body.end, [node("lambda_parameters", first.start, end, parameters), body]);
}
