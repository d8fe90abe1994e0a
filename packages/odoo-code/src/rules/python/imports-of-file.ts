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
    for (const { module: from, names, span } of imports) {
      const packages = (/^\.*$/.test(from) ? names.map(({ name }) => name) : [from.replace(/^\.+/, "")]).map(
        (name) => name.split(".")[0],
      );
      if (/(?:^|\/)__init__\.py$/.test(path) && top.has(span[0]) && packages.includes("tests"))
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
