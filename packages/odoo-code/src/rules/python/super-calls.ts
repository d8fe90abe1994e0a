import { callArguments } from "../../python/call-arguments.ts";
import type { Check } from "../rule.ts";
import type { PythonSource } from "./python-source.ts";

const withoutSelf = {
  rule: "odoo-method-without-self",
  code: "OLS01004",
  severity: "error",
  title: "a method has a parameter for its record, or is static",
} as const;
const notAClass = {
  rule: "odoo-super-not-a-class",
  code: "OLS01005",
  severity: "warning",
  title: "the first argument of `super` is a class",
} as const;
const outside = {
  rule: "odoo-super-outside-class",
  code: "OLS01006",
  severity: "error",
  title: "`super()` without arguments stands in a class",
} as const;

const LITERAL = /^(?:string|concatenated_string|integer|float|list|tuple|dictionary|none|true|false)$/;

/** What Python needs of a method, and of `super`, and does not find. */
export const superCalls: Check<PythonSource> = {
  rules: [withoutSelf, notAClass, outside],
  check(source, report) {
    const { facts, text, written } = source;
    for (const { kind, methods, span } of facts.classes)
      if (kind !== "other")
        for (const { name, nameSpan, parameters, decorators } of methods)
          if (parameters.length === 0 && decorators.length === 0 && !isCalledInBody(text.slice(...span), name))
            report({
              rule: withoutSelf,
              span: nameSpan,
              message: `"${name}" has no parameter for the record it is called on, so every call of it fails.`,
            });
    for (const { node, owner } of source.calls("super")) {
      const [called, list] = node.children;
      if (called?.type !== "identifier") continue;
      const { positional, open } = callArguments(list, text);
      const [first] = positional;
      if (first === undefined && !open && owner === null)
        report({
          rule: outside,
          span: [node.start, node.end],
          message: "Outside a class Python does not know whose parent is meant: name the class and the record.",
        });
      if (first !== undefined && (LITERAL.test(first.type) || written(first) === "self"))
        report({
          rule: notAClass,
          span: [first.start, first.end],
          message: `The first argument of \`super\` is a class; \`${written(first)}\` is none.`,
        });
    }
  },
};

/** A function that only the body of the class calls, to make what it holds. */
function isCalledInBody(body: string, name: string): boolean {
  return [...body.matchAll(new RegExp(`(?<![\\w.])${name}\\b`, "g"))].length > 1;
}
