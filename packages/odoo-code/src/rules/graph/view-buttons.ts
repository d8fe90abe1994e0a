import type { Reference } from "../../facts.ts";
import { fullXmlId } from "../../project/module-contents.ts";
import { nearestNames } from "../../project/nearest-names.ts";
import { startOf } from "../../project/reference-index.ts";
import type { Check } from "../rule.ts";
import { smallestModule } from "./add-dependency.ts";
import { BASE_METHODS } from "./base-methods.ts";
import { dependsMissing } from "./depends-missing.ts";
import type { GraphSource } from "./graph-source.ts";
import { missingDependency } from "./missing-dependency.ts";
import { judgeViewReferences } from "./view-references.ts";

const button = {
  rule: "odoo-view-invalid-button",
  code: null,
  severity: "error",
  title: "a button calls a public method of its model, or opens an action",
} as const;

/** Buttons of views, each on the record that it stands on in the combined view. */
export const viewButtons: Check<GraphSource> = {
  rules: [button, dependsMissing],
  check(source, report) {
    judgeViewReferences(source, "view-buttons", (reference) => {
      if (reference.context !== "button" || !reference.certain) return true;
      if (reference.role === "xml-id") {
        const message = noAction(source, reference.value);
        if (message !== null) report({ rule: button, span: reference.span, message });
        // What the id stands for is another file's to say.
        return false;
      }
      const found = reference.role === "method" ? noMethod(source, reference) : null;
      if (found !== null) report(found);
      return found === null;
    });
  },
};

function noAction({ project, contents }: GraphSource, written: string): string | null {
  const entry = project.xmlIds.get(fullXmlId(contents.name, written) ?? "");
  if (entry === undefined || entry.model === "" || /^ir\.actions?\./.test(entry.model)) return null;
  return `"${written}" is a record of ${entry.model}, not an action.`;
}

function noMethod(source: GraphSource, reference: Reference) {
  const { project, sight } = source;
  const { value: name, span } = reference;
  const start = startOf(reference, sight.models);
  const model = start === null ? undefined : sight.models.get(start);
  if (model === undefined || !sight.isComplete(model.name)) return null;
  if (name.startsWith("_"))
    return { rule: button, span, message: `"${name}" is private: Odoo does not let a button call it.` };
  // A name that a class gives to a method of another name, or a method that a framework class brings.
  const given = model.classes.some(({ fact }) => Object.hasOwn(fact.attributes, name));
  if (model.methods.has(name) || model.fields.has(name) || given || BASE_METHODS.has(name)) return null;
  const owners = (project.models.get(model.name)?.methods.get(name) ?? [])
    .filter(({ extension }) => extension.loaded)
    .map(({ extension }) => extension.module);
  if (owners.length > 0)
    return missingDependency(
      source,
      { span },
      `The method "${name}" of ${model.name} is defined`,
      smallestModule(project, sight, owners),
      owners,
    );
  const [near] = nearestNames(name, model.methods.keys(), 1);
  const hint = near === undefined ? "" : ` Is it "${near}"?`;
  return { rule: button, span, message: `${model.name} has no method "${name}".${hint}` };
}
