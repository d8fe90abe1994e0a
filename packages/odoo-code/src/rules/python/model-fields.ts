import type { Edit } from "../../diagnostic.ts";
import type { Argument, ClassFact, FieldFact, Span } from "../../facts.ts";
import type { Check, Finding, Report } from "../rule.ts";
import type { PythonSource } from "./python-source.ts";
import { removedArgument } from "./removed-argument.ts";

const attribute = {
  rule: "attribute-deprecated",
  code: "W8105",
  severity: "warning",
  title: "no `_columns`, `_defaults` or `length` on a model",
} as const;
const redundant = {
  rule: "attribute-string-redundant",
  code: "W8113",
  severity: "info",
  title: "no label that Odoo makes of the field's name by itself",
} as const;
const renamed = {
  rule: "renamed-field-parameter",
  code: "W8111",
  severity: "warning",
  title: "no field parameter that has another name now",
} as const;
const translated = {
  rule: "translation-field",
  code: "W8103",
  severity: "warning",
  title: "no `_()` in a field definition: Odoo translates it",
} as const;
const compute = {
  rule: "method-compute",
  code: "C8108",
  severity: "info",
  title: "compute methods are called `_compute_…`",
} as const;
const search = {
  rule: "method-search",
  code: "C8109",
  severity: "info",
  title: "search methods are called `_search_…`",
} as const;
const inverse = {
  rule: "method-inverse",
  code: "C8110",
  severity: "info",
  title: "inverse methods are called `_inverse_…`",
} as const;
const asString = {
  rule: "inheritable-method-string",
  code: "E8147",
  severity: "warning",
  title: "compute, search and inverse are named by strings, so that they can be overridden",
} as const;
const asLambda = {
  rule: "inheritable-method-lambda",
  code: "E8148",
  severity: "warning",
  title: "default and domain call their method through a lambda, so that it can be overridden",
} as const;

const DEPRECATED = ["_columns", "_defaults", "length"];
const RENAMED: Readonly<Record<string, string>> = { digits_compute: "digits", select: "index" };
const PREFIXES = [
  ["compute", compute],
  ["search", search],
  ["inverse", inverse],
] as const;

/** Attributes and fields of classes that have fields. */
export const modelFields: Check<PythonSource> = {
  rules: [attribute, redundant, renamed, translated, compute, search, inverse, asString, asLambda],
  check(source, report) {
    for (const owner of source.facts.classes) {
      if (owner.kind === "model" || owner.kind === "transient" || owner.kind === "abstract")
        for (const name of DEPRECATED) {
          const found = Object.hasOwn(owner.attributes, name) ? owner.attributes[name] : undefined;
          if (found)
            report({ rule: attribute, span: found.span, message: `\`${name}\` has no meaning on a model any more.` });
        }
      for (const field of owner.fields) checkField(source, owner, field, report);
    }
  },
};

function checkField(source: PythonSource, owner: ClassFact, field: FieldFact, report: Report): void {
  const given = (name: string): Argument | undefined =>
    Object.hasOwn(field.arguments, name) ? field.arguments[name] : undefined;
  const label = given("string");
  if (label?.value === titleOf(field.name) && given("related") === undefined) {
    const edit = removedArgument(source.text, label.span, "string");
    report({
      rule: redundant,
      span: callSpan(source, field),
      message: `"${titleOf(field.name)}" is the label that Odoo gives this field anyway.`,
      ...(edit !== null && { fix: { title: "Remove the label", edits: [edit] } }),
    });
  }
  for (const [old, now] of Object.entries(RENAMED)) {
    const found = given(old);
    if (found === undefined) continue;
    const keyword = keywordSpan(source.text, found.span, old);
    const fix =
      keyword && given(now) === undefined
        ? { title: `Rename to "${now}"`, edits: [{ span: keyword, text: now }] }
        : undefined;
    report({
      rule: renamed,
      span: callSpan(source, field),
      message: `The parameter "${old}" is called "${now}" now.`,
      ...(fix && { fix }),
    });
  }
  for (const argument of Object.values(field.arguments)) {
    const written = source.text.slice(...argument.span);
    if (!/^_\s*\(/.test(written)) continue;
    const inner = /^_\s*\(\s*((['"])(?:(?!\2|\\|\n)[\s\S])*\2)\s*\)$/.exec(written)?.[1];
    report({
      rule: translated,
      span: argument.span,
      message:
        "Odoo translates what a field definition says; `_()` here gives the language of whoever loaded the module.",
      ...(inner !== undefined && { fix: { title: "Remove `_()`", edits: [{ span: argument.span, text: inner }] } }),
    });
  }
  for (const [parameter, rule] of PREFIXES) {
    const argument = given(parameter);
    const name = argument === undefined ? null : methodName(argument);
    if (argument === undefined || name === null) continue;
    if (!new RegExp(`^_{1,2}${parameter}_`).test(name))
      report({
        rule,
        span: argument.span,
        message: `The ${parameter} method "${name}" should be called \`_${parameter}_…\`.`,
      });
    if (typeof argument.value !== "string" && isMethod(owner, name)) report(asText(argument, name));
  }
  for (const parameter of ["default", "domain"]) {
    const argument = given(parameter);
    const name = argument && typeof argument.value !== "string" ? methodName(argument) : null;
    if (argument === undefined || name === null || !isMethod(owner, name)) continue;
    const edits: Edit[] = [{ span: argument.span, text: `lambda self: self.${name}()` }];
    report({
      rule: asLambda,
      span: argument.span,
      message: `Modules that override "${name}" have no effect on this ${parameter}.`,
      fix: { title: "Call it through a lambda", edits },
    });
  }
}

function asText(argument: Argument, name: string): Finding {
  return {
    rule: asString,
    span: argument.span,
    message: `Modules that override "${name}" have no effect on this field; give the name as a string.`,
    fix: { title: "Name it by a string", edits: [{ span: argument.span, text: `"${name}"` }] },
  };
}

/** The method that an argument names: a string, or a plain name. */
function methodName({ value }: Argument): string | null {
  if (typeof value === "string") return value;
  const isName =
    value !== null && typeof value === "object" && "computed" in value && typeof value.computed === "string";
  return isName && /^[A-Za-z_]\w*$/.test(value.computed as string) ? (value.computed as string) : null;
}

function isMethod(owner: ClassFact, name: string): boolean {
  return owner.methods.some(
    (method) => method.name === name && method.decorators.every(({ name: by }) => by.startsWith("api.")),
  );
}

/** The label that Odoo makes of a name: without `_id` or `_ids`, underscores as spaces, every word with a capital. */
function titleOf(name: string): string {
  const plain = name.endsWith("_ids") ? name.slice(0, -4) : name.endsWith("_id") ? name.slice(0, -3) : name;
  return plain
    .replaceAll("_", " ")
    .replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}

/** The call `fields.…(`, where the definition's value begins. */
function callSpan({ text }: PythonSource, { span, type }: FieldFact): Span {
  const at = text.indexOf(type, span[0]);
  const start = text.slice(span[0], at).search(/[\w.]+\.$/);
  return [start === -1 ? span[0] : span[0] + start, at === -1 ? span[1] : at + type.length];
}

/** Where the keyword of an argument stands. */
function keywordSpan(text: string, [start]: Span, keyword: string): Span | null {
  const before = /(\w+)\s*=\s*$/.exec(text.slice(Math.max(0, start - 80), start));
  if (before === null || before[1] !== keyword) return null;
  const at = start - before[0].length;
  return [at, at + keyword.length];
}
