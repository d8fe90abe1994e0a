import type { FileFacts, RecordFact, Reference } from "../facts.ts";
import { type CombinedView, combinedView, type ViewSource } from "../project/combined-view.ts";
import { fullXmlId } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";
import { startOf } from "../project/reference-index.ts";
import type { View, Views } from "../project/views.ts";
import { combinedReferences } from "../xml/combined-references.ts";
import { recordAt } from "./view-record.ts";

/**
 * The model that a field path or method starts from; null where it cannot be told. Inside a view that extends another, the combined view tells;
 * what stands in none (locators, attributes that are set) is taken from what the locator says.
 */
export function referenceStart(project: Project, facts: FileFacts, reference: Reference): string | null {
  if (reference.modelXmlId !== undefined) {
    const id = fullXmlId(project.moduleOf(facts.path) ?? "", reference.modelXmlId);
    const record = id === null ? undefined : project.xmlIds.get(id)?.automatic;
    return record?.kind === "model" ? record.model : null;
  }
  const exact = reference.extension === true ? inCombinedView(project, facts, reference) : undefined;
  return startOf(exact ?? reference, project.models);
}

function inCombinedView(project: Project, facts: FileFacts, { role, value, span }: Reference): Reference | undefined {
  const record = recordAt(facts, span[0]);
  return record === null
    ? undefined
    : ownReferences(project, facts, record).find(
        (found) =>
          found.span[0] === span[0] && found.span[1] === span[1] && found.role === role && found.value === value,
      );
}

/** The project is not held for as long as the record: it may be an old one. */
const known = new WeakMap<
  RecordFact,
  { readonly project: WeakRef<Project>; readonly references: readonly Reference[] }
>();

/** References that a view has within the combined view, as the facts have it: they may be newer than the project. */
function ownReferences(project: Project, facts: FileFacts, record: RecordFact): readonly Reference[] {
  const before = known.get(record);
  if (before?.project.deref() === project) return before.references;
  const references = combine(project, facts, record);
  known.set(record, { project: new WeakRef(project), references });
  return references;
}

function combine(project: Project, facts: FileFacts, record: RecordFact): readonly Reference[] {
  const { views, modules } = project;
  const module = project.moduleOf(facts.path);
  const xmlId = module === null ? null : fullXmlId(module, record.xmlId);
  const view = xmlId === null ? undefined : views.get(xmlId);
  if (module === null || view === undefined || view.model === null) return [];
  const combined =
    project.files.get(facts.path) === facts
      ? project.combinedView(view.xmlId, { seenFrom: module })
      : combinedWith({ ...view, arch: record.arch, path: facts.path }, views, modules.closure(module));
  if (!combined?.node) return [];
  const base = combined.parts[0]?.path;
  return combinedReferences(combined.node, view.model).filter(({ source }) => (source ?? base) === facts.path);
}

/** The combined view with this one in place of what the project knows of it. */
function combinedWith(own: View, views: Views, visible: ReadonlySet<string>): CombinedView | undefined {
  const known: ViewSource = {
    get: (id) => (id === own.xmlId ? own : views.get(id)),
    children: (id) => views.children(id),
    compare: (a, b) => views.compare(a, b),
  };
  return combinedView(known, own.xmlId, { visible });
}
