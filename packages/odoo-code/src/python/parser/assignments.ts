import type { PythonNode } from "../python-tree.ts";
import { expressionList } from "./expression-list.ts";
import { node } from "./nodes.ts";
import { asTarget } from "./targets.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { typeAnnotation } from "./type-annotation.ts";
import { uncertain } from "./uncertain.ts";
import { yieldExpression } from "./yield-expression.ts";

/** An expression, or an assignment of one. */
export function expressionStatement(tokens: Tokens): PythonNode {
  const left = expressionList(tokens);
  switch (tokens.kind) {
    case kinds.EQUALS: {
      const found = assignment(tokens, left);
      return node("expression_statement", found.start, found.end, [found]);
    }
    case kinds.AUGMENTED: {
      if (!isPlace(left)) uncertain();
      tokens.next();
      const right = tokens.kind === kinds.YIELD ? yieldExpression(tokens) : expressionList(tokens);
      const found = node("augmented_assignment", left.start, right.end, [left, right]);
      return node("expression_statement", found.start, found.end, [found]);
    }
    case kinds.COLON:
      return annotated(tokens, left);
    default: {
      // An expression statement holds the elements themselves. The grammar goes on in the next line after a comma.
      const children = left.type === "expression_list" ? left.children : [left];
      if (children.at(-1)?.end !== left.end) uncertain();
      return node("expression_statement", left.start, left.end, children);
    }
  }
}

/** The right side of an assignment, which may be another one. */
export function assigned(tokens: Tokens): PythonNode {
  if (tokens.kind === kinds.YIELD) return yieldExpression(tokens);
  const value = expressionList(tokens);
  return tokens.kind === kinds.EQUALS ? assignment(tokens, value) : value;
}

function assignment(tokens: Tokens, left: PythonNode): PythonNode {
  const target =
    left.type === "expression_list"
      ? node("pattern_list", left.start, left.end, left.children.map(asTarget))
      : asTarget(left);
  tokens.next();
  tokens.enter();
  const right = assigned(tokens);
  tokens.leave();
  return node("assignment", left.start, right.end, [target, right]);
}

/** `name: type`, with or without a value. */
function annotated(tokens: Tokens, left: PythonNode): PythonNode {
  if (!isPlace(left)) uncertain();
  tokens.next();
  const type = typeAnnotation(tokens);
  let children = [left, type];
  let { end } = type;
  if (tokens.kind === kinds.EQUALS) {
    tokens.next();
    const right = tokens.kind === kinds.YIELD ? yieldExpression(tokens) : expressionList(tokens);
    children = [left, type, right];
    end = right.end;
  }
  return node("expression_statement", left.start, end, [node("assignment", left.start, end, children)]);
}

function isPlace({ type }: PythonNode): boolean {
  return type === "identifier" || type === "attribute" || type === "subscript";
}
