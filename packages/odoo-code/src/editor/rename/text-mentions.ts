import type { FileFacts, Span } from "../../facts.ts";
import { fileKind } from "../../file-kind.ts";
import { type Doubt, mentions, type RenameContext, type UncertainMatch } from "./rename-plan.ts";

const READ: ReadonlySet<FileFacts["kind"]> = new Set(["python", "xml", "csv", "javascript", "manifest"]);

/** Places where a word stands that no reference accounts for: in comments and texts, in code that is not followed, in dicts that are built elsewhere. */
export function textMentions(
  context: RenameContext,
  words: readonly { readonly word: string; readonly text: string }[],
  modules: readonly string[],
  taken: (path: string, span: Span) => boolean,
): UncertainMatch[] {
  const { project, text, writable } = context;
  const found: UncertainMatch[] = [];
  const texts = new Map(words.map((entry) => [entry.word, entry.text]));
  const all = words.map(({ word }) => word).sort((a, b) => b.length - a.length);
  // Most hold the name itself: where that is not, none of them is.
  const shortest = all.filter((word) => !all.some((other) => other !== word && word.includes(other)));
  const pattern = new RegExp(`(?<![\\w])(?:${all.map(escaped).join("|")})(?![\\w])`, "g");
  for (const module of modules)
    for (const path of project.contents.get(module)?.files.keys() ?? []) {
      if (!READ.has(fileKind(path)) || !shortest.some((word) => mentions(context, path, word))) continue;
      const content = writable(path) ? text(path) : null;
      if (content === null) continue;
      for (const { index, 0: word } of content.matchAll(pattern)) {
        const span: Span = [index, index + word.length];
        if (taken(path, span)) continue;
        const put = texts.get(word) ?? word;
        found.push({ path, span, text: put, doubt: doubtOf(content, span) });
      }
    }
  return found;
}

function doubtOf(content: string, [start, end]: Span): Doubt {
  const [before, after] = [content[start - 1] ?? "", content[end] ?? ""];
  if ((before === '"' || before === "'") && before === after) return "string";
  return before === "." && /[\w)\]]/.test(content[start - 2] ?? "") ? "unknown-record" : "text";
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");
}
