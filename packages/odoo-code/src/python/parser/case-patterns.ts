import type { PythonNode } from "../python-tree.ts";
import { strings } from "./atoms.ts";
import { dottedName } from "./imports.ts";
import { leaf, NO_CHILDREN, node } from "./nodes.ts";
import { identifier, taken } from "./taken.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** A pattern of a `case`, whole. */
export function casePattern(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.enter();
  const simple = simplePattern(tokens);
  tokens.leave();
  const end = tokens.lastEnd;
  const pattern = node("case_pattern", start, end, simple === null ? NO_CHILDREN : [simple]);
  if (tokens.kind !== kinds.AS) return pattern;
  tokens.next();
  const alias = identifier(tokens);
  return node("case_pattern", start, alias.end, [node("as_pattern", start, alias.end, [pattern, alias])]);
}

/** One pattern, or several of which one has to fit; null for `_`, which is no node. */
function simplePattern(tokens: Tokens): PythonNode | null {
  const { start } = tokens;
  const first = closedPattern(tokens);
  if (tokens.kind !== kinds.PIPE) return first;
  const children = first === null ? [] : [first];
  while (tokens.kind === kinds.PIPE) {
    tokens.next();
    const next = closedPattern(tokens);
    if (next !== null) children.push(next);
  }
  return node("union_pattern", start, tokens.lastEnd, children);
}

function closedPattern(tokens: Tokens): PythonNode | null {
  const { start } = tokens;
  switch (tokens.kind) {
    case kinds.STRING:
    case kinds.FORMATTED:
      return strings(tokens);
    case kinds.NONE:
      return taken(tokens, "none");
    case kinds.TRUE:
      return taken(tokens, "true");
    case kinds.FALSE:
      return taken(tokens, "false");
    case kinds.MINUS:
      tokens.next();
      return number(tokens);
    case kinds.INTEGER:
    case kinds.FLOAT:
      return number(tokens);
    case kinds.STAR:
      return splatPattern(tokens);
    case kinds.OPEN_PARENTHESIS:
      tokens.next();
      return sequence(tokens, "tuple_pattern", start, [], kinds.CLOSE_PARENTHESIS);
    case kinds.OPEN_BRACKET:
      tokens.next();
      return sequence(tokens, "list_pattern", start, [], kinds.CLOSE_BRACKET);
    case kinds.OPEN_BRACE:
      return mapping(tokens);
    default:
      return named(tokens);
  }
}

/** A number, but not the sum of a real and an imaginary one. */
function number(tokens: Tokens): PythonNode {
  if (tokens.kind !== kinds.INTEGER && tokens.kind !== kinds.FLOAT) uncertain();
  const found = taken(tokens, tokens.kind === kinds.INTEGER ? "integer" : "float");
  if (tokens.kind === kinds.PLUS || tokens.kind === kinds.MINUS) uncertain();
  return found;
}

function splatPattern(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  if (isUnderscore(tokens)) {
    const { end } = tokens;
    tokens.next();
    return leaf("splat_pattern", start, end);
  }
  const name = identifier(tokens);
  return node("splat_pattern", start, name.end, [name]);
}

/** A name, a dotted name, or a class with patterns for its parts. */
function named(tokens: Tokens): PythonNode | null {
  if (isUnderscore(tokens)) {
    tokens.next();
    if (tokens.kind === kinds.DOT || tokens.kind === kinds.OPEN_PARENTHESIS) uncertain();
    return null;
  }
  if (tokens.kind !== kinds.NAME) uncertain();
  const { start } = tokens;
  const name = dottedName(tokens);
  if (tokens.kind !== kinds.OPEN_PARENTHESIS) return name;
  tokens.next();
  return sequence(tokens, "class_pattern", start, [name], kinds.CLOSE_PARENTHESIS);
}

function sequence(tokens: Tokens, type: string, start: number, children: PythonNode[], closer: number): PythonNode {
  while (tokens.kind !== closer) {
    children.push(part(tokens, type === "class_pattern"));
    if (tokens.kind !== kinds.COMMA) break;
    tokens.next();
  }
  const { end } = tokens;
  tokens.expect(closer);
  return node(type, start, end, children);
}

/** A pattern between brackets; in those of a class it may be given for a name. */
function part(tokens: Tokens, keywords: boolean): PythonNode {
  const { start } = tokens;
  const pattern = casePattern(tokens);
  if (tokens.kind !== kinds.EQUALS) return pattern;
  const [dotted] = pattern.children;
  const [name, more] = dotted?.children ?? [];
  if (!keywords || dotted?.type !== "dotted_name" || name === undefined || more !== undefined) return uncertain();
  tokens.next();
  const value = simplePattern(tokens);
  const end = tokens.lastEnd;
  const keyword = node("keyword_pattern", start, end, value === null ? [name] : [name, value]);
  return node("case_pattern", start, end, [keyword]);
}

function mapping(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const children: PythonNode[] = [];
  while (tokens.kind !== kinds.CLOSE_BRACE) {
    if (tokens.kind === kinds.POWER) children.push(splatPattern(tokens));
    else {
      const key = simplePattern(tokens);
      if (key === null) uncertain();
      else children.push(key);
      tokens.expect(kinds.COLON);
      children.push(casePattern(tokens));
    }
    if (tokens.kind !== kinds.COMMA) break;
    tokens.next();
  }
  const { end } = tokens;
  tokens.expect(kinds.CLOSE_BRACE);
  return node("dict_pattern", start, end, children);
}

function isUnderscore({ text, kind, start, end }: Tokens): boolean {
  return kind === kinds.NAME && end - start === 1 && text.charCodeAt(start) === 95;
}
