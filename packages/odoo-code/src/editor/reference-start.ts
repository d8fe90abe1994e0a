import type { FileFacts, Reference, XmlNode } from "../facts.ts";
import { fullXmlId } from "../project/module-contents.ts";
import type { Project } from "../project/project.ts";
import { startOf } from "../project/reference-index.ts";
import { combinedReferences } from "../xml/combined-references.ts";
import { fullIdOf, recordAt } from "./view-record.ts";

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
  const xmlId = record === null ? null : fullIdOf(project, facts.path, record);
  const view = xmlId === null ? undefined : project.views.get(xmlId);
  const module = project.moduleOf(facts.path);
  if (view === undefined || view.model === null || module === null) return undefined;
  const combined = project.combinedView(view.xmlId, { seenFrom: module });
  if (combined === undefined || combined.node === null) return undefined;
  const base = combined.parts[0]?.path;
  return referencesOf(combined.node, view.model).find(
    (found) =>
      found.span[0] === span[0] &&
      found.span[1] === span[1] &&
      found.role === role &&
      found.value === value &&
      (found.source ?? base) === facts.path,
  );
}

const byNode = new WeakMap<XmlNode, readonly Reference[]>();

function referencesOf(node: XmlNode, model: string): readonly Reference[] {
  const known = byNode.get(node);
  if (known) return known;
  const found = combinedReferences(node, model);
  byNode.set(node, found);
  return found;
}
