import type { FieldFact } from "../../facts.ts";
import { definesModel } from "../../project/model-parts.ts";
import type { Check } from "../rule.ts";
import { classesHere, type GraphSource } from "./graph-source.ts";

const required = {
  rule: "odoo-required-on-base-model",
  code: null,
  severity: "warning",
  title: "a field that a module adds to the model of another is not required, or has a default",
} as const;

/** Fields without a column that a record could lack a value in. */
const NO_COLUMN: ReadonlySet<string> = new Set(["One2many", "Many2many", "Binary", "Image", "Properties"]);
/** Arguments with which Odoo itself sees to a value, or keeps none in the table. */
const FILLED = ["default", "compute", "related", "company_dependent"];

/** Required fields that a module adds to models of others: whoever makes a record without knowing the module is refused by the database. */
export const requiredFields: Check<GraphSource> = {
  rules: [required],
  check(source, report) {
    const { facts, contents, project, sight } = source;
    if (facts.kind !== "python") return;
    for (const { model, fact, loaded } of classesHere(source)) {
      if (!loaded || !fact.inherit.includes(model)) continue;
      const known = project.models.get(model);
      const makers = known?.extensions.filter(definesModel) ?? [];
      if (known?.kind !== "model" || makers.length === 0 || makers.some(({ module }) => module === contents.name))
        continue;
      for (const field of fact.fields) {
        const argument = field.arguments.required;
        if (argument?.value !== true || !isBare(field)) continue;
        const others = sight.models.get(model)?.fields.get(field.name);
        if (others?.definitions.some(({ extension }) => extension.module !== contents.name)) continue;
        report({
          rule: required,
          span: argument.span,
          message: `Modules that make records of ${model} without "${field.name}" fail once this one is installed: give it a default, or ask for it in the views.`,
        });
      }
    }
  },
};

function isBare({ type, arguments: given }: FieldFact): boolean {
  if (NO_COLUMN.has(type) || (Object.hasOwn(given, "store") && given.store?.value === false)) return false;
  return !FILLED.some((name) => Object.hasOwn(given, name));
}
