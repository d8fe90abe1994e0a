import type { Span } from "../facts.ts";
import type { PythonNode } from "./python-tree.ts";

export interface StringLiteral {
  readonly value: string;
  /** Between the quotes; of the whole expression when it is written in several pieces. */
  readonly span: Span;
  /** The text of the span is the value, so that a part of it can be replaced in place. */
  readonly verbatim: boolean;
}

const BACKSLASH = 92;
const LONGEST_PREFIX = 3;
const ESCAPE =
  /\\(\r\n|[\s\S])(?:(?<=\\x)([0-9a-fA-F]{2})|(?<=\\u)([0-9a-fA-F]{4})|(?<=\\U)([0-9a-fA-F]{8})|(?<=\\[0-7])([0-7]{1,2}))?/g;
const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\x07",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
  "\r\n": "",
};

/** Text of a `string` or `concatenated_string` node, or null when it is bytes, has interpolations, or is something else. */
export function stringLiteral(node: PythonNode, text: string): StringLiteral | null {
  if (node.type === "parenthesized_expression" && node.children.length === 1 && node.children[0])
    return stringLiteral(node.children[0], text);
  if (node.type === "concatenated_string") {
    let value = "";
    for (const part of node.children) {
      const piece = stringLiteral(part, text);
      if (piece === null) return null;
      value += piece.value;
    }
    return { value, span: [node.start, node.end], verbatim: false };
  }
  if (node.type !== "string") return null;
  if (node.children.length > 0) return null;
  let raw = false;
  let formatted = false;
  let at = node.start;
  let quote = text.charCodeAt(at);
  for (; quote !== 34 && quote !== 39; quote = text.charCodeAt(at)) {
    const letter = quote | 32;
    if (letter < 97 || letter > 122 || letter === 98 || at - node.start === LONGEST_PREFIX) return null;
    raw ||= letter === 114;
    formatted ||= letter === 102 || letter === 116;
    at += 1;
  }
  const quotes = text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote ? 3 : 1;
  const start = at + quotes;
  const end = node.end - quotes;
  if (end < start) return null;
  for (let last = end; last < node.end; last += 1) if (text.charCodeAt(last) !== quote) return null;
  const written = text.slice(start, end);
  let value = written;
  if (!raw && hasCode(text, BACKSLASH, start, end)) value = unescaped(written);
  if (formatted) value = value.replace(/\{\{|\}\}/g, (twice) => twice.charAt(0));
  if (value.includes("\r")) value = value.replace(/\r\n?/g, "\n");
  return { value, span: [start, end], verbatim: value === written };
}

function hasCode(text: string, code: number, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === code) return true;
  return false;
}

function unescaped(written: string): string {
  return written.replace(ESCAPE, (whole, letter: string, x?: string, u?: string, long?: string, octal?: string) => {
    const hex = x ?? u ?? long;
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16), whole);
    if (/[0-7]/.test(letter)) return codePoint(Number.parseInt(letter + (octal ?? ""), 8), whole);
    return SIMPLE[letter] ?? whole;
  });
}

function codePoint(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
