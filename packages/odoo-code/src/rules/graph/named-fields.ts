import type { Severity } from "../../diagnostic.ts";
import type { FileFacts, Reference, XmlFacts } from "../../facts.ts";
import { notesOf } from "../../packed/per-packed-file.ts";
import { kept } from "../../project/kept.ts";
import type { ModuleContents } from "../../project/module-contents.ts";
import { NO_FIELDS } from "../../xml/view-vocabulary.ts";
import type { Check } from "../rule.ts";
import { BASE_METHODS } from "./base-methods.ts";
import { dependsMissing } from "./depends-missing.ts";
import { type BrokenPath, brokenPath, LOOSE } from "./field-path.ts";
import { fieldUnknown, tellBroken } from "./field-unknown.ts";
import { asksForModules, type GraphSource, isAside, isLoaded } from "./graph-source.ts";

/** What the registry needs to build the models: a name that is no field stops Odoo. */
const REGISTRY: ReadonlySet<string> = new Set(["depends", "related", "inverse_name"]);
/** What Odoo reads while it loads a data file. */
const LOADED: ReadonlySet<string> = new Set(["record-field", "csv-header"]);
const FREE: ReadonlySet<string> = new Set([...LOOSE, "group_by"]);
/** What `ir.property` (up to 17.0) takes when it is written, and keeps in the column for its type. */
const PROPERTY_VALUE = "value";
/** What a record has besides fields: methods that are handed on, class attributes, constants. */
const NO_FIELD = /^(?:_|[A-Z])/;

/** Fields that code, data files and rows name. Those of views are looked at in the combined view. */
export const namedFields: Check<GraphSource> = {
  rules: [fieldUnknown, dependsMissing],
  check(source, report) {
    const { facts, contents } = source;
    if (facts.kind === "manifest" || facts.kind === "po" || facts.kind === "other" || isAside(source)) return;
    if (!isLoaded(source)) return;
    const tested = testedFields(contents);
    for (const reference of facts.references) {
      const { role, certain, context } = reference;
      // A path in pieces is one path to the registry: mostly a comma is missing between two.
      if (role !== "field-path" || FREE.has(context) || (!certain && !REGISTRY.has(context))) continue;
      if (facts.kind === "xml" && !LOADED.has(context) && inView(facts, reference)) continue;
      const broken = brokenPath(source, reference);
      if (
        broken === null ||
        NO_FIELDS.has(broken.name) ||
        (broken.model === "ir.property" && broken.name === PROPERTY_VALUE) ||
        tested.has(broken.name) ||
        !matters(source, reference, broken)
      )
        continue;
      tellBroken(source, reference, broken, severityOf(source, reference, broken), report);
    }
  },
};

function severityOf({ facts, sight }: GraphSource, { context, span, model }: Reference, broken: BrokenPath): Severity {
  if (LOADED.has(context)) return "error";
  if (facts.kind !== "python" || !REGISTRY.has(context)) return "warning";
  if (context !== "depends") return "error";
  // Only what computes a field counts, of several decorators the first, and for a transient model only its own fields.
  const known = sight.models.get(model ?? "");
  const own = facts.classes
    .flatMap(({ methods }) => methods)
    .find((method) => method.span[0] <= span[0] && span[1] <= method.span[1]);
  const first = own?.decorators.find(({ name }) => /(?:^|\.)depends$/.test(name));
  const computes = [...(known?.fields.values() ?? [])].some((field) => field.argument("compute")?.value === own?.name);
  const counts = first !== undefined && first.span[0] <= span[0] && span[1] <= first.span[1] && computes;
  return counts && (known?.kind !== "transient" || broken.model === known.name) ? "error" : "warning";
}

/** Whether a name can only be a field that is missing. */
function matters({ facts, sight }: GraphSource, { context, span }: Reference, { name, model }: BrokenPath): boolean {
  if (facts.kind !== "python") return true;
  if (!REGISTRY.has(context) && asksForModules(facts, span)) return false;
  const known = sight.models.get(model);
  // What uses a mixin brings the fields that the mixin's code counts on.
  if (known === undefined || known.kind === "abstract") return false;
  if (context !== "attribute") return true;
  if (NO_FIELD.test(name) || BASE_METHODS.has(name) || known.methods.has(name)) return false;
  return !known.classes.some(({ fact }) => Object.hasOwn(fact.attributes, name));
}

function inView({ records }: XmlFacts, { span }: Reference): boolean {
  return records.some(
    ({ model, arch, span: [start, end] }) =>
      (model === "ir.ui.view" || arch !== null) && start <= span[0] && span[1] <= end,
  );
}

/** Fields that the module asks for before it uses them: `"x" in record._fields`. */
const testedFields: (contents: ModuleContents) => ReadonlySet<string> = kept(
  ({ files }) => new Set([...notesOf(files, fieldsTested)].flat()),
);

function fieldsTested(facts: FileFacts): readonly string[] | undefined {
  if (facts.kind !== "python") return undefined;
  const found = facts.references.flatMap(({ context, value }) =>
    context === "fields-test" || context === "fields_get" ? [value] : [],
  );
  return found.length === 0 ? undefined : found;
}
