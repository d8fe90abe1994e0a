import type { PoFacts } from "../../facts.ts";
import { type PoDraft, poDocument } from "../../po/po-document.ts";
import { printPo } from "../../po/print-po.ts";
import type { Check, FileSource } from "../rule.ts";

const pretty = {
  rule: "po-pretty-format",
  code: null,
  severity: "info",
  title: "terms are sorted, lines have at most 78 characters, and no translation repeats its term",
} as const;

/** The form in which translation files are written by tools, so that their changes stay small. */
export const prettyFormat: Check<FileSource<PoFacts>> = {
  rules: [pretty],
  check({ facts, path, text }, report) {
    const document = facts.problems.length === 0 ? poDocument(text) : null;
    if (document === null) return;
    const apart = /(?:^|\/)i18n_extra\/[^/]*$/.test(path);
    const entries = [...document.entries]
      .sort((a, b) => byCodePoint(a.texts.msgid ?? "", b.texts.msgid ?? ""))
      .map((entry): PoDraft => (apart || entry.texts.msgid !== entry.texts.msgstr ? entry : withoutTranslation(entry)));
    const printed = printPo({ ...document, entries });
    const wanted = text.includes("\r\n") ? printed.replaceAll("\n", "\r\n") : printed;
    if (wanted !== text)
      report({
        rule: pretty,
        span: [0, 0],
        message: "The file is not sorted and wrapped as tools write it.",
        fix: { title: "Write it so", edits: [{ span: [0, text.length], text: wanted }] },
      });
  },
};

function withoutTranslation(entry: PoDraft): PoDraft {
  return { ...entry, texts: { ...entry.texts, msgstr: "" } };
}

/** The order of Python: by code point, not by UTF-16 unit. */
function byCodePoint(a: string, b: string): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1)
    if (a[at] !== b[at]) return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0);
  return a.length - b.length;
}
