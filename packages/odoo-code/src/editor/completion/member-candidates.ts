import type { Field, Model } from "../../project/models.ts";
import type { Project } from "../../project/project.ts";
import type { Candidate } from "./completion.ts";
import { DEPENDED, type Nearness, OWN } from "./nearness.ts";

/** Fields of a model; fields of modules that are out of sight come last, for they are found again when the manifest names them. */
export function fieldCandidates(
  project: Project,
  model: string,
  nearness: Nearness,
  accepts: (field: Field) => boolean = () => true,
): Candidate[] {
  const found = project.models.get(model);
  if (found === undefined) return [];
  return [...found.fields.values()].filter(accepts).map((field) => {
    const modules = field.definitions.map(({ extension }) => extension.module);
    const magic = field.origin === "magic";
    return {
      kind: "field",
      label: field.name,
      detail: `${field.type}${field.comodel ? ` → ${field.comodel}` : ""}`,
      module: magic ? null : field.module,
      rank: magic ? DEPENDED + 1 : Math.min(...modules.map(nearness), nearness(field.module)),
      symbol: { kind: "field", model, field: field.name },
    };
  });
}

/** Methods of recordsets that every model has from the framework, which is no addon. */
const OF_EVERY_MODEL =
  "browse search search_count search_read search_fetch create write unlink copy copy_data read fetch mapped filtered filtered_domain sorted grouped exists ensure_one sudo with_context with_company with_user with_env with_prefetch new update default_get fields_get name_search name_create get_metadata _read_group flush_model flush_recordset invalidate_model invalidate_recordset get_external_id export_data load toggle_active action_archive action_unarchive user_has_groups check_access has_access".split(
    " ",
  );

export function methodCandidates(project: Project, model: string, nearness: Nearness, publicOnly = false): Candidate[] {
  const found = project.models.get(model);
  const candidates = found === undefined ? [] : methodsOf(found, nearness, publicOnly);
  const known = new Set(candidates.map(({ label }) => label));
  const framework = OF_EVERY_MODEL.filter((name) => !known.has(name) && !(publicOnly && name.startsWith("_"))).map(
    (name): Candidate => {
      return { kind: "method", label: name, detail: "every model", module: null, rank: DEPENDED + 1, symbol: null };
    },
  );
  return [...candidates, ...framework];
}

function methodsOf(model: Model, nearness: Nearness, publicOnly: boolean): Candidate[] {
  return [...model.methods].flatMap(([name, definitions]): Candidate[] => {
    const [called] = definitions;
    if (called === undefined || name.startsWith("__") || (publicOnly && name.startsWith("_"))) return [];
    const near = Math.min(...definitions.map(({ extension }) => nearness(extension.module)));
    // What `base` gives to every model is seldom meant.
    const general = called.extension.model === "base" && near !== OWN ? 1 : 0;
    return [
      {
        kind: "method",
        label: name,
        detail: `(${called.fact.parameters.filter((parameter) => parameter !== "self").join(", ")})`,
        module: called.extension.module,
        rank: near + general,
        symbol: { kind: "method", model: model.name, method: name },
      },
    ];
  });
}
