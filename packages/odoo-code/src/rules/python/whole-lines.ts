import type { Span } from "../../facts.ts";

/** The lines that a statement has to itself, with their line break; its own span where something else stands on them. */
export function wholeLines(text: string, [start, end]: Span): Span {
  const lineStart = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const after = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end));
  return text.slice(lineStart, start).trim() === "" && after !== null
    ? [lineStart, end + after[0].length]
    : [start, end];
}
