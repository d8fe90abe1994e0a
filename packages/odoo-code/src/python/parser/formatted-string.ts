import type { PythonNode } from "../python-tree.ts";
import { leaf, node } from "./nodes.ts";
import * as kinds from "./token-kinds.ts";
import type { Tokens } from "./tokens.ts";
import { uncertain } from "./uncertain.ts";

/** An f-string from its `FORMATTED` token on: its children are the interpolations. */
export function formattedString(tokens: Tokens): PythonNode {
  const { text, start, quote, triple, raw } = tokens;
  const children: PythonNode[] = [];
  let at = tokens.end;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === kinds.OPEN_BRACE) {
      if (text.charCodeAt(at + 1) === code) at += 2;
      else {
        const found = interpolation(tokens, at, "interpolation", quote, triple);
        children.push(found);
        at = found.end;
      }
    } else if (code === kinds.CLOSE_BRACE) {
      if (text.charCodeAt(at + 1) !== code) uncertain();
      at += 2;
    } else if (code === 92) at = escaped(text, at, raw);
    else if (code === quote) {
      at += 1;
      if (!triple) break;
      if (text.charCodeAt(at) === quote && text.charCodeAt(at + 1) === quote) {
        at += 2;
        break;
      }
    } else if ((code === 10 && !triple) || at >= text.length) uncertain();
    else at += 1;
  }
  tokens.resume(at);
  return node("string", start, at, children);
}

/** Behind a backslash and what belongs to it. A brace after a backslash still opens an interpolation. */
function escaped(text: string, at: number, raw: boolean): number {
  const next = text.charCodeAt(at + 1);
  if (!raw && next === 78 && text.charCodeAt(at + 2) === kinds.OPEN_BRACE) {
    const end = text.indexOf("}", at);
    const name = text.slice(at + 3, end);
    if (end < 0 || !/^[A-Z0-9 -]+$/.test(name)) uncertain();
    return end + 1;
  }
  if (next === 13) uncertain();
  return next === kinds.OPEN_BRACE || next === kinds.CLOSE_BRACE ? at + 1 : at + 2;
}

function interpolation(tokens: Tokens, start: number, type: string, quote: number, triple: boolean): PythonNode {
  const { text } = tokens;
  tokens.enter();
  tokens.oneLine += 1;
  tokens.brackets += 1;
  tokens.resume(start + 1);
  const children = [tokens.rules.expression(tokens)];
  if (tokens.kind === kinds.EQUALS) tokens.next();
  if (tokens.kind === kinds.EXCLAMATION) {
    const { start: from, end } = tokens;
    const letter = text.charCodeAt(end);
    if (letter < 97 || letter > 122) uncertain();
    children.push(leaf("type_conversion", from, end + 1));
    tokens.resume(end + 1);
  }
  let { end } = tokens;
  if (tokens.kind === kinds.COLON) {
    const specifier = formatSpecifier(tokens, quote, triple);
    children.push(specifier);
    end = specifier.end + 1;
    tokens.brackets -= 1;
  } else if (tokens.kind !== kinds.CLOSE_BRACE) uncertain();
  tokens.oneLine -= 1;
  tokens.leave();
  return node(type, start, end, children);
}

/** From the colon up to the closing brace. */
function formatSpecifier(tokens: Tokens, quote: number, triple: boolean): PythonNode {
  const { text, start } = tokens;
  const children: PythonNode[] = [];
  let at = tokens.end;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === kinds.CLOSE_BRACE) return node("format_specifier", start, at, children);
    if (code === kinds.OPEN_BRACE) {
      const found = interpolation(tokens, at, "format_expression", quote, triple);
      children.push(found);
      at = found.end;
    } else if (code === quote || code === 10 || code === 13 || code === 92 || at >= text.length) uncertain();
    else at += 1;
  }
}
