import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check } from "../rule.ts";
import { fieldCallsOf } from "./field-calls.ts";
import { isModel, methodsOf, type PythonSource, within } from "./python-source.ts";

const foreign = {
  rule: "odoo-compute-foreign-field",
  code: "OLS03019",
  severity: "info",
  title: "a compute method gives values to the fields that it computes, not to those of another",
} as const;

/** Compute methods that assign a field which another method of the class computes: which of the two values stands depends on who comes last. */
export const foreignComputed: Check<PythonSource> = {
  rules: [foreign],
  check(source, report) {
    const { text } = source;
    for (const owner of source.classes) {
      if (!isModel(owner)) continue;
      const methodOf = new Map<string, string>();
      for (const { name, given } of fieldCallsOf(owner, source)) {
        const compute = given.keywords.get("compute")?.value;
        const method = compute === undefined ? undefined : stringLiteral(compute, text)?.value;
        if (method !== undefined) methodOf.set(name, method);
      }
      const computes = new Set(methodOf.values());
      if (computes.size < 2) continue;
      for (const { name: method, block } of methodsOf(owner, source)) {
        if (block === undefined || !computes.has(method)) continue;
        const written = textOf(block, text);
        // Most methods name no field of another; only then it is worth while to look closer.
        if (!foreignFields(methodOf, method).some((field) => written.includes(field))) continue;
        const records = recordsOf(block, text);
        for (const node of within(block)) {
          const target = node.type === "assignment" ? node.children[0] : undefined;
          const [object, member] = target?.type === "attribute" ? target.children : [];
          if (object?.type !== "identifier" || member === undefined || !records.has(textOf(object, text))) continue;
          const field = textOf(member, text);
          const computed = methodOf.get(field);
          if (computed !== undefined && computed !== method)
            report({
              rule: foreign,
              span: [member.start, member.end],
              message: `"${field}" is computed by "${computed}"; what "${method}" gives it here may be lost.`,
            });
        }
      }
    }
  },
};

function foreignFields(methodOf: ReadonlyMap<string, string>, method: string): readonly string[] {
  const found: string[] = [];
  methodOf.forEach((other, field) => {
    if (other !== method) found.push(field);
  });
  return found;
}

/** Names of the loops over `self` itself: the records that the method computes. */
function recordsOf(block: PythonNode, text: string): ReadonlySet<string> {
  const names = new Set(["self"]);
  for (const { type, children } of within(block)) {
    const [target, iterable] = type === "for_statement" ? children : [];
    if (target?.type === "identifier" && iterable !== undefined && textOf(iterable, text) === "self")
      names.add(textOf(target, text));
  }
  return names;
}

function textOf({ start, end }: PythonNode, text: string): string {
  return text.slice(start, end);
}
