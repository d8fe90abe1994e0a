import { type CallArguments, callArguments } from "../../python/call-arguments.ts";
import { importedNames } from "../../python/imports.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check, Report } from "../rule.ts";
import { printfSpecifiers } from "./printf.ts";
import { dottedName, operatorOf, type PythonSource } from "./python-source.ts";

const required = {
  rule: "translation-required",
  code: "C8107",
  severity: "info",
  title: "messages to people are translated",
} as const;
const envTranslation = {
  rule: "prefer-env-translation",
  code: "W8161",
  severity: "info",
  title: "`self.env._()` instead of `_()`",
  from: "18.0",
} as const;
const notLazy = {
  rule: "translation-not-lazy",
  code: "W8301",
  severity: "warning",
  title: "values are arguments of `_()`, not put in by `%`",
  from: "14.0",
} as const;
const interpolation = {
  rule: "translation-format-interpolation",
  code: "W8302",
  severity: "warning",
  title: "no `format` inside `_()`",
  from: "14.0",
} as const;
const fstring = {
  rule: "translation-fstring-interpolation",
  code: "W8303",
  severity: "warning",
  title: "no f-string inside `_()`",
  from: "14.0",
} as const;
const unsupported = {
  rule: "translation-unsupported-format",
  code: "E8300",
  severity: "warning",
  title: "placeholders of a term are ones that Python knows",
  from: "14.0",
} as const;
const truncated = {
  rule: "translation-format-truncated",
  code: "E8301",
  severity: "warning",
  title: "placeholders of a term are complete",
  from: "14.0",
} as const;
const tooMany = {
  rule: "translation-too-many-args",
  code: "E8305",
  severity: "warning",
  title: "a term has a placeholder for every value",
  from: "14.0",
} as const;
const tooFew = {
  rule: "translation-too-few-args",
  code: "E8306",
  severity: "warning",
  title: "a term has a value for every placeholder",
  from: "14.0",
} as const;
const positional = {
  rule: "translation-positional-used",
  code: "W8120",
  severity: "info",
  title: "two or more placeholders have names, so that translators can reorder them",
} as const;
const injected = {
  rule: "translation-injection",
  code: "E8151",
  severity: "warning",
  title: "no `format` on a translated term: translators could reach into the values",
} as const;

const EXCEPTIONS = /^odoo\.exceptions\.\w+$/;

/** Terms for translators and what is done with them. */
export const translation: Check<PythonSource> = {
  rules: [
    required,
    envTranslation,
    notLazy,
    interpolation,
    fstring,
    unsupported,
    truncated,
    tooMany,
    tooFew,
    positional,
    injected,
  ],
  check(source, report) {
    const { text } = source;
    const imported = importedNames(source.facts.imports);
    const marks = new Set(
      [...imported]
        .filter(([, full]) => /^odoo(?:\.tools(?:\.translate)?)?\.(?:_|_lt)$/.test(full))
        .map(([name]) => name),
    );
    const isTerm = (node: PythonNode | undefined): boolean => {
      const name = node?.type === "call" ? dottedName(node.children[0], text) : null;
      return name !== null && (marks.has(name) || /(?:^|\.)env\._$/.test(name));
    };
    for (const { node, within, owner } of source.nodes("call")) {
      const called = node.children[0];
      if (isTerm(node)) {
        const name = dottedName(called, text) ?? "_";
        if (name === "_" && within?.owner && owner?.fact && isRecordClass(owner.fact.kind))
          preferEnv(source, node, within.node, report);
        checkTerm(source, node, callArguments(node.children[1], text), report);
      } else if (called?.type === "attribute" && isTerm(called.children[0]) && endsIn(called, "format", text))
        report({
          rule: injected,
          span: [node.start, node.end],
          message: "Pass the values to `_()`; `format` on its result trusts what translators wrote.",
        });
      if (called?.type === "attribute" && endsIn(called, "message_post", text)) checkPost(source, node, report);
    }
    for (const { node } of source.nodes("binary_operator")) {
      const [left] = node.children;
      if (left !== undefined && isTerm(left) && operatorOf(node, text) === "%")
        report({
          rule: notLazy,
          span: [left.start, left.end],
          message: "Pass the values to `_()` as arguments: a wrong translation then cannot fail.",
          ...lazyFix(left, node, text),
        });
    }
    for (const { node } of source.nodes("raise_statement")) {
      const raised = node.children[0];
      const name = raised?.type === "call" ? dottedName(raised.children[0], text) : null;
      if (raised === undefined || name === null) continue;
      const [first = "", ...rest] = name.split(".");
      if (!EXCEPTIONS.test([imported.get(first) ?? first, ...rest].join("."))) continue;
      const [message] = callArguments(raised.children[1], text).positional;
      if (message !== undefined && isPlainText(message, text) && !/(?:^|\/)tests?\//.test(source.path))
        report({
          rule: required,
          span: [raised.start, raised.end],
          message: `The message of ${name} is not translated.`,
        });
    }
  },
};

function isRecordClass(kind: string): boolean {
  return kind === "model" || kind === "transient" || kind === "abstract";
}

function endsIn(node: PythonNode, name: string, text: string): boolean {
  const last = node.children.at(-1);
  return last !== undefined && text.slice(last.start, last.end) === name;
}

function preferEnv(source: PythonSource, node: PythonNode, method: PythonNode, report: Report): void {
  const { text } = source;
  const parameters = method.children.find(({ type }) => type === "parameters");
  const self = parameters?.children[0];
  const called = node.children[0];
  const usable = self !== undefined && called !== undefined && text.slice(self.start, self.end) === "self";
  report({
    rule: envTranslation,
    span: [node.start, node.end],
    message: "`_()` looks for the language in the callers; `self.env._()` knows it.",
    ...(usable && {
      fix: { title: "Use `self.env._`", edits: [{ span: [called.start, called.end] as const, text: "self.env._" }] },
    }),
  });
}

function checkPost(source: PythonSource, node: PythonNode, report: Report): void {
  if (/(?:^|\/)tests?\//.test(source.path)) return;
  const { keywords } = callArguments(node.children[1], source.text);
  for (const name of ["subject", "body"]) {
    const value = keywords.get(name)?.value;
    if (value !== undefined && isPlainText(value, source.text))
      report({
        rule: required,
        span: [node.start, node.end],
        message: `The ${name} of the message is not translated.`,
      });
  }
}

/** A literal with letters in it, also with values put in by `%` or `format`. */
function isPlainText(node: PythonNode, text: string): boolean {
  const [left] = node.children;
  if (node.type === "string" && node.children.length > 0)
    return /\p{L}/u.test(text.slice(node.start, node.end).slice(2));
  const value = stringLiteral(node, text)?.value;
  if (value !== undefined) return /\p{L}/u.test(value);
  if (node.type === "binary_operator" && left) return operatorOf(node, text) === "%" && isPlainText(left, text);
  if (node.type === "call" && left?.type === "attribute" && left.children[0])
    return endsIn(left, "format", text) && isPlainText(left.children[0], text);
  return false;
}

function checkTerm(
  source: PythonSource,
  node: PythonNode,
  { positional: given, keywords, open }: CallArguments,
  report: Report,
): void {
  const { text } = source;
  const [term, ...values] = given;
  const span = [node.start, node.end] as const;
  if (term === undefined) return;
  const [inner] = term.children;
  if (term.type === "binary_operator" && operatorOf(term, text) === "%" && inner && stringLiteral(inner, text))
    report({
      rule: notLazy,
      span,
      message: "The term never matches a translation: the values are put in before `_()` sees it.",
    });
  if (
    term.type === "call" &&
    inner?.type === "attribute" &&
    endsIn(inner, "format", text) &&
    inner.children[0] &&
    stringLiteral(inner.children[0], text)
  )
    report({ rule: interpolation, span, message: "The term never matches a translation: `format` runs before `_()`." });
  if (term.type === "string" && term.children.length > 0)
    report({
      rule: fstring,
      span,
      message: "The term never matches a translation: an f-string is filled before `_()` sees it.",
    });
  const literal = stringLiteral(term.type === "binary_operator" && inner ? inner : term, text);
  if (literal === null) return;
  const { specifiers, bad, cut } = printfSpecifiers(literal.value);
  const unnamed = specifiers.filter(({ name }) => name === null);
  if (unnamed.length > 1)
    report({
      rule: positional,
      span,
      message: "Translators cannot change the order of unnamed placeholders; give them names.",
    });
  if (values.length === 0 || open || keywords.size > 0) return;
  if (cut) report({ rule: truncated, span, message: "The term ends in the middle of a placeholder." });
  else if (bad !== null) report({ rule: unsupported, span, message: `Python knows no placeholder "%${bad}".` });
  else if (specifiers.some(({ name }) => name !== null)) return;
  else if (values.length > unnamed.length)
    report({ rule: tooMany, span, message: `${values.length} values for ${unnamed.length} placeholders.` });
  else if (values.length < unnamed.length)
    report({ rule: tooFew, span, message: `${values.length} values for ${unnamed.length} placeholders.` });
}

/** `_("…") % x` → `_("…", x)`; tuples give several values, dicts of plain names keywords. */
function lazyFix(term: PythonNode, whole: PythonNode, text: string) {
  const values = whole.children[1];
  const list = term.children[1];
  if (values === undefined || list?.children.length !== 1 || text[list.end - 1] !== ")") return {};
  const [literal] = list.children;
  const plain = literal && stringLiteral(literal, text)?.value;
  if (plain === undefined || plain === null || text.slice(whole.start, whole.end).includes("#")) return {};
  const count = printfSpecifiers(plain).specifiers.length;
  const written = valuesText(values, text, count);
  const tail = /,\s*\)$/.test(text.slice(list.start, list.end)) ? " " : ", ";
  if (written === null) return {};
  const edits = [{ span: [list.end - 1, whole.end] as const, text: `${tail}${written})` }];
  return { fix: { title: "Pass the values to `_()`", edits } };
}

function valuesText(values: PythonNode, text: string, count: number): string | null {
  if (values.type === "tuple")
    return values.children.length === count
      ? values.children.map(({ start, end }) => text.slice(start, end)).join(", ")
      : null;
  if (values.type === "dictionary") {
    const parts = values.children.map(({ type, children: [key, value] }) => {
      const name = key && /^(['"])([A-Za-z_]\w*)\1$/.exec(text.slice(key.start, key.end))?.[2];
      return type === "pair" && name && value ? `${name}=${text.slice(value.start, value.end)}` : null;
    });
    return parts.length > 0 && !parts.includes(null) ? parts.join(", ") : null;
  }
  if (count !== 1 || values.type === "identifier") {
    // A name may hold a tuple: `_("%s") % values` is then not `_("%s", values)`.
    return null;
  }
  return values.type === "string" || values.type === "integer" ? text.slice(values.start, values.end) : null;
}
