import type { PythonNode } from "../python-tree.ts";
import { expressionList } from "./expression-list.ts";
import { leaf, node } from "./nodes.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";

export function yieldExpression(tokens: Tokens): PythonNode {
  const { start, end } = tokens;
  tokens.next();
  switch (tokens.kind) {
    case kinds.FROM: {
      tokens.next();
      const source = tokens.rules.expression(tokens);
      return node("yield", start, source.end, [source]);
    }
    case kinds.NEWLINE:
    case kinds.SEMICOLON:
    case kinds.CLOSE_PARENTHESIS:
      return leaf("yield", start, end);
    default: {
      const value = expressionList(tokens);
      return node("yield", start, value.end, [value]);
    }
  }
}
