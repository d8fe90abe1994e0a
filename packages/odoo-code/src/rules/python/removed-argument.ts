import type { Edit } from "../../diagnostic.ts";
import type { Span } from "../../facts.ts";
import { blanksBefore } from "../../text/blanks-before.ts";

/**
 * The edit that takes an argument out of a call with one comma, or null where that could change the meaning of the others: a positional
 * argument goes only when it is the only or the last one without a keyword before it, and nothing goes past a comment.
 */
export function removedArgument(text: string, [valueStart, valueEnd]: Span, keyword: string): Edit | null {
  const named = new RegExp(`(?<![\\w.])${keyword}\\s*=\\s*$`).exec(
    text.slice(Math.max(0, valueStart - 200), valueStart),
  );
  const start = named === null ? valueStart : valueStart - named[0].length;
  const before = text.slice(0, start);
  const blanksAhead = blanksBefore(text, start);
  const mark = text[start - blanksAhead - 1];
  const opens = mark === "(";
  const follows = mark === ",";
  const behind = /^\s*(,?)([ \t]*)(\r?\n[ \t]*)?/.exec(text.slice(valueEnd));
  const closes = /^\s*\)/.test(text.slice(valueEnd));
  const last = closes || /^\s*,\s*\)/.test(text.slice(valueEnd));
  // A positional argument may leave only if what follows is named: nothing moves into its place.
  if (named === null && !last && !/^\s*,\s*\w+\s*=(?!=)/.test(text.slice(valueEnd))) return null;
  if (!opens && !follows) return null;
  if (last) {
    // The last one: take the separator before it, keep a trailing comma and the layout of the closing bracket.
    if (follows) return { span: [start - blanksAhead - 1, valueEnd], text: "" };
    const trailing = closes ? 0 : (/^\s*,/.exec(text.slice(valueEnd))?.[0].length ?? 0);
    return { span: [start, valueEnd + trailing], text: "" };
  }
  if (behind === null || behind[1] !== ",") return null;
  const lineStart = before.lastIndexOf("\n") + 1;
  const alone = before.slice(lineStart).trim() === "";
  const broken = behind[3] !== undefined;
  const upToComma = valueEnd + (/^\s*,/.exec(text.slice(valueEnd))?.[0].length ?? 0);
  // Alone on its line: the line goes; else the argument and the blanks behind its comma.
  if (alone && broken) {
    const newline = text.indexOf("\n", upToComma);
    return { span: [lineStart, newline + 1], text: "" };
  }
  const blanks = broken ? 0 : (behind[2]?.length ?? 0);
  if (broken && !opens) {
    const inLine = /[ \t]*$/.exec(before.slice(lineStart))?.[0].length ?? 0;
    return { span: [start - inLine, upToComma], text: "" };
  }
  return { span: [start, upToComma + blanks], text: "" };
}
