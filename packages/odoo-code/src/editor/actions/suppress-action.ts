import { applyEdits } from "../../check/apply-edits.ts";
import { ruleNamed } from "../../check/rule-named.ts";
import { suppressed } from "../../check/suppressed.ts";
import type { Diagnostic, Edit } from "../../diagnostic.ts";
import { factsOfText, type Parsers } from "../../facts-of.ts";
import { fileKind } from "../../file-kind.ts";
import { lineStarts, positionAt } from "../../text/line-starts.ts";
import type { OdooVersion } from "../../version.ts";
import type { OfferedAction } from "./code-action.ts";

interface Candidate {
  readonly where: string;
  readonly edit: Edit;
}

/**
 * A comment that switches the rule of a finding off: behind its line, before its statement where the line ends inside a text, or for the whole
 * file in XML. Null where the language knows no such comment. Each is tried before it is offered.
 */
export function suppressAction(
  finding: Diagnostic,
  text: string,
  { parsers, version }: { readonly parsers: Parsers; readonly version: OdooVersion },
): OfferedAction | null {
  const info = ruleNamed(finding.rule);
  if (info === null) return null;
  for (const { where, edit } of candidates(finding, text)) {
    const after = applyEdits(text, [[edit]]).text;
    const facts = factsOfText(parsers, finding.path, after, version);
    const moved = edit.span[0] <= finding.span[0] ? after.length - text.length : 0;
    if (!suppressed(info, [finding.span[0] + moved, finding.span[1] + moved], facts)) continue;
    const title = `Switch ${finding.rule} off ${where}`;
    return { title, kind: "suppress", edits: [{ path: finding.path, edits: [edit] }], finding, preferred: false };
  }
  return null;
}

function* candidates({ rule, span, path }: Diagnostic, text: string): Generator<Candidate> {
  const starts = lineStarts(text);
  const { line } = positionAt(starts, span[0]);
  const kind = fileKind(path);
  if (kind === "xml") {
    yield { where: "in this file", edit: commentInFile(text, rule) };
    return;
  }
  if (kind !== "python" && kind !== "manifest" && kind !== "javascript") return;
  const mark = kind === "javascript" ? "//" : "#";
  const behind = commentBehind(text, starts, line, mark, rule);
  if (behind !== null) yield { where: "on this line", edit: behind };
  if (kind === "javascript") return;
  // A finding inside a text of several lines: the comment stands before the statement.
  for (let above = line; above >= 0; above -= 1) {
    const start = starts[above] ?? 0;
    const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
    if (text[start + indent.length] === "\n" || start + indent.length >= text.length) continue;
    yield { where: "for this statement", edit: { span: [start, start], text: `${indent}# noqa: ${rule}\n` } };
    if (indent === "" || line - above > LONGEST_STATEMENT) return;
  }
}

const LONGEST_STATEMENT = 200;

function commentBehind(text: string, starts: readonly number[], line: number, mark: string, rule: string): Edit | null {
  const start = starts[line] ?? 0;
  const written = text.slice(start, starts[line + 1] ?? text.length).replace(/[\r\n]+$/, "");
  if (written.trim() === "") return null;
  const known = /\bsextant\s*:\s*disable\s*=\s*[\w-]+(?:\s*,\s*[\w-]+)*/.exec(written);
  if (known !== null) {
    const at = start + known.index + known[0].length;
    return { span: [at, at], text: `,${rule}` };
  }
  const end = start + written.trimEnd().length;
  return { span: [end, end], text: `  ${mark} sextant: disable=${rule}` };
}

/** XML says it for the whole file, behind the declaration. */
function commentInFile(text: string, rule: string): Edit {
  const known = /<!--\s*sextant\s*:\s*disable\s*=\s*[\w-]+(?:\s*,\s*[\w-]+)*/.exec(text);
  if (known !== null) {
    const at = known.index + known[0].length;
    return { span: [at, at], text: `,${rule}` };
  }
  const declaration = /^\s*<\?xml[^>]*\?>[ \t]*(?:\r?\n)?/.exec(text)?.[0] ?? "";
  return { span: [declaration.length, declaration.length], text: `<!-- sextant: disable=${rule} -->\n` };
}
