import type { Check } from "../rule.ts";
import type { ModuleSource } from "./module-source.ts";

const readme = {
  rule: "prefer-readme-rst",
  code: null,
  severity: "info",
  title: "the README is `README.rst`, which Odoo shows",
} as const;
const component = {
  rule: "weblate-component-too-long",
  code: null,
  severity: "info",
  title: "names of repository, version and module together have at most 90 characters",
} as const;

const LONGEST = 90;

/** What a module and its README are called. */
export const moduleNames: Check<ModuleSource> = {
  rules: [readme, component],
  check({ module }, report) {
    const { manifest, root, files, name, repository = "" } = module;
    if (manifest === null || !manifest.installable) return;
    if (files.has("README.md"))
      report({
        rule: readme,
        path: `${root}/README.md`,
        span: [0, 0],
        message: "Odoo shows README.rst, not README.md.",
      });
    const made = `${repository}-00.0-${name}`;
    if (made.length > LONGEST)
      report({
        rule: component,
        path: manifest.path,
        span: [0, 0],
        message: `Weblate takes names of up to ${LONGEST} characters; "${made}" has ${made.length}.`,
      });
  },
};
