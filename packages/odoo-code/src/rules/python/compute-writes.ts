import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import { isModel, type PythonSource, within } from "./python-source.ts";

const noWrite = {
  rule: "no-write-in-compute",
  code: "E8135",
  severity: "warning",
  title: "a compute method assigns; it does not `write` on its own records",
} as const;

/** Methods that give the same records back. */
const SAME = new Set([
  "sudo",
  "with_context",
  "with_company",
  "with_user",
  "with_env",
  "filtered",
  "filtered_domain",
  "sorted",
  "exists",
]);

/** Compute methods that call `write` on what they compute. */
export const computeWrites: Check<PythonSource> = {
  rules: [noWrite],
  check(source, report) {
    const { text, facts } = source;
    const computes = new Set<string>();
    for (const { fields } of facts.classes)
      for (const { arguments: given } of fields) {
        const value = Object.hasOwn(given, "compute") ? given.compute?.value : undefined;
        if (typeof value === "string") computes.add(value);
        else if (
          value !== null &&
          typeof value === "object" &&
          "computed" in value &&
          typeof value.computed === "string"
        )
          computes.add(value.computed);
      }
    if (computes.size === 0) return;
    for (const { name, owner, block } of source.functions) {
      if (!computes.has(name) || !isModel(owner) || block === undefined) continue;
      const own = new Set(["self"]);
      for (const node of within(block)) {
        const [target, value] = node.children;
        if (
          (node.type === "for_statement" || node.type === "assignment") &&
          target?.type === "identifier" &&
          value &&
          isOwn(value, own, text)
        )
          own.add(text.slice(target.start, target.end));
        if (node.type !== "call" || target?.type !== "attribute") continue;
        const [object, method] = target.children;
        if (object && method && text.slice(method.start, method.end) === "write" && isOwn(object, own, text))
          report({
            rule: noWrite,
            span: [node.start, node.end],
            message: "`write` in a compute method triggers computations anew; assign the fields.",
          });
      }
    }
  },
};

function isOwn(node: PythonNode, own: ReadonlySet<string>, text: string): boolean {
  if (node.type === "identifier") return own.has(text.slice(node.start, node.end));
  const [called] = node.children;
  if (node.type !== "call" || called?.type !== "attribute") return false;
  const [object, method] = called.children;
  return (
    object !== undefined &&
    method !== undefined &&
    SAME.has(text.slice(method.start, method.end)) &&
    isOwn(object, own, text)
  );
}
