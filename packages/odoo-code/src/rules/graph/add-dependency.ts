import type { Edit } from "../../diagnostic.ts";
import type { ManifestFacts } from "../../facts.ts";
import type { Project } from "../../project/project.ts";
import type { Finding } from "../rule.ts";
import type { GraphSource } from "./graph-source.ts";

/** The one of several modules that brings the fewest others with it, of those that do not themselves depend on the module; null when all do. */
export function smallestModule(
  { modules }: Project,
  { module: { name } }: GraphSource["sight"],
  candidates: Iterable<string>,
): string | null {
  const free = [...new Set(candidates)].filter((candidate) => !modules.closure(candidate).has(name));
  const size = (candidate: string) => modules.closure(candidate).size;
  return free.sort((a, b) => size(a) - size(b) || (a < b ? -1 : 1))[0] ?? null;
}

/** The cure that adds a module to `depends`; absent where the manifest's text is not at hand, or its list is not written out. */
export function addDependency({ contents, textOf }: GraphSource, module: string): Pick<Finding, "fix"> {
  const { manifest } = contents;
  const text = textOf(manifest.path);
  const edits = text === null ? null : dependencyEdits(manifest, text, module);
  if (edits === null) return {};
  return { fix: { title: `Depend on ${module}`, edits: [], elsewhere: [{ path: manifest.path, edits }] } };
}

/** Keys that `depends` is put before, where it is absent: the first that is there. */
const AFTER_DEPENDS = ["data", "demo", "assets", "installable", "auto_install", "application"];

/** Edits that add a name to the list `depends` in its own layout; null where the manifest has no list to add to and no place for one. */
export function dependencyEdits(manifest: ManifestFacts, text: string, module: string): readonly Edit[] | null {
  const list = Object.hasOwn(manifest.keys, "depends") ? manifest.keys.depends : undefined;
  if (list !== undefined) return appendToList(text, list.span, module);
  const before =
    AFTER_DEPENDS.find((key) => Object.hasOwn(manifest.keySpans, key)) ?? Object.keys(manifest.keySpans)[0];
  const at = before === undefined ? undefined : manifest.keySpans[before]?.[0];
  if (at === undefined) return null;
  const quote = text[at] === "'" ? "'" : '"';
  const indent = indentBefore(text, at);
  const between = indent === null ? " " : `${newline(text)}${indent}`;
  return [{ span: [at, at], text: `${quote}depends${quote}: [${quote}${module}${quote}],${between}` }];
}

/** Edits that append a string to a list or tuple that is written out, in its own layout: a line of its own where the last item has one. */
export function appendToList(
  text: string,
  [start, end]: readonly [number, number],
  item: string,
): readonly Edit[] | null {
  const open = text[start];
  const close = open === "[" ? "]" : open === "(" ? ")" : null;
  if (close === null || text[end - 1] !== close) return null;
  const items = itemsOf(text, start + 1, end - 1);
  if (items === null) return null;
  const last = items.strings.at(-1);
  if (last === undefined) {
    const comma = open === "(" ? "," : "";
    return [{ span: [start + 1, start + 1], text: `"${item}"${comma}` }];
  }
  const quote = text[last.end - 1] === "'" ? "'" : '"';
  const written = `${quote}${item}${quote}`;
  const indent = indentBefore(text, last.start);
  const trailing = items.comma !== null;
  if (indent === null) {
    if (items.comma !== null) return [{ span: [items.comma + 1, items.comma + 1], text: ` ${written},` }];
    return [{ span: [last.end, last.end], text: `, ${written}` }];
  }
  // A comment at the end of the line stays with its item.
  const from = items.comma === null ? last.end : items.comma + 1;
  const comment = /^[ \t]*#[^\r\n]*/.exec(text.slice(from, end))?.[0] ?? "";
  const at = from + comment.length;
  const line = `${newline(text)}${indent}${written}${trailing ? "," : ""}`;
  if (trailing || comment !== "") {
    const comma = trailing ? [] : [{ span: [last.end, last.end] as const, text: "," }];
    return [...comma, { span: [at, at], text: line }];
  }
  return [{ span: [last.end, last.end], text: `,${line}` }];
}

/** Edits that put a string first into a list of the manifest, in its own layout; null where the list is there but not written out. */
export function prependToList(
  manifest: ManifestFacts,
  text: string,
  key: string,
  item: string,
): readonly Edit[] | null {
  const list = Object.hasOwn(manifest.keys, key) ? manifest.keys[key] : undefined;
  if (list === undefined) {
    const last = Object.keys(manifest.keySpans).at(-1);
    const at = last === undefined ? undefined : manifest.keySpans[last]?.[0];
    if (at === undefined) return null;
    const indent = indentBefore(text, at);
    return [{ span: [at, at], text: `"${key}": ["${item}"],${indent === null ? " " : `${newline(text)}${indent}`}` }];
  }
  const [start, end] = list.span;
  const close = text[start] === "[" ? "]" : ")";
  const items = text[end - 1] === close ? itemsOf(text, start + 1, end - 1) : null;
  const first = items?.strings[0];
  if (items === null) return null;
  if (first === undefined) return [{ span: [start + 1, start + 1], text: `"${item}"${close === ")" ? "," : ""}` }];
  const quote = text[first.start] === "'" ? "'" : '"';
  const indent = indentBefore(text, first.start);
  const between = indent === null ? " " : `${newline(text)}${indent}`;
  return [{ span: [first.start, first.start], text: `${quote}${item}${quote},${between}` }];
}

interface Items {
  readonly strings: readonly { readonly start: number; readonly end: number }[];
  /** Offset of the comma behind the last string. */
  readonly comma: number | null;
}

const TOKEN = /\s+|#[^\n]*|(["'])(?:\\.|(?!\1)[^\\\n])*\1|,/y;

/** Null for a list that holds more than plain strings. */
function itemsOf(text: string, from: number, to: number): Items | null {
  const strings: { start: number; end: number }[] = [];
  let comma: number | null = null;
  TOKEN.lastIndex = from;
  for (let at = from; at < to; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(text);
    if (token === null) return null;
    if (token[1] !== undefined) {
      strings.push({ start: token.index, end: TOKEN.lastIndex });
      comma = null;
    } else if (token[0] === ",") comma = token.index;
  }
  return { strings, comma };
}

/** The space before an offset when it begins its line, else null. */
function indentBefore(text: string, at: number): string | null {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /^[ \t]*$/.test(line) ? line : null;
}

function newline(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
