import type { Check } from "../rule.ts";
import type { GraphSource } from "./graph-source.ts";

const dependency = {
  rule: "odoo-manifest-dependency-unknown",
  code: "OLS04010",
  severity: "info",
  title: "modules that a manifest depends on are there",
} as const;

/** Dependencies that are nowhere in the addons path. What comes from them is not judged by other rules. */
export const manifestDependencies: Check<GraphSource> = {
  rules: [dependency],
  check({ facts, project }, report) {
    // Without Odoo itself nothing says what is there.
    if (facts.kind !== "manifest" || !facts.installable || project.modules.get("base") === undefined) return;
    for (const { role, context, value, span } of facts.references)
      if (role === "module" && context === "depends" && project.modules.get(value) === undefined)
        report({
          rule: dependency,
          span,
          message: `No folder of the addons path has a module "${value}"; what this module takes from it is not checked.`,
        });
  },
};
