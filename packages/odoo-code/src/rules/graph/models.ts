import type { Severity } from "../../diagnostic.ts";
import type { FileFacts, Reference } from "../../facts.ts";
import { notesOf } from "../../packed/per-packed-file.ts";
import { kept } from "../../project/kept.ts";
import { definesModel } from "../../project/model-parts.ts";
import type { ModuleContents } from "../../project/module-contents.ts";
import { nearestNames } from "../../project/nearest-names.ts";
import type { Check, Report } from "../rule.ts";
import { smallestModule } from "./add-dependency.ts";
import { dependsMissing } from "./depends-missing.ts";
import { asksForModules, type GraphSource, hidesModels, isAside, isLoaded } from "./graph-source.ts";
import { renamedModel } from "./known-renames.ts";
import { missingDependency } from "./missing-dependency.ts";

const modelUnknown = {
  rule: "odoo-model-unknown",
  code: "OLS03002",
  severity: "error",
  title: "every model that is named is defined",
} as const;

/** What Odoo needs to build the models, or to load a data file; elsewhere code may know better what is there when it runs. */
const NEEDED: ReadonlySet<string> = new Set(["_inherit", "_inherits", "comodel", "record", "function"]);

/** Models that code and data files name. */
export const models: Check<GraphSource> = {
  rules: [modelUnknown, dependsMissing],
  check(source, report) {
    const { facts } = source;
    if (facts.kind === "javascript" || isAside(source) || !isLoaded(source)) return;
    const tested = testedModels(source.contents);
    for (const reference of facts.references)
      if (reference.role === "model" && reference.certain)
        if (NEEDED.has(reference.context) || !tested.has(reference.value)) judge(source, reference, report);
  },
};

/** Models that the module asks for before it uses them: `"x" in self.env`. */
const testedModels: (contents: ModuleContents) => ReadonlySet<string> = kept(
  ({ files }) => new Set([...notesOf(files, modelsTested)].flat()),
);

function modelsTested(facts: FileFacts): readonly string[] | undefined {
  if (facts.kind !== "python") return undefined;
  const found = facts.references.flatMap(({ role, context, value }) =>
    role === "model" && context === "env-test" ? [value] : [],
  );
  return found.length === 0 ? undefined : found;
}

function judge(source: GraphSource, reference: Reference, report: Report): void {
  const { project, sight } = source;
  const { value: model, span, context } = reference;
  // What is not here may bring it; what users make in the interface is not written anywhere.
  if (sight.missing.size > 0 || model.startsWith("x_")) return;
  const known = project.models.get(model);
  const severity: Severity = NEEDED.has(context) ? "error" : "warning";
  if (severity !== "error" && asksForModules(source.facts, span)) return;
  // A class that extends a model does not define it.
  const makers = known?.extensions.filter(definesModel) ?? [];
  if (makers.length === 0) {
    // Told by name, with what it is called now.
    if (renamedModel(model, project.version) !== null) return;
    // `env["interactive"]`: not every `env` is an environment.
    if (context === "env" && !model.includes(".")) return;
    if (context !== "_name" && ![...sight.closure].some((name) => hidesModels(source, name)))
      report({ rule: modelUnknown, span, severity, message: `There is no model "${model}".${nearest(source, model)}` });
    return;
  }
  if (makers.some(({ module }) => sight.sees(module)) || hidesModels(source, source.contents.name)) return;
  const owners = makers.map(({ module }) => module);
  const module = smallestModule(project, sight, owners);
  report(missingDependency(source, { span }, `The model "${model}" is defined`, module, owners, severity));
}

function nearest({ sight }: GraphSource, model: string): string {
  const [near] = nearestNames(model, sight.models.names(), 1);
  return near === undefined ? "" : ` Is it "${near}"?`;
}
