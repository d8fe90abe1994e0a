import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check } from "../rule.ts";
import { Assigning } from "./assigned-on-all-ways.ts";
import { fieldCallsOf } from "./field-calls.ts";
import { isModel, methodsOf, type PythonSource } from "./python-source.ts";

const unassigned = {
  rule: "odoo-compute-unassigned",
  code: null,
  severity: "warning",
  title: "a compute method gives every field a value, whichever way it goes",
} as const;

/**
 * Compute methods that leave a field without a value on some way through them, for fields that are not stored: Odoo raises when such a field is
 * read. Where a method hands its records on, or assigns in a way that is not followed, nothing is claimed.
 */
export const computeAssigns: Check<PythonSource> = {
  rules: [unassigned],
  check(source, report) {
    const { text } = source;
    for (const owner of source.classes) {
      if (!isModel(owner)) continue;
      const computed = computedFields(source, owner);
      if (computed.size === 0) continue;
      for (const method of methodsOf(owner, source)) {
        const fields = computed.get(method.name);
        const name = method.node.children.find(({ type }) => type === "identifier");
        if (fields === undefined || method.block === undefined || name === undefined) continue;
        const missing = new Assigning(text, fields).missing(method.block);
        if (missing.length === 0) continue;
        const listed = missing.map((field) => `"${field}"`).join(", ");
        report({
          rule: unassigned,
          span: [name.start, name.end],
          message: `Not every way through "${method.name}" gives ${listed} a value; assign one first, on every record.`,
        });
      }
    }
  },
};

/** Fields that are computed and not stored, by the name of their method. */
function computedFields(source: PythonSource, owner: PythonSource["classes"][number]): ReadonlyMap<string, string[]> {
  const { text } = source;
  const found = new Map<string, string[]>();
  for (const field of fieldCallsOf(owner, source)) {
    const { keywords, open } = field.given;
    const compute = keywords.get("compute")?.value;
    if (compute === undefined || open || isSet(keywords.get("store")?.value, text)) continue;
    // A field that may be written keeps what it is given.
    const readonly = keywords.get("readonly")?.value;
    if (keywords.has("inverse") || (readonly !== undefined && text.slice(readonly.start, readonly.end) === "False"))
      continue;
    const method =
      compute.type === "identifier" ? text.slice(compute.start, compute.end) : stringLiteral(compute, text)?.value;
    if (method !== undefined) found.set(method, [...(found.get(method) ?? []), field.name]);
  }
  return found;
}

function isSet(node: PythonNode | undefined, text: string): boolean {
  return node !== undefined && text.slice(node.start, node.end) !== "False";
}
