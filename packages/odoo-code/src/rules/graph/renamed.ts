import type { Severity } from "../../diagnostic.ts";
import type { Reference } from "../../facts.ts";
import { definesModel } from "../../project/model-parts.ts";
import { startOf } from "../../project/reference-index.ts";
import { resolvePath } from "../../project/resolve-path.ts";
import type { Check, Finding } from "../rule.ts";
import { LOOSE } from "./field-path.ts";
import { type GraphSource, isJudged } from "./graph-source.ts";
import { knownRenames, type Rename, renamedField, renamedModel } from "./known-renames.ts";

const renamedModelRule = {
  rule: "odoo-renamed-model",
  code: null,
  severity: "error",
  title: "models are called what this version calls them",
  from: "15.0",
} as const;
const renamedFieldRule = {
  rule: "odoo-renamed-field",
  code: null,
  severity: "error",
  title: "fields are called what this version calls them",
} as const;

const FIELDS_GONE: ReadonlySet<string> = new Set(Object.values(knownRenames().fields).flatMap(Object.keys));

const FREE: ReadonlySet<string> = new Set(LOOSE);

/** What Odoo needs to build the models or to load a file: there a wrong name stops it. Elsewhere it is met when the code runs. */
const NEEDED: ReadonlySet<string> = new Set([
  "_inherit",
  "_inherits",
  "comodel",
  "inverse_name",
  "related",
  "depends",
  "record",
  "function",
  "record-field",
  "csv-header",
  "arch",
]);
const severityOf = (context: string): Severity => (NEEDED.has(context) ? "error" : "warning");

/**
 * Names of models and fields that are known to be gone. It needs no source of Odoo: the table says what was there. A name that some module of the
 * project brings back is left alone.
 */
export const renamed: Check<GraphSource> = {
  rules: [renamedModelRule, renamedFieldRule],
  check(source, report) {
    const { facts } = source;
    if (!isJudged(source)) return;
    for (const reference of facts.references) {
      if (!reference.certain) continue;
      const found =
        reference.role === "model"
          ? goneModel(source, reference)
          : reference.role === "field-path"
            ? goneField(source, reference)
            : null;
      if (found !== null) report(found);
    }
  },
};

function goneModel({ project }: GraphSource, { value, span, context }: Reference): Finding | null {
  const rename = context === "_name" || context === "env-test" ? null : renamedModel(value, project.version);
  if (rename === null) return null;
  const makers = project.models.get(value)?.extensions.filter(definesModel) ?? [];
  if (makers.length > 0) return null;
  return {
    rule: renamedModelRule,
    span,
    severity: severityOf(context),
    message: `The model "${value}" ${became(rename)}.`,
    ...(rename.to !== null && exact(span, value) && cure(span, rename.to)),
  };
}

/** The first step of a path that is known to be gone. */
function goneField({ project, facts }: GraphSource, reference: Reference): Finding | null {
  const { value, span, context } = reference;
  const names = value.split(".");
  // Most names were never changed: those need no look at the models.
  if (FREE.has(context) || !names.some((name) => FIELDS_GONE.has(name))) return null;
  const start = startOf(reference, project.models);
  if (start === null) return null;
  const steps = resolvePath(project.models, start, value);
  const at = steps.findIndex(({ field }) => field === null);
  // Of a model that is not here only the first name is sure to be its field.
  const step = steps[at];
  const model = step === undefined ? null : (step.model ?? (at === 0 ? start : null));
  if (step === undefined || model === null || step.field !== null) return null;
  const rename = renamedField(model, step.name, project.version);
  // In XML these have rules of their own, which also see records of models that are not here.
  if (rename === null || (facts.kind === "xml" && /^(?:res\.(?:groups|users)|ir\.ui\.(?:view|menu))$/.test(model)))
    return null;
  const offset = names.slice(0, at).join(".").length + (at > 0 ? 1 : 0);
  const whole = exact(span, value);
  const place = whole ? ([span[0] + offset, span[0] + offset + step.name.length] as const) : span;
  return {
    rule: renamedFieldRule,
    span: place,
    severity: severityOf(context),
    message: `The field "${step.name}" of ${model} ${became(rename)}.`,
    ...(rename.to !== null && whole && cure(place, rename.to)),
  };
}

const became = ({ to, since, instead }: Rename): string =>
  to === null ? `is gone since ${since}; use ${instead}` : `is called "${to}" since ${since}`;

const exact = ([start, end]: Reference["span"], value: string): boolean => end - start === value.length;

const cure = (span: Reference["span"], to: string) => ({
  fix: { title: `Rename to "${to}"`, edits: [{ span, text: to }] },
});
