import type { Edit } from "../../diagnostic.ts";
import type { Span } from "../../facts.ts";
import type { Finding } from "../rule.ts";
import type { GraphSource } from "./graph-source.ts";

/** The cure that moves a data file up in the manifest's list, right before this file; absent where the two are not in one list of plain strings. */
export function moveDataFile({ contents, facts, textOf }: GraphSource, path: string): Pick<Finding, "fix"> {
  const { manifest } = contents;
  const text = textOf(manifest.path);
  const spanOf = (file: string) => {
    const at = contents.data.findIndex((entry) => entry.path === file);
    return manifest.data[at];
  };
  const [moved, before] = [spanOf(path), spanOf(facts.path)];
  if (text === null || moved === undefined || before === undefined || moved.demo !== before.demo) return {};
  const edits = moveLine(text, moved.span, before.span);
  if (edits === null) return {};
  return { fix: { title: `Load ${moved.path} first`, edits: [], elsewhere: [{ path: manifest.path, edits }] } };
}

/** Edits that move a string of a list before another, each on a line of its own; null where the list is laid out otherwise. */
export function moveLine(text: string, moved: Span, before: Span): readonly Edit[] | null {
  const [from, to] = [lineAround(text, moved), lineAround(text, before)];
  if (from === null || to === null || from.start <= to.start) return null;
  const line = text.slice(from.start, from.end);
  // The last line of a list may have no comma yet.
  const comma = /^\s*(["']).*?\1\s*,/.test(line) ? line : line.replace(/^(\s*(["']).*?\2)/, "$1,");
  return [
    { span: [to.start, to.start], text: comma },
    { span: [from.start, from.end], text: "" },
  ];
}

/** The whole line of a string that stands alone on it, but for a comma and a comment. */
function lineAround(text: string, [start, end]: Span): { readonly start: number; readonly end: number } | null {
  const from = text.lastIndexOf("\n", start) + 1;
  const newline = text.indexOf("\n", end);
  const to = newline < 0 ? text.length : newline + 1;
  if (newline < 0) return null;
  return /^[ \t]*["']$/.test(text.slice(from, start)) &&
    /^["'][ \t]*,?[ \t]*(?:#.*)?\r?$/.test(text.slice(end, newline))
    ? { start: from, end: to }
    : null;
}
