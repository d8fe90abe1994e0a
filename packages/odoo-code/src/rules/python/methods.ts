import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import { dottedName, type FunctionScope, headSpan, isModel, type PythonSource, within } from "./python-source.ts";

const requiredSuper = {
  rule: "method-required-super",
  code: "W8106",
  severity: "warning",
  title: "copy, create, write, unlink … call `super`",
} as const;
const missingReturn = {
  rule: "missing-return",
  code: "W8110",
  severity: "info",
  title: "a method that calls `super` returns something",
} as const;
const mismatch = {
  rule: "super-method-mismatch",
  code: "W8164",
  severity: "warning",
  title: "`super()` is asked for the method that is overridden",
} as const;
const raiseUnlink = {
  rule: "no-raise-unlink",
  code: "E8140",
  severity: "warning",
  title: "checks before deletion use `@api.ondelete`",
  from: "15.0",
} as const;
const nameGet = {
  rule: "deprecated-name-get",
  code: "E8146",
  severity: "warning",
  title: "`_compute_display_name` instead of `name_get`",
  from: "17.0",
} as const;
const removedMethod = {
  rule: "deprecated-odoo-model-method",
  code: "W8160",
  severity: "warning",
  title: "no override of a method that Odoo does not call any more (`fields_view_get`)",
  from: "16.0",
} as const;

/** Methods that only change the environment of the records: what follows them is the call. */
const SAME_RECORDS = /^(?:sudo|browse|with_\w+)$/;

/** Methods against the contract of what they override. */
export const methods: Check<PythonSource> = {
  rules: [requiredSuper, missingReturn, mismatch, raiseUnlink, nameGet, removedMethod],
  check(source, report) {
    const { options, text } = source;
    for (const method of source.functions) {
      const { owner, name } = method;
      if (owner === null) continue;
      const span = headSpan(method);
      const { supers, returns, raises, yields } = contentsOf(method, source);
      const extends_ = isModel(owner) || hasBase(owner.node, text);
      if (supers.length === 0 && options.methodRequiredSuper.includes(name) && extends_ && !isStatic(method, source))
        report({
          rule: requiredSuper,
          span,
          message: `"${name}" replaces the method it overrides: it never calls \`super\`.`,
        });
      if (supers.length > 0 && !returns && !yields && !options.noMissingReturn.includes(name))
        report({
          rule: missingReturn,
          span,
          message: `"${name}" drops what \`super\` gives back: it returns nothing.`,
        });
      if (!/queue|cache/i.test(name))
        for (const { node, called } of supers)
          if (called !== null && called !== name && !SAME_RECORDS.test(called))
            report({
              rule: mismatch,
              span: [node.start, node.end],
              message: `"${name}" calls "${called}" of its parent class.`,
            });
      if (!isModel(owner)) continue;
      if (name === "unlink")
        for (const node of raises)
          report({
            rule: raiseUnlink,
            span: [node.start, node.end],
            message: "Raised here it also stops the uninstallation of the module; use a method with `@api.ondelete`.",
          });
      if (name === "name_get")
        report({ rule: nameGet, span, message: "Odoo does not call `name_get` any more; compute `display_name`." });
      if (options.deprecatedOdooModelMethods.includes(name))
        report({ rule: removedMethod, span, message: `Odoo does not call "${name}" any more.` });
    }
  },
};

function contentsOf({ block }: FunctionScope, { text }: PythonSource) {
  const supers: { node: PythonNode; called: string | null }[] = [];
  const raises: PythonNode[] = [];
  let returns = false;
  let yields = false;
  let plain = 0;
  for (const node of block === undefined ? [] : within(block)) {
    if (node.type === "return_statement" && node.children.length > 0) returns = true;
    else if (node.type === "yield") yields = true;
    else if (node.type === "raise_statement") raises.push(node);
    else if (node.type === "call" && dottedName(node.children[0], text) === "super") plain += 1;
    else if (node.type === "attribute") {
      const [object, called] = node.children;
      if (object?.type === "call" && called && dottedName(object.children[0], text) === "super")
        supers.push({ node, called: text.slice(called.start, called.end) });
    }
  }
  const bare = plain - supers.length;
  for (let at = 0; at < bare && block !== undefined; at += 1) supers.push({ node: block, called: null });
  return { supers, returns, raises, yields };
}

function hasBase(node: PythonNode, text: string): boolean {
  const bases = node.children.find(({ type }) => type === "argument_list")?.children ?? [];
  return bases.some((base) => base.type !== "keyword_argument" && text.slice(base.start, base.end) !== "object");
}

function isStatic({ node }: FunctionScope, { text }: PythonSource): boolean {
  return /@staticmethod\s+(?:async\s+)?$/.test(text.slice(Math.max(0, node.start - 60), node.start));
}
