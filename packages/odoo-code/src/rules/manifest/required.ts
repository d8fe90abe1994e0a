import type { ManifestFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";
import { dictSpan, isRead, keySpan, valueAt } from "./manifest-values.ts";

const key = {
  rule: "manifest-required-key",
  code: "C8102",
  severity: "info",
  title: "the required keys are there (`license`)",
} as const;
const keyApp = {
  rule: "manifest-required-key-app",
  code: "C8119",
  severity: "info",
  title: "a module with a price has `currency`, `images`, `license` and `support`",
} as const;
const category = {
  rule: "category-allowed",
  code: "C8114",
  severity: "info",
  title: "`category` is one of those that the project allows",
} as const;
const categoryApp = {
  rule: "category-allowed-app",
  code: "C8117",
  severity: "info",
  title: "`category` of a module with a price is one of the app store's",
} as const;
const file = {
  rule: "missing-odoo-file",
  code: "C8115",
  severity: "info",
  title: "a module with a price has the files that the project requires",
} as const;
const fileApp = {
  rule: "missing-odoo-file-app",
  code: "C8118",
  severity: "info",
  title: "a module with a price has `static/description/index.html`",
} as const;
const readme = { rule: "missing-readme", code: "C8112", severity: "info", title: "the module has a README" } as const;

const READMES = ["README.rst", "README.md", "README.txt"];

/** Keys, values and files that a module must have. One with a price is an app, of which more is asked. */
export const required: Check<FileSource<ManifestFacts>> = {
  rules: [key, keyApp, category, categoryApp, file, fileApp, readme],
  check(source, report) {
    const { facts, options, module } = source;
    if (!isRead(facts)) return;
    const span = dictSpan(source);
    const isApp = valueAt(facts, "price") !== undefined;
    for (const name of options.manifestRequiredKeys)
      if (valueAt(facts, name) === undefined)
        report({ rule: key, span, message: `The manifest has no key "${name}".` });
    const allowed = isApp ? options.categoryAllowedApp : options.categoryAllowed;
    const given = valueAt(facts, "category");
    if (typeof given === "string" && given !== "" && allowed.length > 0 && !allowed.includes(given))
      report({
        rule: isApp ? categoryApp : category,
        span: keySpan(source, "category"),
        message: `The category "${given}" is not allowed${isApp ? " for a module with a price" : ""}.`,
      });
    if (module !== null && !READMES.some((name) => module.files.has(name)))
      report({ rule: readme, span, message: "The module has no README.rst, README.md or README.txt." });
    if (!isApp) return;
    for (const name of options.manifestRequiredKeysApp)
      if (!options.manifestRequiredKeys.includes(name) && valueAt(facts, name) === undefined)
        report({ rule: keyApp, span, message: `The manifest of a module with a price has no key "${name}".` });
    for (const [rule, paths] of [
      [file, options.odooRequiredFiles],
      [fileApp, options.odooRequiredFilesApp],
    ] as const)
      for (const path of paths)
        if (module !== null && !module.files.has(path))
          report({ rule, span, message: `The module has a price and no file ${path}.` });
  },
};
