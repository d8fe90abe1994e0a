import type { Reference } from "../../facts.ts";
import type { Models } from "../../project/models.ts";
import { startOf } from "../../project/reference-index.ts";
import { resolvePath } from "../../project/resolve-path.ts";
import type { Check } from "../rule.ts";
import { LOOSE } from "./field-path.ts";
import { type GraphSource, isJudged } from "./graph-source.ts";

const pathEnd = {
  rule: "odoo-field-path-end",
  code: "OLS03013",
  severity: "error",
  title: "a dot in a path stands behind a relation",
} as const;

const datePart = {
  rule: "odoo-date-part-unknown",
  code: "OLS03012",
  severity: "error",
  title: "what stands behind the dot of a date is a part of it",
} as const;

/** Fields that hold a value: no field stands behind them. */
const VALUES: ReadonlySet<string> = new Set(
  "Char Text Html Integer Float Monetary Boolean Selection Binary Image Date Datetime".split(" "),
);
/** Contexts in which an attribute of the value may be meant, or the path is read elsewhere. */
const OTHER: ReadonlySet<string> = new Set([...LOOSE, "group_by", "attribute"]);

/** Paths that go on behind a field which leads nowhere. */
export const pathEnds: Check<GraphSource> = {
  rules: [pathEnd, datePart],
  check(source, report) {
    const { facts, project, sight } = source;
    if (!isJudged(source)) return;
    for (const reference of facts.references) {
      const { role, certain, context, value, span } = reference;
      if (role !== "field-path" || !certain || OTHER.has(context) || !value.includes(".")) continue;
      // What all modules together say is at hand; what this one sees is asked for only where the path seems to break.
      if (brokenAt(reference, project.models) === null) continue;
      const before = brokenAt(reference, sight.models);
      if (before === null) continue;
      if (before.type.startsWith("Date") && context === "domain")
        report({ rule: datePart, span, message: `A date has no part "${before.next}".` });
      else
        report({
          rule: pathEnd,
          span,
          message: `"${before.name}" of ${before.model} is a ${before.type}: nothing stands behind its dot (${context}).`,
        });
    }
  },
};

/** The field behind which a path goes on although it holds a value. */
function brokenAt(reference: Reference, models: Models) {
  const start = startOf(reference, models);
  if (start === null) return null;
  const steps = resolvePath(models, start, reference.value);
  const at = steps.findIndex(({ field }, index) => index > 0 && field === null);
  const before = steps[at - 1];
  if (before?.field == null || !VALUES.has(before.field.type)) return null;
  return { name: before.name, model: before.model, type: before.field.type, next: steps[at]?.name ?? "" };
}
