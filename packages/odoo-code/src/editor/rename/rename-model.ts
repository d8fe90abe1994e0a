import { flat } from "../../project/automatic-ids.ts";
import { fullXmlId } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";
import type { Doubt, FileMove, Found, RenameContext, Replacement } from "./rename-plan.ts";

/** Where a model is defined and named: `_name`, `_inherit`, comodels, `env[…]`, attributes, the XML ids that Odoo makes of its name, files named after it. */
export function renameModel({ project }: RenameContext, old: string, newName: string): Found {
  const certain: Replacement[] = [];
  const uncertain: (Replacement & { doubt: Doubt })[] = [];
  for (const { path, reference } of project.references.named("model", old)) {
    const match = { path, span: reference.span, old, text: newName };
    if (reference.certain) certain.push(match);
    else uncertain.push({ ...match, doubt: "computed" });
  }
  const ids = automaticNames(project, old, newName);
  for (const { id, text } of ids)
    for (const { module, path, reference } of project.references.named("id", id)) {
      const made = project.xmlIds.get(fullXmlId(module, reference.value) ?? "")?.automatic;
      if (made === undefined || made === null || !("model" in made) || made.model !== old || !reference.certain)
        continue;
      const [, end] = reference.span;
      certain.push({ path, span: [end - id.length, end], old: id, text });
    }
  const { moves, listed } = dataFiles(project, old, newName);
  return {
    certain: [...certain, ...listed],
    uncertain,
    others: [],
    moves,
    words: [
      { word: old, text: newName },
      { word: `model_${flat(old)}`, text: `model_${flat(newName)}` },
      { word: flat(old), text: flat(newName) },
    ],
  };
}

/** Names of the ids that Odoo makes for the model and its fields. */
function automaticNames(project: Project, old: string, newName: string) {
  const [before, after] = [flat(old), flat(newName)];
  const fields = project.models.get(old)?.fields.keys() ?? [];
  return [
    { id: `model_${before}`, text: `model_${after}` },
    ...[...fields].map((field) => ({ id: `field_${before}__${field}`, text: `field_${after}__${field}` })),
  ];
}

/** CSV files that hold the model's records bear its name; the manifest lists them. */
function dataFiles(project: Project, old: string, newName: string): { moves: FileMove[]; listed: Replacement[] } {
  const moves: FileMove[] = [];
  const listed: Replacement[] = [];
  for (const { path: root, manifest, files } of project.contents.values())
    for (const [path, facts] of files) {
      if (facts.kind !== "csv" || facts.model !== old) continue;
      const name = path.slice(path.lastIndexOf("/") + 1);
      const to = path.slice(0, -name.length) + newName + name.slice(old.length);
      moves.push({ from: path, to });
      for (const { path: written, span } of manifest.data) {
        if (`${root}/${written.replace(/^\.?\//, "")}` !== path) continue;
        const text = written.slice(0, -name.length) + newName + name.slice(old.length);
        listed.push({ path: manifest.path, span, old: written, text });
      }
    }
  return { moves, listed };
}
