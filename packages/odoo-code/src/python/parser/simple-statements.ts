import type { PythonNode } from "../python-tree.ts";
import { assigned, expressionStatement } from "./assignments.ts";
import { expressionList } from "./expression-list.ts";
import { expression } from "./expressions.ts";
import { importFrom, importStatement } from "./imports.ts";
import { leaf, node } from "./nodes.ts";
import { standsAlone } from "./splat.ts";
import { identifier, taken } from "./taken.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** A statement that stands on one line. */
export function simpleStatement(tokens: Tokens): PythonNode {
  switch (tokens.kind) {
    case kinds.RETURN:
      return returnStatement(tokens);
    case kinds.PASS:
      return taken(tokens, "pass_statement");
    case kinds.BREAK:
      return taken(tokens, "break_statement");
    case kinds.CONTINUE:
      return taken(tokens, "continue_statement");
    case kinds.IMPORT:
      return importStatement(tokens);
    case kinds.FROM:
      return importFrom(tokens);
    case kinds.RAISE:
      return raiseStatement(tokens);
    case kinds.ASSERT:
      return assertStatement(tokens);
    case kinds.DEL: {
      const { start } = tokens;
      tokens.next();
      const deleted = expressionList(tokens);
      return node("delete_statement", start, deleted.end, [deleted]);
    }
    case kinds.GLOBAL:
      return names(tokens, "global_statement");
    case kinds.NONLOCAL:
      return names(tokens, "nonlocal_statement");
    case kinds.YIELD: {
      const value = assigned(tokens);
      return node("expression_statement", value.start, value.end, [value]);
    }
    case kinds.PRINT:
    case kinds.EXEC:
    case kinds.TYPE: {
      if (!staysName(tokens)) uncertain();
      const found = expressionStatement(tokens);
      if (passesSplat(found)) uncertain();
      return found;
    }
    default:
      return expressionStatement(tokens);
  }
}

/** Whether `print`, `exec`, `type` or `match` in front of a statement is certainly a name. */
export function staysName({ text, end, kind }: Tokens): boolean {
  let at = end;
  while (text.charCodeAt(at) === 32) at += 1;
  const next = text.charCodeAt(at);
  if (next === kinds.OPEN_PARENTHESIS) return kind === kinds.PRINT || kind === kinds.EXEC;
  if (next === kinds.DOT) return !/\d/.test(text.charAt(at + 1));
  return next === kinds.EQUALS || next === kinds.CLOSE_PARENTHESIS || next === 10 || next === 13 || at >= text.length;
}

/** Whether the first call of a statement passes `*values` that the grammar, which tries a statement of Python 2 too, takes apart its own way. */
function passesSplat(statement: PythonNode): boolean {
  for (let inner = statement.children[0]; inner?.start === statement.start; inner = inner.children[0])
    if (inner.type === "call")
      for (const passed of inner.children[1]?.children ?? [])
        if (passed.type === "list_splat" && !standsAlone(passed)) return true;
  return false;
}

function ends({ kind }: Tokens): boolean {
  return kind === kinds.NEWLINE || kind === kinds.SEMICOLON;
}

function returnStatement(tokens: Tokens): PythonNode {
  const { start, end } = tokens;
  tokens.next();
  if (ends(tokens)) return leaf("return_statement", start, end);
  const value = expressionList(tokens);
  return node("return_statement", start, value.end, [value]);
}

function raiseStatement(tokens: Tokens): PythonNode {
  const { start, end } = tokens;
  tokens.next();
  if (ends(tokens)) return leaf("raise_statement", start, end);
  const raised = expression(tokens);
  if (tokens.kind !== kinds.FROM) return node("raise_statement", start, raised.end, [raised]);
  tokens.next();
  const cause = expression(tokens);
  return node("raise_statement", start, cause.end, [raised, cause]);
}

function assertStatement(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const condition = expression(tokens);
  if (tokens.kind !== kinds.COMMA) return node("assert_statement", start, condition.end, [condition]);
  tokens.next();
  const message = expression(tokens);
  return node("assert_statement", start, message.end, [condition, message]);
}

function names(tokens: Tokens, type: string): PythonNode {
  const { start } = tokens;
  const children: PythonNode[] = [];
  let end = start;
  do {
    tokens.next();
    const name = identifier(tokens);
    children.push(name);
    end = name.end;
  } while (tokens.kind === kinds.COMMA);
  return node(type, start, end, children);
}
