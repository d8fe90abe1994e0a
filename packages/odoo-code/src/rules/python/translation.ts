import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check, FileSource, Finding, Report } from "../rule.ts";
import { positionalValues } from "./positional-values.ts";
import { printfSpecifiers } from "./printf.ts";
import { calledName, isModel, type Located, operatorOf, type PythonSource } from "./python-source.ts";

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

const variable = {
  rule: "translation-contains-variable",
  code: "W8115",
  severity: "warning",
  title: "no values inside `_()`: put them in afterwards",
  legacy: true,
} as const;

/** Functions that mark a term, also as an attribute (`self.env._`). */
const MARKS = /^_(?:lt)?$/;
/** What is called where there is anything to say. */
const CALLED = ["_", "_lt", "format", "message_post"];
/** Something that may give the name of a mark another meaning. */
const MARK_ASSIGNED = /(?<![\w.])_(?:lt)?[\s\\]*[:=]/;

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
    variable,
  ],
  check(source, report) {
    const { text, options } = source;
    const before14 = isBefore14(source);
    let renamed: ReadonlySet<PythonNode> | undefined;
    for (const located of CALLED.flatMap((name) => source.calls(name))) {
      const { node } = located;
      const [called, list] = node.children;
      const span = [node.start, node.end] as const;
      const name = calledName(node, text);
      const [first] = callArguments(list, text).positional;
      if (name !== null && MARKS.test(name) && first !== undefined) {
        renamed ??= renaming(source);
        if (called?.type === "identifier" && !isIn(located, renamed)) preferEnv(source, located, report);
        if (before14 && isFilledIn(first, text))
          report({ rule: variable, span, message: "The term never matches a translation: values are already in it." });
        if (positionalValues(writtenTerm(first, text)) > 1)
          report({
            rule: positional,
            span,
            message: "Translators cannot change the order of unnamed placeholders; give them names.",
          });
        if (name === "_") checkTerm(source, node, report);
      }
      const inner = called?.type === "attribute" ? called.children[0] : undefined;
      if (name === "format" && inner?.type === "call" && MARKS.test(calledName(inner, text) ?? "")) {
        report({
          rule: injected,
          span,
          message: "Pass the values to `_()`; `format` on its result trusts what translators wrote.",
        });
        if (calledName(inner, text) === "_" && isPlainTerm(inner, text))
          report({ rule: interpolation, span, message: "Pass the values to `_()` instead of calling `format`." });
      }
      if (name === "message_post" && called?.type === "attribute" && !/(?:^|\/)tests\/[^/]*$/.test(source.path))
        checkPost(source, node, report);
    }
    source.imported.forEach((full, name) => {
      if (!full.startsWith("odoo._") || !/^odoo\._(?:lt)?$/.test(full) || MARKS.test(name)) return;
      for (const located of source.calls(name))
        if (located.node.children[0]?.type === "identifier" && isOfOdoo(located)) preferEnv(source, located, report);
    });
    for (const { node: left, parent: node } of source.calls("_")) {
      if (node.type !== "binary_operator" || node.children[0] !== left) continue;
      const operator = operatorOf(node, text);
      const [term, ...more] = left.children[1]?.children ?? [];
      if (term === undefined || more.length > 0) continue;
      if (operator === "%")
        report({
          rule: notLazy,
          span: [node.start, left.end],
          message: "Pass the values to `_()` as arguments: a wrong translation then cannot fail.",
          ...lazyFix(left, node, text),
        });
      else if (operator === "+" && isPartlyText([term, node.children[1]], text))
        report({
          rule: notLazy,
          span: [node.start, left.end],
          message: "Put a placeholder into the term and pass the value to `_()`: other languages place it elsewhere.",
        });
    }
    for (const { node } of source.nodes("raise_statement")) {
      const raised = node.children[0];
      if (raised?.type !== "call") continue;
      const name = calledName(raised, text);
      const [message] = callArguments(raised.children[1], text).positional;
      if (name !== null && options.odooExceptions.includes(name) && message !== undefined && isWritten(message, text))
        report({ rule: required, span: [node.start, node.end], message: `The message of ${name} is not translated.` });
    }
  },
};

/** Whether the module is for a version whose `_()` takes no values: by its manifest, or by the only version that is configured. */
function isBefore14({ module, options }: FileSource): boolean {
  const { validOdooVersions } = options;
  const written = module?.manifest?.keys.version?.value;
  const series = validOdooVersions.length === 1 ? validOdooVersions[0] : typeof written === "string" ? written : "";
  return /^(?:[4-9]|1[0-3])\.\d/.test(series ?? "");
}

/** Text with values put in by `%` or `format` before `_()` sees it. */
function isFilledIn(term: PythonNode, text: string): boolean {
  const [left] = term.children;
  if (term.type === "binary_operator") return operatorOf(term, text) === "%";
  const formatted = term.type === "call" && left?.type === "attribute" && calledName(term, text) === "format";
  return formatted && left.children[0] !== undefined && stringLiteral(left.children[0], text) !== null;
}

/** The term as it is written, an operator set off so that it is no part of a placeholder. */
function writtenTerm(term: PythonNode, text: string): string {
  const [left, right] = term.children;
  return term.type === "binary_operator" && left && right
    ? `${text.slice(left.start, left.end)} % ${text.slice(right.start, right.end)}`
    : text.slice(term.start, term.end);
}

/** `_("…")` whose only argument is text without a format of its own (`{:>8}`). */
function isPlainTerm(call: PythonNode, text: string): boolean {
  const given = call.children[1]?.children ?? [];
  const value = given.length === 1 && given[0] ? stringLiteral(given[0], text)?.value : undefined;
  return value !== undefined && !/\{[^{}]*:[^{}]+\}/.test(value);
}

/** Functions that give the name `_` or `_lt` to something else than Odoo's own: `_ = self.env._`. */
function renaming(source: PythonSource): ReadonlySet<PythonNode> {
  const found = new Set<PythonNode>();
  if (!MARK_ASSIGNED.test(source.text)) return found;
  for (const { node, within } of source.nodes("assignment")) {
    const [target] = node.children;
    if (within !== null && target?.type === "identifier" && MARKS.test(source.written(target))) found.add(within.node);
  }
  return found;
}

function isIn({ within }: Located, functions: ReadonlySet<PythonNode>): boolean {
  for (let scope = within; scope !== null; scope = scope.parent) if (functions.has(scope.node)) return true;
  return false;
}

/** Whether something stands in a class that has an `env`. */
function isOfOdoo({ owner }: Located): boolean {
  return isModel(owner) || owner?.fact?.kind === "controller";
}

function preferEnv(source: PythonSource, { node, within, owner, inner }: Located, report: Report): void {
  const { text } = source;
  const called = node.children[0];
  const parameters = within?.node.children.find(({ type }) => type === "parameters");
  const self = parameters?.children[0];
  const name = called === undefined ? "" : source.written(called);
  const named = name === "_" || source.imported.get(name) === "odoo._";
  const usable =
    named &&
    called &&
    within?.owner &&
    isModel(owner) &&
    inner !== "lambda" &&
    self &&
    text.slice(self.start, self.end) === "self";
  report({
    rule: envTranslation,
    span: [node.start, node.end],
    message: "`_()` looks for the language in the callers; `self.env._()` knows it.",
    ...(usable && {
      fix: { title: "Use `self.env._`", edits: [{ span: [called.start, called.end] as const, text: "self.env._" }] },
    }),
  });
}

/** Text given to `message_post` by position, or as its subject or body. */
function checkPost({ text }: PythonSource, node: PythonNode, report: Report): void {
  const { positional: given, keywords } = callArguments(node.children[1], text);
  const texts: [string, PythonNode | undefined][] = [
    ...given.map((value, place): [string, PythonNode] => [
      ["body", "subject"][place] ?? `argument ${place + 1}`,
      value,
    ]),
    ["subject", keywords.get("subject")?.value],
    ["body", keywords.get("body")?.value],
  ];
  for (const [what, value] of texts)
    if (value !== undefined && isWritten(value, text) && !isSumOrTranslated(value, text))
      report({
        rule: required,
        span: [node.start, node.end],
        message: `The ${what} of the message is not translated.`,
      });
}

/** A literal, also with values put in by an operator or `format`. */
function isWritten(node: PythonNode, text: string): boolean {
  const [left] = node.children;
  if (node.type === "string") return !/^[rR]?[bB]/.test(text.slice(node.start, node.end));
  if (stringLiteral(node, text) !== null) return true;
  if (node.type === "concatenated_string") return true;
  if (node.type === "parenthesized_expression" && left) return isWritten(left, text);
  if (node.type === "binary_operator" && left) return isLiteral(left, text);
  if (node.type === "call" && left?.type === "attribute" && left.children[0])
    return calledName(node, text) === "format" && isLiteral(left.children[0], text);
  return false;
}

function isLiteral(node: PythonNode, text: string): boolean {
  return node.type === "string" || node.type === "concatenated_string" || stringLiteral(node, text) !== null;
}

/** `"<p>%s</p>" % _("…")`: what is put in is the message. Of a sum nothing is known. */
function isSumOrTranslated(node: PythonNode, text: string): boolean {
  if (node.type === "parenthesized_expression" && node.children[0]) return isSumOrTranslated(node.children[0], text);
  const values = node.type === "binary_operator" ? node.children[1] : undefined;
  if (values === undefined) return false;
  if (operatorOf(node, text) !== "%") return true;
  return values.type === "tuple" || values.type === "list"
    ? values.children.every(({ type }) => type === "call")
    : values.type === "call";
}

function checkTerm(source: PythonSource, node: PythonNode, report: Report): void {
  const { text } = source;
  const { positional: given, open } = callArguments(node.children[1], text);
  const [term, ...values] = given;
  const tell = (rule: Finding["rule"], message: string) => report({ rule, span: [node.start, node.end], message });
  if (term === undefined || open) return;
  const [left] = term.children;
  if (term.type === "binary_operator") {
    const operator = operatorOf(term, text);
    if (operator === "%" || (operator === "+" && isPartlyText(term.children, text)))
      tell(notLazy, "The term never matches a translation: the values are put in before `_()` sees it.");
  } else if (term.type === "call") {
    const formatted = left?.type === "attribute" && calledName(term, text) === "format" ? left.children[0] : undefined;
    const value = formatted && stringLiteral(formatted, text)?.value;
    if (value !== undefined && !/\{[^{}]*:[^{}]+\}/.test(value))
      tell(interpolation, "The term never matches a translation: `format` runs before `_()`.");
  } else if (term.type === "string" && term.children.length > 0) {
    // With a `%s` of its own it may be filled by somebody else.
    if (!/%[sdfr]/.test(text.slice(term.start, term.end)))
      tell(fstring, "The term never matches a translation: an f-string is filled before `_()` sees it.");
  } else {
    const literal = stringLiteral(term, text);
    if (literal === null || values.length === 0) return;
    const { specifiers, bad, cut } = printfSpecifiers(literal.value);
    const unnamed = specifiers.filter(({ name }) => name === null).length;
    if (bad !== null) tell(unsupported, `Python knows no placeholder "%${bad}".`);
    else if (cut) tell(truncated, "The term ends in the middle of a placeholder.");
    else if (specifiers.some(({ name }) => name !== null)) return;
    else if (values.length > unnamed) tell(tooMany, `${values.length} values for ${unnamed} placeholders.`);
    else if (values.length < unnamed) tell(tooFew, `${values.length} values for ${unnamed} placeholders.`);
  }
}

/** The sides of a sum, one of which is a text, unless all of them are: `"…" + x`. */
function isPartlyText(sides: readonly (PythonNode | undefined)[], text: string): boolean {
  const isText = (node: PythonNode | undefined): boolean =>
    node !== undefined &&
    (stringLiteral(node, text) !== null ||
      (node.type === "binary_operator" && operatorOf(node, text) === "+" && node.children.every(isText)));
  return sides.some(isText) && !sides.every(isText);
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
