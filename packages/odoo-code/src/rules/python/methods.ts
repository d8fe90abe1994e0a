import type { Check } from "../rule.ts";
import {
  type ClassScope,
  type FunctionScope,
  headSpan,
  isModel,
  type Located,
  type PythonSource,
} from "./python-source.ts";

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

const prohibited = {
  rule: "prohibited-method-override",
  code: "W8107",
  severity: "warning",
  title: "no override of a method that the project protects (option of the same name)",
} as const;

/** Methods against the contract of what they override. */
export const methods: Check<PythonSource> = {
  rules: [requiredSuper, missingReturn, mismatch, raiseUnlink, nameGet, removedMethod, prohibited],
  check(source, report) {
    const { options, text } = source;
    const supers = superCalls(source);
    for (const method of source.functions) {
      const { owner, name } = method;
      if (owner === null) continue;
      const span = headSpan(method);
      const called = supers.get(method);
      if (called === undefined && options.methodRequiredSuper.includes(name))
        report({
          rule: requiredSuper,
          span,
          message: `"${name}" replaces the method it overrides: it never calls \`super\`.`,
        });
      if (called && !method.gives && !options.noMissingReturn.includes(name))
        report({
          rule: missingReturn,
          span,
          message: `"${name}" drops what \`super\` gives back: it returns nothing.`,
        });
      if (called?.has(name) && options.prohibitedMethodOverride.includes(name))
        report({ rule: prohibited, span, message: `"${name}" must not be overridden in this project.` });
      if (name === "name_get")
        report({ rule: nameGet, span, message: "Odoo does not call `name_get` any more; compute `display_name`." });
      if (isModel(owner) && options.deprecatedOdooModelMethods.includes(name))
        report({ rule: removedMethod, span, message: `Odoo does not call "${name}" any more.` });
    }
    for (const { node, within: method } of source.nodes("raise_statement"))
      if (method?.name === "unlink" && method.owner !== null && isNamed(method.owner, text))
        report({
          rule: raiseUnlink,
          span: [node.start, node.end],
          message: "Raised here it also stops the uninstallation of the module; use a method with `@api.ondelete`.",
        });
    for (const { member, call } of ofSuper(source)) {
      const called = text.slice(member.start, member.end);
      if (call === undefined || !call.within?.owner || call.inner === "lambda") continue;
      const { node, within: method } = call;
      if (called !== method.name && !/queue|cache/.test(method.name))
        report({
          rule: mismatch,
          span: [node.start, node.end],
          message: `"${method.name}" calls "${called}" of its parent class.`,
        });
    }
  },
};

/** Every `super().name`, with the call of it if there is one. */
function ofSuper(source: PythonSource) {
  return superOnly(source).flatMap(({ node, parent }) => {
    const member = parent.type === "attribute" && parent.children[0] === node ? parent.children.at(-1) : undefined;
    if (member === undefined) return [];
    const call = source.calls(source.written(member)).find(({ node: { children } }) => children[0] === parent);
    return [{ member, call }];
  });
}

/** Calls of `super` itself, not of a method that is called so. */
function superOnly(source: PythonSource): readonly Located[] {
  return source.calls("super").filter(({ node: { children } }) => children[0]?.type === "identifier");
}

/** Whether the class says which model it is, or extends. */
function isNamed({ fact, block }: ClassScope, text: string): boolean {
  if (fact !== null) return Object.hasOwn(fact.attributes, "_name") || Object.hasOwn(fact.attributes, "_inherit");
  return block !== undefined && /^[ \t]*_(?:name|inherit)\s*=/m.test(text.slice(block.start, block.end));
}

/** What each function asks its parent class for; a function inside asks for those around it. */
function superCalls(source: PythonSource): ReadonlyMap<FunctionScope, ReadonlySet<string>> {
  const found = new Map<FunctionScope, Set<string>>();
  for (const { parent, within: method } of superOnly(source)) {
    const member = parent.type === "attribute" ? parent.children.at(-1) : undefined;
    for (let scope = method; scope !== null; scope = scope.parent) {
      const names = found.get(scope) ?? new Set();
      if (member !== undefined) names.add(source.text.slice(member.start, member.end));
      found.set(scope, names);
    }
  }
  return found;
}
