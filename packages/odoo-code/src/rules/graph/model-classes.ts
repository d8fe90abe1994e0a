import { definesModel } from "../../project/model-parts.ts";
import type { Models } from "../../project/models.ts";
import type { Extension } from "../../project/module-contents.ts";
import { nearestNames } from "../../project/nearest-names.ts";
import type { Check, Report } from "../rule.ts";
import { BASE_METHODS } from "./base-methods.ts";
import { classesHere, type GraphSource } from "./graph-source.ts";

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

/**
 * What classes say of their fields and of themselves, held against the model as a whole. What all modules together say is at hand, and is looked at
 * first; what the module sees is asked for only where something seems to be wrong.
 */
export const modelClasses: Check<GraphSource> = {
  rules: [method, relatedType, shadow],
  check(source, report) {
    if (source.facts.kind !== "python") return;
    for (const extension of classesHere(source)) if (extension.loaded) checkClass(source, extension, report);
  },
};

function checkClass(source: GraphSource, { model, fact }: Extension, report: Report): void {
  const { project, contents, sight } = source;
  if (fact.model === model && !fact.inherit.includes(model)) {
    const before = project.models
      .get(model)
      ?.extensions.find(
        (other) =>
          other.module !== contents.name &&
          definesModel(other) &&
          other.fact.model === model &&
          sight.sees(other.module),
      );
    if (before !== undefined)
      report({
        rule: shadow,
        span: fact.attributes._name?.span ?? fact.nameSpan,
        message: `${before.module} has a model ${model} already, and this class takes its place. To extend it, write \`_inherit\`.`,
      });
  }
  const own = new Set(fact.methods.map(({ name }) => name));
  for (const field of fact.fields) {
    for (const argument of NAMES) {
      const given = Object.hasOwn(field.arguments, argument) ? field.arguments[argument] : undefined;
      if (typeof given?.value !== "string" || own.has(given.value)) continue;
      const hint = missingMethod(source, model, given.value);
      if (hint !== null)
        report({
          rule: method,
          span: given.span,
          message: `${model} has no method "${given.value}" (${argument} of ${field.name}).${hint}`,
        });
    }
    const related = Object.hasOwn(field.arguments, "related") ? field.arguments.related?.value : undefined;
    if (typeof related !== "string") continue;
    const differs = (type: string | null): type is string => type !== null && typeOf(type) !== typeOf(field.type);
    if (!differs(typeAtEnd(project.models, model, related))) continue;
    const target = sight.isComplete(model) ? typeAtEnd(sight.models, model, related, sight.isComplete) : null;
    if (differs(target))
      report({
        rule: relatedType,
        span: field.nameSpan,
        message: `"${field.name}" is a ${field.type}, but ${related} is a ${target}; Odoo refuses that.`,
      });
  }
}

/** Null where the model has the method, or where that cannot be told; else what it may be, for the message. */
function missingMethod({ project, sight }: GraphSource, model: string, name: string): string | null {
  if (BASE_METHODS.has(name)) return null;
  const anywhere = project.models.get(model)?.methods.get(name);
  if (anywhere?.some(({ extension }) => sight.sees(extension.module))) return null;
  const known = sight.models.get(model);
  // What uses a mixin brings the methods that the mixin counts on.
  if (known === undefined || known.kind === "abstract" || !sight.isComplete(model)) return null;
  if (known.methods.has(name) || known.classes.some(({ fact }) => Object.hasOwn(fact.attributes, name))) return null;
  const [near] = nearestNames(name, known.methods.keys(), 1);
  return near === undefined ? "" : ` Is it "${near}"?`;
}

/** Type of the field at the end of a path; null when some step is not known. */
function typeAtEnd(
  models: Models,
  model: string,
  path: string,
  isComplete: (model: string) => boolean = () => true,
): string | null {
  let at = model;
  const names = path.split(".");
  for (const [index, name] of names.entries()) {
    const field = models.get(at)?.fields.get(name);
    if (field === undefined || !isComplete(at)) return null;
    if (index === names.length - 1) return field.type;
    if (field.comodel === null) return null;
    at = field.comodel;
  }
  return null;
}

const typeOf = (name: string): string => (Object.hasOwn(TYPES, name) ? (TYPES[name] ?? name) : name);
