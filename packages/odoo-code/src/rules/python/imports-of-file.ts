import type { PythonImport } from "../../facts.ts";
import type { Check } from "../rule.ts";
import type { PythonSource } from "./python-source.ts";

const tests = {
  rule: "test-folder-imported",
  code: "E8130",
  severity: "warning",
  title: "`tests` is not imported from `__init__.py`",
} as const;
const relative = {
  rule: "odoo-addons-relative-import",
  code: "W8150",
  severity: "info",
  title: "a module imports its own code by a relative import",
} as const;
const warning = {
  rule: "odoo-exception-warning",
  code: "R8101",
  severity: "warning",
  title: "`UserError` instead of `odoo.exceptions.Warning`",
} as const;

/** What a file imports, and how. */
export const importsOfFile: Check<PythonSource> = {
  rules: [tests, relative, warning],
  check({ imports, facts, path, module }, report) {
    const top = new Set(facts.imports.map(({ span }) => span[0]));
    const folder = module === null ? "" : path.slice(module.root.length + 1).replace(/\/?[^/]*$/, "");
    // Tests run where everything is installed, and migration scripts are no part of the package.
    const mayImportItself = folder === "tests" || /(?:^|\/)migrations\/[^/]+$/.test(folder);
    const isPackage = /(?:^|\/)__init__\.py$/.test(path);
    for (const { module: from, names, span } of imports) {
      if (isPackage && top.has(span[0]) && packagesOf(from, names).includes("tests"))
        report({ rule: tests, span, message: "Odoo imports `tests` itself, and only when it runs tests." });
      const [namespace, addons, addon] = from.split(".");
      const isAddons = /^(?:odoo|openerp)$/.test(namespace ?? "") && addons === "addons";
      const own = isAddons && module !== null && (addon ?? names[0]?.name) === module.name;
      if (own && !mayImportItself)
        report({ rule: relative, span, message: "The module imports itself by its full name; use a relative import." });
      if (from === "odoo.exceptions" && names.some(({ name }) => name === "Warning"))
        report({ rule: warning, span, message: "`Warning` is an old name of `UserError`." });
    }
  },
};

/** The outermost packages that an import names. */
function packagesOf(from: string, names: PythonImport["names"]): readonly (string | undefined)[] {
  const written = /^\.*$/.test(from) ? names.map(({ name }) => name) : [from.replace(/^\.+/, "")];
  return written.map((name) => name.split(".")[0]);
}
