import { type Gathering, noteText } from "./gathering.ts";
import { child, childList, type EsNode, nameOf, stringNode } from "./syntax-tree.ts";

/** Imports and exports of an ES module. */
export function moduleStatement(gathering: Gathering, node: EsNode): void {
  const source = stringNode(child(node, "source"), gathering.text);
  if (node.type === "ImportDeclaration" && source !== null) {
    const names = childList(node, "specifiers").map(importedName);
    gathering.imports.push({ from: source.value, names, span: [node.start, node.end] });
    noteText(gathering, source, "file", "import");
    return;
  }
  if (!node.type.startsWith("Export")) return;
  if (source !== null) {
    const names = childList(node, "specifiers").map((specifier) => nameOf(child(specifier, "local")) ?? "*");
    gathering.imports.push({
      from: source.value,
      names: names.length > 0 ? names : ["*"],
      span: [node.start, node.end],
    });
    noteText(gathering, source, "file", "import");
  }
  if (node.type === "ExportDefaultDeclaration") gathering.exports.push("default");
  else if (node.type === "ExportAllDeclaration") gathering.exports.push(nameOf(child(node, "exported")) ?? "*");
  else gathering.exports.push(...exportedNames(node));
}

/** `odoo.define("name", …)` and the `require("other")` in it. */
export function legacyModule(gathering: Gathering, call: EsNode): void {
  const callee = child(call, "callee");
  const first = stringNode(childList(call, "arguments")[0], gathering.text);
  if (callee === null || first === null) return;
  if (callee.type === "MemberExpression" && nameOf(callee) === "define" && nameOf(child(callee, "object")) === "odoo")
    gathering.legacyModule ??= first.value;
  else if (callee.type === "Identifier" && callee.name === "require" && gathering.text.includes("odoo.define")) {
    gathering.imports.push({ from: first.value, names: [], span: [call.start, call.end] });
    noteText(gathering, first, "file", "require");
  }
}

function importedName(specifier: EsNode): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  return nameOf(child(specifier, "imported")) ?? nameOf(child(specifier, "local")) ?? "";
}

function exportedNames(node: EsNode): string[] {
  const declaration = child(node, "declaration");
  const named = childList(node, "specifiers").map((specifier) => nameOf(child(specifier, "exported")));
  const own = nameOf(child(declaration, "id"));
  const variables = childList(declaration, "declarations").flatMap((variable) => boundNames(child(variable, "id")));
  return [...named, own, ...variables].filter((name) => name !== null);
}

function boundNames(pattern: EsNode | null): (string | null)[] {
  if (pattern?.type !== "ObjectPattern") return [nameOf(pattern)];
  return childList(pattern, "properties").map((property) => nameOf(child(property, "value")));
}
