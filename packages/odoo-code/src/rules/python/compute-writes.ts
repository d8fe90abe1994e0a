import type { CallArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import type { Check } from "../rule.ts";
import { fieldCallsOf } from "./field-calls.ts";
import { calledName, everyNode, isModel, type PythonSource, within } from "./python-source.ts";

const noWrite = {
  rule: "no-write-in-compute",
  code: "E8135",
  severity: "warning",
  title: "a compute method assigns; it does not `write` on records that come from its own",
} as const;

/** What of `self` gives records; `self` itself among them. */
const RECORDS = /^self(?:\.(?:browse|copy|env|exists|filtered|filtered_domain|mapped|search|sorted|sudo|with_\w+))?$/;
const HOPS = 50;

/** Compute methods that call `write` on what they compute, or on records they found on their way. */
export const computeWrites: Check<PythonSource> = {
  rules: [noWrite],
  check(source, report) {
    const { text } = source;
    for (const owner of source.classes) {
      if (!isModel(owner)) continue;
      const computes = new Set(fieldCallsOf(owner, source).flatMap(({ given }) => computeName(given, text) ?? []));
      if (computes.size === 0) continue;
      for (const { node: method, block } of source.functions.filter((scope) => computes.has(scope.name))) {
        if (block === undefined || method.start < owner.node.start || method.end > owner.node.end) continue;
        for (const node of everyNode(block))
          if (
            node.type === "call" &&
            calledName(node, text) === "write" &&
            RECORDS.test(rootOf(node, block, text) ?? "")
          )
            report({
              rule: noWrite,
              span: [node.start, node.end],
              message: "`write` in a compute method triggers computations anew; assign the fields.",
            });
      }
    }
  },
};

function computeName({ keywords }: CallArguments, text: string): string | null {
  const value = keywords.get("compute")?.value;
  if (value?.type === "identifier") return text.slice(value.start, value.end);
  return value === undefined ? null : (stringLiteral(value, text)?.value ?? null);
}

/**
 * Where the receiver of a call begins: followed through calls, subscripts, attributes and local names to `self`, it is `self` or the first
 * attribute of it (`self.env`); null when it begins elsewhere. Records of a loop count as those that are looped over.
 */
function rootOf(call: PythonNode, block: PythonNode, text: string): string | null {
  let node: PythonNode | undefined = call.children[0]?.children[0];
  let root: string | null = null;
  for (let hop = 0; node !== undefined && hop < HOPS; hop += 1) {
    if (node.type === "call" || node.type === "subscript" || node.type === "parenthesized_expression")
      node = node.children[0];
    else if (node.type === "attribute") {
      root = text.slice(node.start, node.end).replace(/[\s\\]+/g, "");
      node = node.children[0];
    } else if (node.type === "identifier") {
      const name = text.slice(node.start, node.end);
      if (name === "self") return root ?? name;
      const binding = lastBinding(name, node, block, text);
      if (binding === null) return null;
      if (binding.loop) root = text.slice(binding.value.start, binding.value.end).replace(/[\s\\]+/g, "");
      node = binding.value;
    } else return null;
  }
  return null;
}

/** What a local name was last bound to before it is used; null where that is no plain assignment or loop. */
function lastBinding(name: string, use: PythonNode, block: PythonNode, text: string) {
  let found: { readonly value: PythonNode; readonly loop: boolean } | null = null;
  for (const node of within(block)) {
    if (node.start >= use.start) break;
    const [target, value] = node.children;
    if (target?.type !== "identifier" || value === undefined || text.slice(target.start, target.end) !== name) continue;
    // The use inside the value that is being bound means the binding before.
    if (node.type === "assignment" && use.start >= node.end)
      found = { value: node.children.at(-1) ?? value, loop: false };
    if (node.type === "for_statement" && use.start >= value.end) found = { value, loop: true };
  }
  return found;
}
