import type { PythonNode } from "../../python/python-tree.ts";
import type { Check } from "../rule.ts";
import { isModel, type PythonSource } from "./python-source.ts";

const singleton = {
  rule: "odoo-singleton-self-in-loop",
  code: null,
  severity: "warning",
  title: "a loop over `self` reads its own record, not all of them",
} as const;

const RELATIONAL = /^(?:Many2one|One2many|Many2many|Many2oneReference|Reference)$/;

/** `self.x` inside `for record in self`, where `x` is a plain field of the class: it fails as soon as there are two records. */
export const selfInLoop: Check<PythonSource> = {
  rules: [singleton],
  check(source, report) {
    const { text } = source;
    for (const { node: loop, within: method } of source.nodes("for_statement")) {
      const [target, iterable] = loop.children;
      if (
        target?.type !== "identifier" ||
        iterable?.type !== "identifier" ||
        text.slice(iterable.start, iterable.end) !== "self"
      )
        continue;
      const owner = method?.owner ?? null;
      if (method === null || owner === null || !isModel(owner)) continue;
      const plain = new Set(
        (owner.fact?.fields ?? []).filter(({ type }) => !RELATIONAL.test(type)).map(({ name }) => name),
      );
      // A method that makes sure of one record, or gives `self` another meaning, knows what it does.
      if (
        plain.size === 0 ||
        /\bself\s*=[^=]|self\.ensure_one\(|len\(self\)/.test(text.slice(method.node.start, method.node.end))
      )
        continue;
      const record = text.slice(target.start, target.end);
      for (const { object, name } of readsOfSelf(loop, text)) {
        const field = text.slice(name.start, name.end);
        if (!plain.has(field)) continue;
        report({
          rule: singleton,
          span: [object.start, name.end],
          message: `"self.${field}" fails for more than one record; the loop is about "${record}".`,
          fix: { title: `Read ${record}.${field}`, edits: [{ span: [object.start, object.end], text: record }] },
        });
      }
    }
  },
};

/** `self.name` that is read, not called and not assigned to. */
function readsOfSelf(loop: PythonNode, text: string): readonly { object: PythonNode; name: PythonNode }[] {
  const found: { object: PythonNode; name: PythonNode }[] = [];
  const visit = (node: PythonNode): void => {
    for (const [at, child] of node.children.entries()) {
      const [object, name] = child.type === "attribute" ? child.children : [];
      const called = node.type === "call" && at === 0;
      const assigned = (node.type === "assignment" || node.type === "augmented_assignment") && at === 0;
      if (
        object?.type === "identifier" &&
        name !== undefined &&
        text.slice(object.start, object.end) === "self" &&
        !called &&
        !assigned
      )
        found.push({ object, name });
      if (child.type !== "lambda" && child.type !== "function_definition") visit(child);
    }
  };
  const body = loop.children.find(({ type }) => type === "block");
  if (body !== undefined) visit(body);
  return found;
}
