import type { PythonNode } from "../python-tree.ts";
import { braces } from "./braces.ts";
import { comprehension, startsComprehension } from "./comprehension.ts";
import { elements } from "./elements.ts";
import { formattedString } from "./formatted-string.ts";
import { NO_CHILDREN, node } from "./nodes.ts";
import { splat } from "./splat.ts";
import { taken } from "./taken.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";
import { yieldExpression } from "./yield-expression.ts";

/** A name, a literal, or what stands between brackets. */
export function atom(tokens: Tokens): PythonNode {
  switch (tokens.kind) {
    case kinds.NAME:
    case kinds.PRINT:
    case kinds.EXEC:
    case kinds.TYPE:
    case kinds.MATCH:
      return taken(tokens, "identifier");
    case kinds.INTEGER:
      return taken(tokens, "integer");
    case kinds.FLOAT:
      return taken(tokens, "float");
    case kinds.TRUE:
      return taken(tokens, "true");
    case kinds.FALSE:
      return taken(tokens, "false");
    case kinds.NONE:
      return taken(tokens, "none");
    case kinds.ELLIPSIS:
      return taken(tokens, "ellipsis");
    case kinds.STRING:
    case kinds.FORMATTED:
      return strings(tokens);
    case kinds.OPEN_PARENTHESIS:
      return parentheses(tokens);
    case kinds.OPEN_BRACKET:
      return list(tokens);
    case kinds.OPEN_BRACE:
      return braces(tokens);
    default:
      return uncertain();
  }
}

/** One string, or several that stand next to each other. */
export function strings(tokens: Tokens): PythonNode {
  const first = oneString(tokens);
  if (tokens.kind !== kinds.STRING && tokens.kind !== kinds.FORMATTED) return first;
  const children = [first];
  let { end } = first;
  while (tokens.kind === kinds.STRING || tokens.kind === kinds.FORMATTED) {
    const next = oneString(tokens);
    children.push(next);
    end = next.end;
  }
  return node("concatenated_string", first.start, end, children);
}

function oneString(tokens: Tokens): PythonNode {
  return tokens.kind === kinds.STRING ? taken(tokens, "string") : formattedString(tokens);
}

function parentheses(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  if (tokens.kind === kinds.CLOSE_PARENTHESIS) return closed(tokens, "tuple", start, NO_CHILDREN);
  if (tokens.kind === kinds.YIELD) return closed(tokens, "parenthesized_expression", start, [yieldExpression(tokens)]);
  const starred = tokens.kind === kinds.STAR;
  const first = starred ? splat(tokens) : tokens.rules.namedExpression(tokens);
  if (tokens.kind === kinds.COMMA)
    return closed(tokens, "tuple", start, elements(tokens, first, kinds.CLOSE_PARENTHESIS));
  if (starred) uncertain();
  if (startsComprehension(tokens)) return comprehension(tokens, "generator_expression", start, first);
  return closed(tokens, "parenthesized_expression", start, [first]);
}

function list(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  if (tokens.kind === kinds.CLOSE_BRACKET) return closed(tokens, "list", start, NO_CHILDREN);
  const starred = tokens.kind === kinds.STAR;
  const first = starred ? splat(tokens) : tokens.rules.namedExpression(tokens);
  if (!starred && startsComprehension(tokens)) return comprehension(tokens, "list_comprehension", start, first);
  return closed(tokens, "list", start, elements(tokens, first, kinds.CLOSE_BRACKET));
}

const CLOSERS: Readonly<Record<string, number>> = { list: kinds.CLOSE_BRACKET };

function closed(tokens: Tokens, type: string, start: number, children: readonly PythonNode[]): PythonNode {
  const { end } = tokens;
  tokens.expect(CLOSERS[type] ?? kinds.CLOSE_PARENTHESIS);
  return node(type, start, end, children);
}
