import type { Severity } from "../../diagnostic.ts";
import type { Reference } from "../../facts.ts";
import { nearestNames } from "../../project/nearest-names.ts";
import type { Report } from "../rule.ts";
import type { BrokenPath } from "./field-path.ts";
import type { GraphSource } from "./graph-source.ts";
import { renamedField } from "./known-renames.ts";
import { missingDependency } from "./missing-dependency.ts";

export const fieldUnknown = {
  rule: "odoo-field-unknown",
  code: "OLS03011",
  severity: "error",
  title: "every field that is named is one of its model",
} as const;

/** Tells of a path that breaks: the field is in a module that is not depended on, or nowhere. */
export function tellBroken(
  source: GraphSource,
  reference: Reference,
  broken: BrokenPath,
  severity: Severity,
  report: Report,
): void {
  const { name, offset, model, owners, module } = broken;
  // Told by name, with what it is called now.
  if (owners.length === 0 && renamedField(model, name, source.project.version) !== null) return;
  const exact = reference.span[1] - reference.span[0] === reference.value.length;
  const start = reference.span[0] + (exact ? offset : 0);
  const span = [start, exact ? start + name.length : reference.span[1]] as const;
  if (owners.length > 0) {
    report(missingDependency(source, { span }, `The field "${name}" of ${model} stands`, module, owners, severity));
    return;
  }
  // In Python a path in several texts mostly lacks a comma; in XML a value is only written with entities.
  const inTexts = !exact && source.facts.kind === "python";
  const [near] = inTexts ? [] : nearestNames(name, source.sight.models.get(model)?.fields.keys() ?? [], 1);
  const hint = inTexts ? " Is a comma missing between two texts?" : near === undefined ? "" : ` Is it "${near}"?`;
  report({
    rule: fieldUnknown,
    span,
    severity,
    message: `${model} has no field "${name}" (${reference.context}).${hint}`,
  });
}
