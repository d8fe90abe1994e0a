import type { PoEntry, PoFacts, Reference, SyntaxProblem } from "../facts.ts";
import { lineStarts } from "../text/line-starts.ts";

/** An entry under construction. */
interface Draft {
  msgid: string;
  msgstr: string;
  readonly modules: string[];
  readonly locations: string[];
  readonly flags: string[];
  /** The text that the next `"…"` line continues; null before any. */
  continuing: "msgid" | "msgstr" | "other" | null;
  start: number;
  end: number;
}

const KEYWORD = /^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(.*)$/;

/**
 * What a translation file (`.po`, `.pot`) says. Total: a line that is no PO is one problem, the entries around it stand. Obsolete entries
 * (`#~`) are left out, and so is the head. Of plural forms the first is kept.
 */
export function poFacts(path: string, text: string): PoFacts {
  const starts = lineStarts(text);
  const entries: PoEntry[] = [];
  const references: Reference[] = [];
  let head = "";
  let problem: SyntaxProblem | null = null;
  let draft = newDraft(0);
  const finish = (next: number) => {
    if (draft.continuing !== null) {
      if (draft.msgid === "" && entries.length === 0 && head === "") head = draft.msgstr;
      else entries.push(entryOf(draft));
    }
    draft = newDraft(next);
  };
  for (let line = 0; line < starts.length; line += 1) {
    const start = starts[line] ?? 0;
    const written = text.slice(start, starts[line + 1] ?? text.length);
    const content = written.trim();
    if (content === "") {
      finish(starts[line + 1] ?? text.length);
      continue;
    }
    // An entry need not be set off by an empty line.
    if (draft.continuing !== null && startsEntry(content, draft)) finish(start);
    if (draft.continuing === null && draft.end === draft.start) draft.start = start;
    const understood = content.startsWith("#")
      ? comment(draft, references, content, start + written.indexOf(content))
      : words(draft, content);
    if (!understood)
      problem ??= { message: "line is no part of a PO file", span: [start, start + written.trimEnd().length] };
    draft.end = start + written.trimEnd().length;
  }
  finish(text.length);
  return {
    kind: "po",
    path,
    language: /(?:^|\n)Language:[ \t]*(\S+)/.exec(head)?.[1] ?? languageOf(path),
    entries,
    problems: problem === null ? [] : [problem],
    references,
    suppressions: [],
    lineStarts: starts,
  };
}

function newDraft(start: number): Draft {
  return { msgid: "", msgstr: "", modules: [], locations: [], flags: [], continuing: null, start, end: start };
}

function entryOf({ msgid, msgstr, modules, locations, flags, start, end }: Draft): PoEntry {
  return { msgid, msgstr, modules, locations, flags, span: [start, end] };
}

function startsEntry(content: string, draft: Draft): boolean {
  if (content.startsWith("#~")) return false;
  if (content.startsWith("#")) return true;
  return draft.continuing === "msgstr" && /^msg(?:ctxt|id)\b(?!_plural)/.test(content);
}

/** `#. module: a, b`, `#: model:res.partner,name:base.x`, `#, python-format`. Other comments say nothing. */
function comment(draft: Draft, references: Reference[], content: string, start: number): boolean {
  const rest = content.slice(2);
  if (content.startsWith("#.")) {
    const list = /^\s*modules?\s*:\s*(.*)$/.exec(rest)?.[1] ?? "";
    for (const match of list.matchAll(/[\w.-]+/g)) {
      const at = start + content.length - list.length + match.index;
      draft.modules.push(match[0]);
      references.push({
        role: "module",
        value: match[0],
        span: [at, at + match[0].length],
        context: "po",
        certain: true,
      });
    }
  } else if (content.startsWith("#:")) draft.locations.push(...rest.split(/\s+/).filter((part) => part !== ""));
  else if (content.startsWith("#,"))
    draft.flags.push(
      ...rest
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    );
  return true;
}

function words(draft: Draft, content: string): boolean {
  const keyword = KEYWORD.exec(content);
  if (keyword !== null) {
    const [, name = "", quoted = ""] = keyword;
    draft.continuing = name === "msgid" ? "msgid" : name === "msgstr" || name === "msgstr[0]" ? "msgstr" : "other";
    return append(draft, quoted);
  }
  return content.startsWith('"') && draft.continuing !== null && append(draft, content);
}

function append(draft: Draft, quoted: string): boolean {
  const inner = /^"((?:[^"\\]|\\.)*)"$/.exec(quoted)?.[1];
  if (inner === undefined) return false;
  if (draft.continuing === "msgid") draft.msgid += unescaped(inner);
  else if (draft.continuing === "msgstr") draft.msgstr += unescaped(inner);
  return true;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", '"': '"', "\\": "\\" };

function unescaped(text: string): string {
  return text.includes("\\")
    ? text.replace(/\\(.)/g, (_all, character: string) => ESCAPES[character] ?? character)
    : text;
}

/** `i18n/pt_BR.po` is in `pt_BR`; a template (`.pot`) is in none. */
function languageOf(path: string): string | null {
  return /(?:^|\/)([a-z]{2,3}(?:_\w+)?(?:@\w+)?)\.po$/.exec(path)?.[1] ?? null;
}
