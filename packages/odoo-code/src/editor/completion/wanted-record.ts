import type { FileFacts, Reference } from "../../facts.ts";
import type { Project } from "../../project/project.ts";
import { resolvePath } from "../../project/resolve-path.ts";
import { MARK } from "./completion.ts";
import { ACTION_MODELS } from "./xml-id-candidates.ts";

/** Models of the records that a reference to an id may mean; null for any. */
export function wantedModels(project: Project, facts: FileFacts, reference: Reference): readonly string[] | null {
  switch (reference.role) {
    case "group":
      return ["res.groups"];
    case "template":
      return ["ir.ui.view"];
    default:
  }
  switch (reference.context) {
    case "inherit_id":
    case "view_ref":
    case "quick_create_view":
    case "form_view_id":
      return ["ir.ui.view"];
    case "parent":
      return ["ir.ui.menu"];
    case "action":
    case "button":
    case "doAction":
    case "percent":
      return ACTION_MODELS;
    default:
      return ofField(project, facts);
  }
}

/** The comodel of the field of a record whose value is being written. */
function ofField(project: Project, facts: FileFacts): readonly string[] | null {
  if (facts.kind !== "xml" && facts.kind !== "csv") return null;
  for (const record of facts.records)
    for (const { name, value } of record.fields) {
      const written = value.kind === "ref" ? value.xmlId : value.kind === "eval" ? value.code : "";
      if (!written.includes(MARK) || record.model === "") continue;
      const field = resolvePath(project.models, record.model, name).at(-1)?.field;
      const comodel = field?.comodel ?? null;
      // Values of lines that are made with the record may name anything.
      const nested = value.kind === "eval" && /[{]/.test(value.code);
      if (comodel === null || nested) return null;
      return comodel === "ir.actions.actions" ? ACTION_MODELS : [comodel];
    }
  return null;
}

/** The model that a path starts from and what of it stands before the mark. */
export function pathBefore(
  project: Project,
  start: string | null,
  typed: string,
): { readonly model: string | null; readonly last: string } {
  const dot = typed.lastIndexOf(".");
  if (dot === -1) return { model: start, last: typed };
  const steps = resolvePath(project.models, start, typed.slice(0, dot));
  return { model: steps.at(-1)?.field?.comodel ?? null, last: typed.slice(dot + 1) };
}
