import type { PythonNode } from "../python-tree.ts";
import { bodyEnd } from "./body-end.ts";
import { compoundStatement } from "./compound-statements.ts";
import { leaf, NO_CHILDREN, node } from "./nodes.ts";
import { simpleStatement } from "./simple-statements.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** One statement with blocks of its own, or the statements of one line. */
export function statement(tokens: Tokens, into: PythonNode[]): void {
  const compound = compoundStatement(tokens);
  if (compound === null) line(tokens, into);
  else into.push(compound);
}

/** What follows a colon: an indented block, or the rest of the line. */
export function block(tokens: Tokens): PythonNode {
  tokens.expect(kinds.COLON);
  if (tokens.kind !== kinds.NEWLINE) return restOfLine(tokens);
  tokens.next();
  return indented(tokens);
}

/** What a function does. Where that is passed over it is a block of nothing but a call of `super`, where there is one. */
export function body(tokens: Tokens): PythonNode {
  if (!tokens.skipsBodies) return block(tokens);
  tokens.expect(kinds.COLON);
  const passed = tokens.kind === kinds.NEWLINE ? passedOver(tokens) : null;
  if (passed !== null) return passed;
  tokens.skipsBodies = false;
  const read = tokens.kind === kinds.INDENT ? indented(tokens) : restOfLine(tokens);
  tokens.skipsBodies = true;
  return read;
}

/** Null for a block that is to be read from its indentation on. */
function passedOver(tokens: Tokens): PythonNode | null {
  tokens.next();
  if (tokens.kind !== kinds.INDENT) uncertain();
  const { at: start } = tokens;
  const found = bodyEnd(tokens.text, start, tokens.indent);
  if (found === null) return null;
  const { superAt } = found;
  if (superAt >= 0 && tokens.classes.between(start, found.end)) return null;
  tokens.resumeAtLineEnd(found.end, found.at);
  const { end } = tokens;
  tokens.next();
  return node("block", start, end, superAt < 0 ? NO_CHILDREN : [superCall(superAt)]);
}

function superCall(at: number): PythonNode {
  const called = leaf("identifier", at, at + "super".length);
  return node("call", called.start, called.end, [called]);
}

function restOfLine(tokens: Tokens): PythonNode {
  const children: PythonNode[] = [];
  const { start } = tokens;
  const end = line(tokens, children);
  return node("block", start, end, children);
}

function indented(tokens: Tokens): PythonNode {
  const children: PythonNode[] = [];
  tokens.expect(kinds.INDENT);
  tokens.enter();
  const { start } = tokens;
  while (tokens.kind !== kinds.DEDENT) statement(tokens, children);
  const { end } = tokens;
  tokens.leave();
  tokens.next();
  return node("block", start, end, children);
}

/** Statements up to the end of a line; gives the place of that end, behind a comment. */
function line(tokens: Tokens, into: PythonNode[]): number {
  for (;;) {
    into.push(simpleStatement(tokens));
    if (tokens.kind === kinds.SEMICOLON) {
      tokens.next();
      if (tokens.kind !== kinds.NEWLINE) continue;
    }
    if (tokens.kind !== kinds.NEWLINE) uncertain();
    const { end } = tokens;
    tokens.next();
    if (mayGoOn(tokens.kind) && endsInList(into.at(-1))) uncertain();
    return end;
  }
}

/** After `x = a, b` the grammar still thinks of names to assign to, which may go on with a bracket in the next line. */
function endsInList(last: PythonNode | undefined): boolean {
  if (last?.type !== "expression_statement") return false;
  if (last.children.length > 1) return true;
  let value = last.children[0];
  while (value?.type === "assignment" || value?.type === "augmented_assignment") value = value.children.at(-1);
  return value?.type === "expression_list";
}

function mayGoOn(kind: number): boolean {
  return (
    kind === kinds.OPEN_BRACKET || kind === kinds.OPEN_PARENTHESIS || kind === kinds.STRING || kind === kinds.FORMATTED
  );
}
