import type { PythonNode } from "../python-tree.ts";
import { atom } from "./atoms.ts";
import { argumentList } from "./calls.ts";
import { lambda } from "./lambda.ts";
import { leaf, node } from "./nodes.ts";
import { subscript } from "./subscript.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** How strongly operators bind: the grammar's order, in which `^` binds stronger than `&`. */
const OR = 1;
const NOT = 3;
const COMPARE = 4;
const POWER = 12;
const STRENGTH = new Uint8Array(kinds.KINDS);
STRENGTH[kinds.OR] = OR;
STRENGTH[kinds.AND] = 2;
for (const kind of [kinds.LESS, kinds.GREATER, kinds.COMPARISON, kinds.IN, kinds.IS, kinds.NOT])
  STRENGTH[kind] = COMPARE;
STRENGTH[kinds.PIPE] = 5;
STRENGTH[kinds.AMPERSAND] = 6;
STRENGTH[kinds.CARET] = 7;
STRENGTH[kinds.SHIFT_LEFT] = 8;
STRENGTH[kinds.SHIFT_RIGHT] = 8;
STRENGTH[kinds.PLUS] = 9;
STRENGTH[kinds.MINUS] = 9;
for (const kind of [kinds.STAR, kinds.SLASH, kinds.PERCENT, kinds.FLOOR_DIVISION, kinds.AT]) STRENGTH[kind] = 10;
STRENGTH[kinds.POWER] = POWER;

/** An expression without `:=`. */
export function expression(tokens: Tokens): PythonNode {
  if (tokens.kind === kinds.LAMBDA) return lambda(tokens);
  return conditional(tokens, operation(tokens, OR));
}

/** An expression, or `name := value`. */
export function namedExpression(tokens: Tokens): PythonNode {
  if (tokens.kind === kinds.LAMBDA) return lambda(tokens);
  const left = operation(tokens, OR);
  if (tokens.kind !== kinds.WALRUS) return conditional(tokens, left);
  if (left.type !== "identifier") uncertain();
  tokens.next();
  const value = operation(tokens, OR);
  // Python gives the name the whole conditional expression; the grammar gives it the first operand only.
  return conditional(tokens, node("named_expression", left.start, value.end, [left, value]));
}

function conditional(tokens: Tokens, value: PythonNode): PythonNode {
  if (tokens.kind !== kinds.IF) return value;
  tokens.next();
  const condition = operation(tokens, OR);
  tokens.expect(kinds.ELSE);
  tokens.enter();
  const otherwise = expression(tokens);
  tokens.leave();
  return node("conditional_expression", value.start, otherwise.end, [value, condition, otherwise]);
}

/** Operands and operators, without a condition or a lambda around them. */
export function disjunction(tokens: Tokens): PythonNode {
  return operation(tokens, OR);
}

/** Goes on with an expression whose first operand was read already. */
export function expressionAfter(tokens: Tokens, first: PythonNode): PythonNode {
  return conditional(tokens, operators(tokens, trailers(tokens, first), OR));
}

function operation(tokens: Tokens, least: number): PythonNode {
  tokens.enter();
  const result = operators(tokens, operand(tokens, least), least);
  tokens.leave();
  return result;
}

function operand(tokens: Tokens, least: number): PythonNode {
  const { kind, start } = tokens;
  switch (kind) {
    case kinds.NOT: {
      if (least > NOT) uncertain();
      tokens.next();
      const argument = operation(tokens, NOT);
      return node("not_operator", start, argument.end, [argument]);
    }
    case kinds.MINUS:
    case kinds.PLUS:
    case kinds.TILDE:
    case kinds.AWAIT: {
      tokens.next();
      const argument = operation(tokens, POWER);
      return node(kind === kinds.AWAIT ? "await" : "unary_operator", start, argument.end, [argument]);
    }
    default:
      return primary(tokens);
  }
}

function operators(tokens: Tokens, first: PythonNode, least: number): PythonNode {
  let left = first;
  let chain = 0;
  for (;;) {
    const { kind } = tokens;
    const strength = STRENGTH[kind] ?? 0;
    if (strength === 0 || strength < least) break;
    chain += 1;
    if (strength === COMPARE) left = comparison(tokens, left);
    else {
      tokens.next();
      const right = operation(tokens, strength === POWER ? POWER : strength + 1);
      left = node(strength < NOT ? "boolean_operator" : "binary_operator", left.start, right.end, [left, right]);
    }
  }
  if (chain > tokens.longest) tokens.longest = chain;
  return left;
}

/** `a < b in c`: all operands stand beside each other. */
function comparison(tokens: Tokens, first: PythonNode): PythonNode {
  const children = [first];
  let { end } = first;
  while (STRENGTH[tokens.kind] === COMPARE) {
    const { kind } = tokens;
    tokens.next();
    if (kind === kinds.NOT) tokens.expect(kinds.IN);
    else if (kind === kinds.IS && tokens.kind === kinds.NOT) tokens.next();
    const right = operation(tokens, COMPARE + 1);
    children.push(right);
    end = right.end;
  }
  return node("comparison_operator", first.start, end, children);
}

/** A name, literal or bracket with all attributes, calls and subscripts behind it. */
export function primary(tokens: Tokens): PythonNode {
  return trailers(tokens, atom(tokens));
}

function trailers(tokens: Tokens, first: PythonNode): PythonNode {
  let left = first;
  let chain = 0;
  for (;;) {
    const { kind } = tokens;
    if (kind === kinds.DOT) {
      tokens.next();
      if (!kinds.isName(tokens.kind)) uncertain();
      const { start, end } = tokens;
      tokens.next();
      left = node("attribute", left.start, end, [left, leaf("identifier", start, end)]);
    } else if (kind === kinds.OPEN_PARENTHESIS) {
      const passed = argumentList(tokens);
      left = node("call", left.start, passed.end, [left, passed]);
    } else if (kind === kinds.OPEN_BRACKET) left = subscript(tokens, left);
    else break;
    chain += 1;
  }
  if (chain > tokens.longest) tokens.longest = chain;
  return left;
}
