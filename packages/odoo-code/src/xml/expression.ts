import { onlyString, type Token, tokenTree } from "./token-tree.ts";

/** A name with its dotted continuation: `parent.partner_id` is one of two parts. */
export interface DottedName {
  readonly parts: readonly { readonly value: string; readonly start: number; readonly end: number }[];
  readonly called: boolean;
}

/** `('a.b', '=', …)`. `inside` holds the leaves of an `any` condition, whose paths start at the comodel of `path`. */
export interface DomainLeaf {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly certain: boolean;
  readonly inside: readonly DomainLeaf[];
}

/** An entry of a dict display with a string as key. */
export interface DictEntry {
  readonly key: Extract<Token, { kind: "string" }>;
  readonly value: readonly Token[];
}

/** A string argument of a call, as `ref('base.user_admin')`. */
export interface CallArgument {
  readonly call: string;
  readonly argument: Extract<Token, { kind: "string" }>;
  /** The argument after it, where it is a single name: `False` of `ref('x', False)`. */
  readonly second: string | null;
}

const OPERATORS = new Set([
  ...[
    "=",
    "!=",
    "<>",
    "==",
    "<",
    ">",
    "<=",
    ">=",
    "=?",
    "in",
    "not in",
    "child_of",
    "parent_of",
    "any",
    "not any",
    "any!",
    "not any!",
  ],
  ...["like", "not like", "ilike", "not ilike", "=like", "not =like", "=ilike", "not =ilike"],
]);
const KEYWORDS = new Set("and or not in is if else for lambda True False None await yield import".split(" "));

const EXTERNAL_ID = /(?<!%)%\([^()]*\)[ds]/g;

/** An expression with what has been looked up in it so far. */
interface Expression {
  readonly tokens: readonly Token[];
  leaves: readonly DomainLeaf[] | null;
  names: readonly DottedName[] | null;
}

/** Expressions read lately: the same few stand in view after view, and are read again with every look at a combined view. */
const LATELY = new Map<string, Expression>();
const MOST_KEPT = 2000;

function expressionOf(code: string): Expression {
  const known = LATELY.get(code);
  if (known !== undefined) return known;
  const made = { tokens: read(code), leaves: null, names: null };
  if (LATELY.size >= MOST_KEPT) LATELY.clear();
  LATELY.set(code, made);
  return made;
}

/** The expression read once; the other functions look things up in it. `%(id)d` is a number: Odoo puts it there before anything else is read. */
export function readExpression(code: string): readonly Token[] {
  return expressionOf(code).tokens;
}

/** The conditions of an expression: {@link domainLeaves}, looked up once. */
export function leavesIn(code: string): readonly DomainLeaf[] {
  const expression = expressionOf(code);
  expression.leaves ??= domainLeaves(expression.tokens);
  return expression.leaves;
}

/** The names that an expression reads: {@link names}, looked up once. */
export function namesIn(code: string): readonly DottedName[] {
  const expression = expressionOf(code);
  expression.names ??= names(expression.tokens);
  return expression.names;
}

function read(code: string): readonly Token[] {
  return tokenTree(code.includes("%(") ? code.replace(EXTERNAL_ID, ({ length }) => "0".repeat(length)) : code);
}

/** Conditions anywhere in the expression: in one domain, in several joined by `+`, in both branches of a conditional. */
export function domainLeaves(tokens: readonly Token[]): DomainLeaf[] {
  const leaves: DomainLeaf[] = [];
  for (const token of tokens) {
    if (token.kind !== "group") continue;
    const [left, operator, right] = token.parts;
    const path = onlyString(left);
    const word = onlyString(operator);
    if (token.open !== "{" && token.parts.length === 3 && path && word && OPERATORS.has(word.value.toLowerCase())) {
      const inside = /any/i.test(word.value) && right !== undefined ? domainLeaves(right) : [];
      leaves.push({ path: path.value, start: path.start, end: path.end, certain: path.certain, inside });
      if (!/any/i.test(word.value) && right !== undefined) leaves.push(...domainLeaves(right));
      continue;
    }
    for (const part of token.parts) leaves.push(...domainLeaves(part));
  }
  return leaves;
}

/** Names that the expression reads; not keywords, keyword arguments, or variables of its own comprehensions and lambdas. */
export function names(tokens: readonly Token[]): DottedName[] {
  const bound = new Set<string>();
  gatherBound(tokens, bound);
  const found: DottedName[] = [];
  gatherNames(tokens, bound, found);
  return found;
}

function gatherBound(tokens: readonly Token[], bound: Set<string>): void {
  let binding = false;
  for (const token of tokens) {
    if (token.kind === "group") {
      for (const part of token.parts) gatherBound(part, bound);
      if (binding) bindAll(token.parts.flat(), bound);
    } else if (token.kind === "name" && (token.value === "for" || token.value === "lambda")) binding = true;
    else if (token.kind === "name" && token.value === "in") binding = false;
    else if (token.kind === "operator" && token.value === ":") binding = false;
    else if (token.kind === "name" && binding) bound.add(token.value);
  }
}

/** `for (a, b) in …` */
function bindAll(tokens: readonly Token[], bound: Set<string>): void {
  for (const token of tokens) {
    if (token.kind === "group") bindAll(token.parts.flat(), bound);
    else if (token.kind === "name") bound.add(token.value);
  }
}

function gatherNames(tokens: readonly Token[], bound: ReadonlySet<string>, found: DottedName[]): void {
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (token.kind === "group") {
      for (const part of token.parts) gatherNames(part, bound, found);
      continue;
    }
    if (token.kind !== "name" || KEYWORDS.has(token.value)) continue;
    const before = tokens[index - 1];
    if (before?.kind === "operator" && before.value === ".") continue;
    const parts = [{ value: token.value, start: token.start, end: token.end }];
    while (isDot(tokens[index + 1])) {
      const next = tokens[index + 2];
      if (next?.kind !== "name") break;
      parts.push({ value: next.value, start: next.start, end: next.end });
      index += 2;
    }
    const next = tokens[index + 1];
    if (next?.kind === "operator" && next.value === "=") continue;
    if (!bound.has(token.value)) found.push({ parts, called: next?.kind === "group" && next.open === "(" });
  }
}

function isDot(token: Token | undefined): boolean {
  return token?.kind === "operator" && token.value === ".";
}

/** Entries of every dict in the expression, the inner ones included. */
export function dictEntries(tokens: readonly Token[]): DictEntry[] {
  const entries: DictEntry[] = [];
  for (const token of tokens) {
    if (token.kind !== "group") continue;
    for (const part of token.parts) {
      const [key, colon] = part;
      if (token.open === "{" && key?.kind === "string" && colon?.kind === "operator" && colon.value === ":")
        entries.push({ key, value: part.slice(2) });
      entries.push(...dictEntries(part));
    }
  }
  return entries;
}

/** Calls of a plain name with a string first: `ref('x')`. */
export function callsWithString(tokens: readonly Token[]): CallArgument[] {
  const calls: CallArgument[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== "group") return;
    const callee = tokens[index - 1];
    const argument = token.parts[0]?.[0];
    if (token.open === "(" && callee?.kind === "name" && argument?.kind === "string" && token.parts[0]?.length === 1)
      calls.push({ call: callee.value, argument, second: nameAlone(token.parts[1]) });
    for (const part of token.parts) calls.push(...callsWithString(part));
  });
  return calls;
}

function nameAlone(tokens: readonly Token[] | undefined): string | null {
  const last = tokens?.at(-1);
  return last?.kind === "name" ? last.value : null;
}

/** String literals of a value: `'a'`, `['a', 'b']`. */
export function strings(tokens: readonly Token[]): Extract<Token, { kind: "string" }>[] {
  return tokens.flatMap((token) => {
    if (token.kind === "string") return [token];
    return token.kind === "group" ? token.parts.flatMap(strings) : [];
  });
}
