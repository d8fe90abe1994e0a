import type { Gathering } from "./gathering.ts";
import { child, childList, type EsNode, nameOf, stringNode } from "./syntax-tree.ts";

const LONGEST_CHAIN = 1000;

/** `const fields = registry.category("fields")`, so that `fields.add(…)` is understood wherever it stands. */
export function registryVariable(gathering: Gathering, declarator: EsNode): void {
  const name = nameOf(child(declarator, "id"));
  const category = categoryOf(gathering, child(declarator, "init"));
  if (name !== null && category !== null) gathering.categories.set(name, category);
}

/** `registry.category("x").add("key", …)`, also in a chain, and the registries of legacy modules (`core.action_registry.add`). */
export function registration(gathering: Gathering, call: EsNode): void {
  const callee = child(call, "callee");
  if (callee?.type !== "MemberExpression" || nameOf(callee) !== "add") return;
  const key = stringNode(childList(call, "arguments")[0], gathering.text);
  const category = key === null ? null : categoryOf(gathering, startOfChain(child(callee, "object")));
  if (key !== null && category !== null) gathering.registrations.push({ category, key: key.value, span: key.span });
}

/** The registry that `.add(…).add(…)` goes on adding to. */
function startOfChain(node: EsNode | null): EsNode | null {
  let at = node;
  for (let length = 0; length < LONGEST_CHAIN && at?.type === "CallExpression"; length += 1) {
    const callee = child(at, "callee");
    if (callee === null || nameOf(callee) !== "add") break;
    at = child(callee, "object");
  }
  return at;
}

function categoryOf(gathering: Gathering, node: EsNode | null): string | null {
  if (node === null) return null;
  if (node.type === "Identifier") return gathering.categories.get(nameOf(node) ?? "") ?? null;
  if (node.type === "MemberExpression") {
    const name = nameOf(node);
    return name !== null && /_registry$/.test(name) ? name : null;
  }
  const callee = child(node, "callee");
  if (callee === null || nameOf(callee) !== "category") return null;
  const category = stringNode(childList(node, "arguments")[0], gathering.text);
  const object = child(callee, "object");
  return category === null || !/[rR]egistry$/.test(nameOf(object) ?? "") ? null : category.value;
}
