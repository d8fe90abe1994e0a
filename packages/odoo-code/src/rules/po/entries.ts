import type { RuleInfo } from "../../diagnostic.ts";
import type { PoEntry, PoFacts, Span } from "../../facts.ts";
import type { Check, FileSource, Report } from "../rule.ts";
import { formatFails, printfFails } from "./python-format.ts";

const syntax = {
  rule: "po-syntax-error",
  code: null,
  severity: "warning",
  title: "the translation file can be read",
} as const;
const requiresModule = {
  rule: "po-requires-module",
  code: null,
  severity: "warning",
  title: "every term says which module it comes from",
} as const;
const printf = {
  rule: "po-python-parse-printf",
  code: null,
  severity: "warning",
  title: "a translation takes the `%` values of its term",
} as const;
const format = {
  rule: "po-python-parse-format",
  code: null,
  severity: "warning",
  title: "a translation takes the `{}` values of its term",
} as const;
const duplicateTerm = {
  rule: "po-duplicate-message-definition",
  code: null,
  severity: "warning",
  title: "no term twice",
} as const;
const duplicateModel = {
  rule: "po-duplicate-model-definition",
  code: null,
  severity: "info",
  title: "no two terms for one value of a record",
} as const;

/** Terms and translations of a file. */
export const entries: Check<FileSource<PoFacts>> = {
  rules: [syntax, requiresModule, printf, format, duplicateTerm, duplicateModel],
  check({ facts, path, text }, report) {
    const [problem] = facts.problems;
    if (problem !== undefined)
      report({ rule: syntax, span: problem.span, message: `The file cannot be read: ${problem.message}.` });
    const terms = new Map<string, Span[]>();
    const values = new Map<string, Span[]>();
    for (const entry of facts.entries) {
      const written = text.slice(...entry.span);
      const span = termSpan(entry, written);
      if (entry.modules.length === 0 || !isModuleFirst(written))
        report({
          rule: requiresModule,
          span: [entry.span[0], entry.span[0] + 1],
          message: "The first `#.` comment of the term is not `#. module: …`, so Odoo does not load it.",
        });
      if (entry.flags.includes("python-format") && entry.msgstr !== "" && !/^\s*msgid_plural\b/m.test(written))
        checkValues(entry, span, report);
      group(terms, entry.msgid, span);
      for (const location of entry.locations)
        if (location.startsWith("model:")) group(values, location.replace(/:\d*$/, ""), span);
    }
    if (!/(?:^|\/)i18n_extra\/[^/]*$/.test(path)) tell(path, terms, duplicateTerm, "The term", report);
    tell(path, values, duplicateModel, "The value", report);
  },
};

function group(groups: Map<string, Span[]>, key: string, span: Span): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [span]);
  else known.push(span);
}

function tell(path: string, groups: ReadonlyMap<string, Span[]>, rule: RuleInfo, what: string, report: Report): void {
  for (const [key, [first, ...others]] of groups) {
    if (first === undefined || others.length === 0) continue;
    const shown = key.length > 40 ? `${key.slice(0, 40)}…` : key;
    report({
      rule,
      span: first,
      message: `${what} ${JSON.stringify(shown)} stands here ${others.length + 1} times.`,
      related: others.map((span) => ({ path, span, message: "again here" })),
    });
  }
}

/** Whether the first extracted comment that says anything names the module: Odoo looks nowhere else. */
function isModuleFirst(written: string): boolean {
  return /^[ \t]*#\.[ \t]+(\S.*)/m.exec(written)?.[1]?.match(/^modules?: \w/) != null;
}

/** Where the term begins, below the comments. */
function termSpan({ span: [start] }: PoEntry, written: string): Span {
  const comments = /^(?:[ \t]*#[^\n]*\n|[ \t]*\n)*/.exec(written)?.[0].length ?? 0;
  return [start + comments, start + comments + 1];
}

function checkValues({ msgid, msgstr }: PoEntry, span: Span, report: Report): void {
  if (printfFails(msgid, msgstr))
    report({ rule: printf, span, message: "The translation does not take the same `%` values as its term." });
  else if (formatFails(msgid, msgstr))
    report({ rule: format, span, message: "The translation does not take the same `{}` values as its term." });
}
