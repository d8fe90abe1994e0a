import type { ManifestFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";
import { computedKey } from "./manifest-values.ts";

const syntax = {
  rule: "manifest-syntax-error",
  code: null,
  severity: "error",
  title: "the manifest is one literal dict, beside an `__init__.py`",
} as const;

/** The other half of the rule: Odoo 19 loads a module without Python, older tools do not. */
const withoutInit = { ...syntax, severity: "info" } as const;

/** Whether Odoo can read the manifest at all. */
export const form: Check<FileSource<ManifestFacts>> = {
  rules: [syntax, withoutInit],
  check({ facts, module }, report) {
    const [problem] = facts.problems;
    const key = computedKey(facts);
    if (problem === undefined && key !== null)
      report({
        rule: syntax,
        span: facts.keys[key]?.span ?? [0, 0],
        message: `Odoo cannot read it: the value of "${key}" is computed, and a manifest is read without running it.`,
      });
    else if (problem !== undefined)
      report({ rule: syntax, span: problem.span, message: `Odoo cannot read it: ${problem.message}.` });
    else if (module !== null && !module.files.has("__init__.py"))
      report({ rule: withoutInit, span: [0, 0], message: "The module has no `__init__.py`." });
  },
};
