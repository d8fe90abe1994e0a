import type { RuleInfo } from "../../diagnostic.ts";
import type { PoEntry, PoFacts } from "../../facts.ts";
import { printfSpecifiers } from "../python/printf.ts";
import type { Check, FileSource, Report } from "../rule.ts";

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

const PLACE = /\{(?!\{)([^{}:!]*)(?:![rsa])?(?::[^{}]*)?\}/g;

/** Terms and translations of a file. */
export const entries: Check<FileSource<PoFacts>> = {
  rules: [syntax, requiresModule, printf, format, duplicateTerm, duplicateModel],
  check({ facts, path, text }, report) {
    const [problem] = facts.problems;
    if (problem !== undefined)
      report({ rule: syntax, span: problem.span, message: `The file cannot be read: ${problem.message}.` });
    const terms = new Map<string, PoEntry[]>();
    const values = new Map<string, PoEntry[]>();
    for (const entry of facts.entries) {
      if (entry.modules.length === 0)
        report({
          rule: requiresModule,
          span: headOf(entry),
          message: "The term has no comment `#. module: …`, so Odoo does not load it.",
        });
      if (entry.flags.includes("python-format") && entry.msgstr !== "") checkValues(entry, report);
      // Terms of different contexts may be equal; contexts are no facts.
      if (!/(?:^|\n)msgctxt\b/.test(text.slice(...entry.span))) group(terms, entry.msgid, entry);
      for (const location of new Set(entry.locations))
        if (location.startsWith("model:")) group(values, location, entry);
    }
    if (!/(?:^|\/)i18n_extra\//.test(path)) tell(path, terms, duplicateTerm, "The term", report);
    tell(path, values, duplicateModel, "The value", report);
  },
};

function group(groups: Map<string, PoEntry[]>, key: string, entry: PoEntry): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [entry]);
  else known.push(entry);
}

function tell(
  path: string,
  groups: ReadonlyMap<string, readonly PoEntry[]>,
  rule: RuleInfo,
  what: string,
  report: Report,
): void {
  for (const [key, [first, ...others]] of groups) {
    if (first === undefined || others.length === 0) continue;
    const shown = key.length > 40 ? `${key.slice(0, 40)}…` : key;
    const related = others.map((entry) => ({ path, span: headOf(entry), message: "again here" }));
    report({
      rule,
      span: headOf(first),
      message: `${what} ${JSON.stringify(shown)} stands here ${others.length + 1} times.`,
      related,
    });
  }
}

function headOf({ span: [start] }: PoEntry): readonly [number, number] {
  return [start, start + 1];
}

function checkValues(entry: PoEntry, report: Report): void {
  const { msgid, msgstr } = entry;
  const [term, translation] = [printfSpecifiers(msgid), printfSpecifiers(msgstr)];
  if (term.specifiers.length > 0) {
    const names = new Set(term.specifiers.map(({ name }) => name));
    const named = term.specifiers.every(({ name }) => name !== null);
    const wrong = named
      ? translation.specifiers.some(({ name }) => name === null || !names.has(name))
      : kinds(term.specifiers) !== kinds(translation.specifiers);
    if (wrong || translation.bad !== null || translation.cut)
      report({
        rule: printf,
        span: headOf(entry),
        message: "The translation does not take the same `%` values as its term.",
      });
    return;
  }
  const [places, own] = [placesOf(msgid), placesOf(msgstr)];
  if (places.size > 0 && [...own].some((place) => !places.has(place)))
    report({
      rule: format,
      span: headOf(entry),
      message: "The translation has `{}` values that its term does not have.",
    });
}

/** Positional values are taken in order: numbers must meet numbers. */
function kinds(specifiers: readonly { readonly conversion: string; readonly name: string | null }[]): string {
  return specifiers.map(({ conversion, name }) => (name ?? "") + (/[sra]/.test(conversion) ? "s" : "n")).join(" ");
}

function placesOf(text: string): Set<string> {
  let next = 0;
  return new Set(
    [...text.replaceAll("{{", "").matchAll(PLACE)].map(([, name = ""]) =>
      name === "" ? String(next++) : (name.split(/[.[]/)[0] ?? name),
    ),
  );
}
