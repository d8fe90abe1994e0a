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
      const body = loop.children.find(({ type }) => type === "block");
      if (body === undefined || !text.slice(body.start, body.end).includes("self")) continue;
      const reads = readsOfSelf(body, text);
      if (reads.length === 0) continue;
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
      for (const { object, name } of reads) {
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
function readsOfSelf(body: PythonNode, text: string): readonly { object: PythonNode; name: PythonNode }[] {
  const found: { object: PythonNode; name: PythonNode }[] = [];
  const visit = (node: PythonNode): void => {
    const { type } = node;
    const taken = type === "call" || type === "assignment" || type === "augmented_assignment";
    for (let at = 0; at < node.children.length; at += 1) {
      const child = node.children[at];
      if (child === undefined || child.children.length === 0) continue;
      const first = at === 0;
      if (child.type === "attribute" && !(taken && first)) {
        const object = child.children[0];
        const name = child.children[1];
        if (object?.type === "identifier" && name !== undefined && text.slice(object.start, object.end) === "self")
          found.push({ object, name });
      }
      if (child.type !== "lambda" && child.type !== "function_definition") visit(child);
    }
  };
  visit(body);
  return found;
}
