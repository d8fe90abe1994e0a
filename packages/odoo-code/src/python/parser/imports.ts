import type { PythonNode } from "../python-tree.ts";
import { leaf, node } from "./nodes.ts";
import { identifier, taken } from "./taken.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

export function importStatement(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const children: PythonNode[] = [];
  imported(tokens, children, false);
  return node("import_statement", start, tokens.lastEnd, children);
}

export function importFrom(tokens: Tokens): PythonNode {
  const { start } = tokens;
  tokens.next();
  const isRelative = tokens.kind === kinds.DOT || tokens.kind === kinds.ELLIPSIS;
  const source = isRelative ? relativeImport(tokens) : dottedName(tokens);
  tokens.expect(kinds.IMPORT);
  const isFuture = tokens.text.startsWith("__future__", source.start) && source.end - source.start === 10;
  const children = isFuture && !isRelative ? [] : [source];
  if (tokens.kind === kinds.STAR && children.length > 0) children.push(taken(tokens, "wildcard_import"));
  else if (tokens.kind === kinds.OPEN_PARENTHESIS) {
    tokens.next();
    imported(tokens, children, true);
    tokens.expect(kinds.CLOSE_PARENTHESIS);
  } else imported(tokens, children, false);
  const type = isFuture && !isRelative ? "future_import_statement" : "import_from_statement";
  return node(type, start, tokens.lastEnd, children);
}

function imported(tokens: Tokens, into: PythonNode[], bracketed: boolean): void {
  for (;;) {
    const name = dottedName(tokens);
    if (tokens.kind === kinds.AS) {
      tokens.next();
      const alias = identifier(tokens);
      into.push(node("aliased_import", name.start, alias.end, [name, alias]));
    } else into.push(name);
    if (tokens.kind !== kinds.COMMA) return;
    tokens.next();
    if (tokens.kind === kinds.CLOSE_PARENTHESIS && bracketed) return;
  }
}

function relativeImport(tokens: Tokens): PythonNode {
  const { start } = tokens;
  let { end } = tokens;
  while (tokens.kind === kinds.DOT || tokens.kind === kinds.ELLIPSIS) {
    end = tokens.end;
    tokens.next();
  }
  const prefix = leaf("import_prefix", start, end);
  if (tokens.kind === kinds.IMPORT) return node("relative_import", start, end, [prefix]);
  const name = dottedName(tokens);
  return node("relative_import", start, name.end, [prefix, name]);
}

export function dottedName(tokens: Tokens): PythonNode {
  const children = [identifier(tokens)];
  while (tokens.kind === kinds.DOT) {
    tokens.next();
    children.push(identifier(tokens));
  }
  return node("dotted_name", children[0]?.start ?? uncertain(), children.at(-1)?.end ?? uncertain(), children);
}
