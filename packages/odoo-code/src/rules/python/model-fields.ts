import type { Edit } from "../../diagnostic.ts";
import type { Span } from "../../facts.ts";
import type { CallArguments } from "../../python/call-arguments.ts";
import { fieldParameters } from "../../python/field-parameters.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check, Finding, Report } from "../rule.ts";
import { type FieldCall, fieldCalls } from "./field-calls.ts";
import { type ClassScope, calledName, type PythonSource } from "./python-source.ts";
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

const PREFIXES = [
  ["compute", compute],
  ["search", search],
  ["inverse", inverse],
] as const;

/** Attributes and fields of classes. */
export const modelFields: Check<PythonSource> = {
  rules: [attribute, redundant, renamed, translated, compute, search, inverse, asString, asLambda],
  check(source, report) {
    for (const owner of source.classes) checkAttributes(source, owner, report);
    const renamings = source.options.deprecatedFieldParameters.map((pair): readonly [string, string] => {
      const [old = "", now = ""] = pair.split(":");
      return [old, now];
    });
    for (const field of fieldCalls(source)) checkField(source, field, renamings, report);
  },
};

/** Names without a meaning in the body of a class with a base that is called a model. */
function checkAttributes({ text, options }: PythonSource, { node, block }: ClassScope, report: Report): void {
  const bases = node.children.find(({ type }) => type === "argument_list");
  if (bases === undefined || !text.slice(bases.start, bases.end).includes("Model")) return;
  for (const statement of block?.children ?? []) {
    const [made] = statement.type === "expression_statement" ? statement.children : [];
    const target = made?.type === "assignment" ? made.children[0] : undefined;
    const name = target?.type === "identifier" ? text.slice(target.start, target.end) : "";
    if (target !== undefined && options.attributeDeprecated.includes(name))
      report({
        rule: attribute,
        span: [target.start, target.end],
        message: `\`${name}\` has no meaning on a model any more.`,
      });
  }
}

function checkField(
  { text }: PythonSource,
  field: FieldCall,
  renamings: readonly (readonly [old: string, now: string])[],
  report: Report,
): void {
  const { given } = field;
  const span: Span = [field.call.start, field.call.children[0]?.end ?? field.call.end];
  const label = labelOf(field, given);
  if (label !== undefined && !given.keywords.has("related") && isTitleOf(textOf(label, text), field.name)) {
    const edit = removedArgument(text, [label.start, label.end], "string");
    report({
      rule: redundant,
      span,
      message: `"${titleOf(field.name)}" is the label that Odoo gives this field anyway.`,
      ...(edit !== null && { fix: { title: "Remove the label", edits: [edit] } }),
    });
  }
  for (const [old, now] of renamings) {
    const found = given.keywords.get(old);
    if (found === undefined) continue;
    const free = now !== "" && !given.keywords.has(now);
    report({
      rule: renamed,
      span,
      message:
        now === "" ? `Fields have no parameter "${old}" any more.` : `The parameter "${old}" is called "${now}" now.`,
      ...(free && {
        fix: { title: `Rename to "${now}"`, edits: [{ span: [found.name.start, found.name.end], text: now }] },
      }),
    });
  }
  const values = given.positional.filter(({ type }) => type === "call");
  given.keywords.forEach(({ value }) => {
    if (value.type === "call") values.push(value);
  });
  for (const argument of values) {
    if (!/^_(?:lt)?$/.test(calledName(argument, text) ?? "")) continue;
    const written = text.slice(argument.start, argument.end);
    const inner = /^_\s*\(\s*((['"])(?:(?!\2|\\|\n)[\s\S])*\2)\s*\)$/.exec(written)?.[1];
    report({
      rule: translated,
      span: [argument.start, argument.end],
      message:
        "Odoo translates what a field definition says; `_()` here gives the language of whoever loaded the module.",
      ...(inner !== undefined && {
        fix: { title: "Remove `_()`", edits: [{ span: [argument.start, argument.end] as const, text: inner }] },
      }),
    });
  }
  checkMethods(text, field, report);
}

function checkMethods(text: string, { owner, given }: FieldCall, report: Report): void {
  if (given.keywords.size === 0) return;
  for (const [parameter, rule] of PREFIXES) {
    const value = given.keywords.get(parameter)?.value;
    if (value === undefined) continue;
    const name = textOf(value, text);
    if (name !== null && !name.startsWith(`_${parameter}_`))
      report({
        rule,
        span: [value.start, value.end],
        message: `The ${parameter} method "${name}" should be called \`_${parameter}_…\`.`,
      });
    if (isMethod(owner, value, text)) report(asText(value, text.slice(value.start, value.end)));
  }
  for (const parameter of ["default", "domain"]) {
    const value = given.keywords.get(parameter)?.value;
    if (value === undefined || !isMethod(owner, value, text)) continue;
    const name = text.slice(value.start, value.end);
    const edits: Edit[] = [{ span: [value.start, value.end], text: `lambda self: self.${name}()` }];
    report({
      rule: asLambda,
      span: [value.start, value.end],
      message: `Modules that override "${name}" have no effect on this ${parameter}.`,
      fix: { title: "Call it through a lambda", edits },
    });
  }
}

function asText({ start, end }: PythonNode, name: string): Finding {
  return {
    rule: asString,
    span: [start, end],
    message: `Modules that override "${name}" have no effect on this field; give the name as a string.`,
    fix: { title: "Name it by a string", edits: [{ span: [start, end], text: `"${name}"` }] },
  };
}

/** Label of a field: by position where its type has one there, or by name. */
function labelOf({ type }: FieldCall, { positional, keywords }: CallArguments): PythonNode | undefined {
  return positional[fieldParameters(type).indexOf("string")] ?? keywords.get("string")?.value;
}

/** Text of a string; values inside an f-string as `{}`. */
function textOf(node: PythonNode, text: string): string | null {
  const plain = stringLiteral(node, text);
  if (plain !== null) return plain.value;
  if (node.type !== "string" || node.children.length === 0) return null;
  const written = text.slice(node.start, node.end);
  return written.replace(/^[A-Za-z]*("""|'''|"|')|("""|'''|"|')$/g, "");
}

/** Whether a plain name is that of a method which the class defines above. */
function isMethod({ block }: ClassScope, { type, start, end }: PythonNode, text: string): boolean {
  if (type !== "identifier") return false;
  const name = text.slice(start, end);
  return (block?.children ?? []).some((statement) => {
    if (statement.start > start) return false;
    const definition = statement.type === "decorated_definition" ? statement.children.at(-1) : statement;
    const named = definition?.type === "function_definition" ? definition.children[0] : undefined;
    return named?.type === "identifier" && text.slice(named.start, named.end) === name;
  });
}

/** Whether a label is the one that Odoo makes of a name. Most labels have another length, which of a plain name tells enough. */
function isTitleOf(label: string | null, name: string): boolean {
  if (label === null) return false;
  const bare = name.replace(/_ids$/, "").replace(/_id$/, "");
  return (label.length === bare.length || !/^\w*$/.test(bare)) && label === titleOf(name);
}

/** The label that Odoo makes of a name: without `_id` or `_ids`, underscores as spaces, every word with a capital. */
function titleOf(name: string): string {
  return name
    .replace(/_ids$/, "")
    .replace(/_id$/, "")
    .replaceAll("_", " ")
    .replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}
