import type { Span } from "../../facts.ts";
import { flat } from "../../project/automatic-ids.ts";
import type { Project } from "../../project/project.ts";
import type { Doubt, Found, RenameContext, Replacement } from "./rename-plan.ts";

/** Where an XML id is defined and named, with and without its module: records, references, groups, templates, `%(…)d`, `env.ref`. */
export function renameXmlId({ project, text }: RenameContext, xmlId: string, newName: string): Found {
  const dot = xmlId.indexOf(".");
  const [module, old] = [xmlId.slice(0, dot), xmlId.slice(dot + 1)];
  const certain: Replacement[] = [];
  const uncertain: (Replacement & { doubt: Doubt })[] = [];
  const entry = project.xmlIds.get(xmlId);
  for (const { path, record } of entry?.definitions ?? []) {
    const [, end] = record.idSpan;
    certain.push({ path, span: [end - old.length, end], old, text: newName });
  }
  take(xmlId, old, newName);
  // The record behind a delegation has an id of its own, made of this one.
  for (const parent of project.models.get(entry?.model ?? "")?.delegates.keys() ?? [])
    take(`${xmlId}_${flat(parent)}`, `${old}_${flat(parent)}`, `${newName}_${flat(parent)}`);
  if (entry?.model === "ir.ui.view") certain.push(...ownNames(project, text, xmlId, newName));
  return {
    certain,
    uncertain,
    others: sameNameElsewhere(project, xmlId, old),
    words: [
      { word: `${module}.${old}`, text: `${module}.${newName}` },
      // A common word without its module is hardly ever the id.
      ...(old.includes("_") ? [{ word: old, text: newName }] : []),
    ],
  };

  function take(id: string, name: string, put: string): void {
    for (const { path, reference } of project.references.toXmlId(id)) {
      const { span, certain: exact } = reference;
      if (exact) certain.push({ path, span: [span[1] - name.length, span[1]], old: name, text: put });
      else uncertain.push({ path, span, old: name, text: put, doubt: "computed" });
    }
  }
}

/** A template may give its own id again in `t-name`, or as the `key` of the view. */
function ownNames(project: Project, text: RenameContext["text"], xmlId: string, newName: string): Replacement[] {
  const old = xmlId.slice(xmlId.indexOf(".") + 1);
  const view = project.views.get(xmlId);
  if (view === undefined) return [];
  return view.definitions.flatMap(({ path, record }) => {
    const written = text(path)?.slice(...record.span) ?? "";
    const pattern = new RegExp(`(?:t-name=["']|name=["']key["']>\\s*)${xmlId.replace(".", "\\.")}(?=\\s*["'<])`, "g");
    return [...written.matchAll(pattern)].map((match) => {
      const end = record.span[0] + match.index + match[0].length;
      const span: Span = [end - old.length, end];
      return { path, span, old, text: newName };
    });
  });
}

function sameNameElsewhere(project: Project, xmlId: string, name: string) {
  const placeOf = (path: string, start: number) => `${path}:${start}`;
  const own = new Set(project.references.toXmlId(xmlId).map(({ path, reference }) => placeOf(path, reference.span[0])));
  const references = project.references
    .named("id", name)
    .filter(({ path, reference }) => !own.has(placeOf(path, reference.span[0])))
    .map(({ path, reference }) => ({ path, span: reference.span }));
  const definitions = [...project.contents.values()].flatMap(({ records }) =>
    records
      .filter((entry) => entry.xmlId !== null && entry.xmlId !== xmlId && entry.xmlId.endsWith(`.${name}`))
      .map(({ path, record }) => ({ path, span: record.idSpan })),
  );
  return [...references, ...definitions];
}
