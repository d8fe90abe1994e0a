import type { PythonImport } from "../facts.ts";
import type { PythonNode } from "./python-tree.ts";

/** Imports of an `import` or `from … import` statement: one per module named. */
export function importsOf(node: PythonNode, text: string): readonly PythonImport[] {
  return IMPORTS.has(node.type) ? importsIn(node, text) : NONE;
}

const IMPORTS = new Set(["import_statement", "future_import_statement", "import_from_statement"]);
const NONE: readonly PythonImport[] = [];

function importsIn(node: PythonNode, text: string): PythonImport[] {
  const written = (part: PythonNode) => {
    const name = text.slice(part.start, part.end);
    return /[\s\\]/.test(name) ? name.replace(/[\s\\]+/g, "") : name;
  };
  const span = [node.start, node.end] as const;
  const named = (part: PythonNode) => {
    const [name, as] = part.children;
    return part.type === "aliased_import" && name && as
      ? { name: written(name), as: written(as) }
      : { name: written(part), as: null };
  };
  if (node.type === "import_statement")
    return node.children
      .filter(({ type }) => type === "dotted_name" || type === "aliased_import")
      .map((part) => {
        const { name, as } = named(part);
        return { module: name, names: as === null ? [] : [{ name: "", as }], span };
      });
  if (node.type === "future_import_statement")
    return [{ module: "__future__", names: node.children.filter(isName).map(named), span }];
  const [module, ...names] = node.children;
  if (node.type !== "import_from_statement" || !module) return [];
  const wildcard = names.some(({ type }) => type === "wildcard_import");
  return [
    {
      module: written(module),
      names: wildcard ? [{ name: "*", as: null }] : names.filter(isName).map(named),
      span,
    },
  ];
}

function isName({ type }: PythonNode): boolean {
  return type === "dotted_name" || type === "aliased_import";
}

/**
 * What the names of a file stand for: `models` → `odoo.models`, `Model` → `odoo.models.Model`. Relative modules keep their dots. `openerp`,
 * the name of the framework before version 10, is read as `odoo`.
 */
export function importedNames(imports: readonly PythonImport[]): ReadonlyMap<string, string> {
  const bound = new Map<string, string>();
  for (const { module: written, names } of imports) {
    const module = written.startsWith("openerp") ? written.replace(/^openerp(?=\.|$)/, "odoo") : written;
    if (names.length === 0) {
      const top = module.split(".")[0] ?? module;
      bound.set(top, top);
    }
    for (const { name, as } of names) {
      if (name === "") bound.set(as ?? "", module);
      else if (name !== "*") bound.set(as ?? name, module.endsWith(".") ? `${module}${name}` : `${module}.${name}`);
    }
  }
  return bound;
}
