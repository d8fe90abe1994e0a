import type { Project } from "../../project/project.ts";
import type { Candidate } from "./completion.ts";
import type { Nearness } from "./nearness.ts";

const known = new WeakMap<Project["models"], ReadonlyMap<string, readonly string[]>>();

/** All models, with the modules that define or extend them. */
function modulesOfModels({ models, modules, contents }: Project): ReadonlyMap<string, readonly string[]> {
  const before = known.get(models);
  if (before) return before;
  const found = new Map<string, string[]>();
  for (const { name } of modules.order)
    for (const { model, loaded } of contents.get(name)?.extensions ?? []) {
      if (!loaded) continue;
      const places = found.get(model);
      if (places === undefined) found.set(model, [name]);
      else if (places.at(-1) !== name) places.push(name);
    }
  known.set(models, found);
  return found;
}

export function modelCandidates(project: Project, nearness: Nearness): Candidate[] {
  return [...modulesOfModels(project)].map(([model, modules]) => ({
    kind: "model",
    label: model,
    detail: null,
    module: modules[0] ?? null,
    rank: Math.min(...modules.map(nearness)),
    symbol: { kind: "model", model },
  }));
}

/** Ids of the records that stand for models (`model_sale_order`), as Odoo makes them in every module that has a class of the model. */
export function modelIdCandidates(project: Project, from: string | null, nearness: Nearness): Candidate[] {
  return [...modulesOfModels(project)].flatMap(([model, modules]) =>
    modules.map((module): Candidate => {
      const name = `model_${model.replaceAll(".", "_")}`;
      const xmlId = `${module}.${name}`;
      return {
        kind: "xml-id",
        label: module === from ? name : xmlId,
        detail: model,
        module,
        rank: nearness(module),
        symbol: { kind: "xml-id", xmlId },
      };
    }),
  );
}
