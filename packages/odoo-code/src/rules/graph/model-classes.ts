import type { FieldFact } from "../../facts.ts";
import { nearestNames } from "../../project/nearest-names.ts";
import type { Check } from "../rule.ts";
import { BASE_METHODS } from "./base-methods.ts";
import type { GraphSource } from "./graph-source.ts";

const method = {
  rule: "odoo-field-method-unknown",
  code: "OLS03018",
  severity: "warning",
  title: "`compute`, `inverse` and `search` of a field name methods of its model",
} as const;
const shadow = {
  rule: "odoo-model-shadows",
  code: "OLS03020",
  severity: "warning",
  title: "`_name` of a new model is not that of a model which is there already",
} as const;
const relatedType = {
  rule: "odoo-related-type",
  code: "OLS03017",
  severity: "error",
  title: "a related field is of the type of the field that it shows",
} as const;

const NAMES = ["compute", "inverse", "search"];
/** Classes of fields that Odoo counts as one type. */
const TYPES: Readonly<Record<string, string>> = { Image: "Binary", Id: "Integer" };

/** What classes say of their fields and of themselves, held against the model as a whole. */
export const modelClasses: Check<GraphSource> = {
  rules: [method, relatedType, shadow],
  check(source, report) {
    const { facts, contents, sight } = source;
    if (facts.kind !== "python") return;
    for (const { model, path, fact, loaded } of contents.extensions) {
      if (path !== facts.path || !loaded) continue;
      const known = sight.models.get(model);
      if (known === undefined) continue;
      if (fact.model === model && !fact.inherit.includes(model)) {
        const before = known.extensions.find(
          (other) =>
            other.module !== contents.name && other.fact.model === model && !other.fact.inherit.includes(model),
        );
        if (before !== undefined && sight.sees(before.module))
          report({
            rule: shadow,
            span: fact.attributes._name?.span ?? fact.nameSpan,
            message: `${before.module} has a model ${model} already, and this class takes its place. To extend it, write \`_inherit\`.`,
          });
      }
      if (!sight.isComplete(model)) continue;
      for (const field of fact.fields) {
        // What uses a mixin brings the methods that the mixin counts on.
        if (known.kind !== "abstract")
          for (const found of unknownMethods(field, known)) report({ rule: method, ...found });
        const shown = known.fields.get(field.name);
        const { related } = field.arguments;
        if (shown === undefined || typeof related?.value !== "string") continue;
        const target = targetOf(source, model, related.value);
        if (target !== null && typeOf(target) !== typeOf(field.type))
          report({
            rule: relatedType,
            span: field.nameSpan,
            message: `"${field.name}" is a ${field.type}, but ${related.value} is a ${target}; Odoo refuses that.`,
          });
      }
    }
  },
};

function* unknownMethods(field: FieldFact, known: NonNullable<ReturnType<GraphSource["sight"]["models"]["get"]>>) {
  for (const argument of NAMES) {
    const given = Object.hasOwn(field.arguments, argument) ? field.arguments[argument] : undefined;
    if (typeof given?.value !== "string") continue;
    const name = given.value;
    const there =
      known.methods.has(name) ||
      BASE_METHODS.has(name) ||
      known.classes.some(({ fact }) => Object.hasOwn(fact.attributes, name));
    if (there) continue;
    const [near] = nearestNames(name, known.methods.keys(), 1);
    const hint = near === undefined ? "" : ` Is it "${near}"?`;
    yield { span: given.span, message: `${known.name} has no method "${name}" (${argument} of ${field.name}).${hint}` };
  }
}

/** Type of the field at the end of a path; null when some step is not known. */
function targetOf({ sight }: GraphSource, model: string, path: string): string | null {
  let at = model;
  const names = path.split(".");
  for (const [index, name] of names.entries()) {
    const field = sight.models.get(at)?.fields.get(name);
    if (field === undefined || !sight.isComplete(at)) return null;
    if (index === names.length - 1) return field.type;
    if (field.comodel === null) return null;
    at = field.comodel;
  }
  return null;
}

const typeOf = (name: string): string => (Object.hasOwn(TYPES, name) ? (TYPES[name] ?? name) : name);
