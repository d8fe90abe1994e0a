import type { FileFacts, Reference, XmlNode } from "../../facts.ts";
import type { Project } from "../../project/project.ts";
import { attribute, elements } from "../../xml/xml-node.ts";
import { fullIdIn } from "./full-id-in.ts";

/** Names of the fields that a locator of an extension may find: those in the view that it extends. Null for what is no locator. */
export function locatedFields(project: Project, facts: FileFacts, reference: Reference): readonly string[] | null {
  if (reference.extension !== true || (reference.context !== "xpath" && reference.context !== "locator")) return null;
  const record =
    facts.kind === "xml"
      ? facts.records.find(({ span }) => span[0] <= reference.span[0] && reference.span[1] <= span[1])
      : undefined;
  if (record === undefined || record.inheritId === null) return null;
  const parent = fullIdIn(project, facts.path, record.inheritId);
  const module = project.moduleOf(facts.path);
  const own = record.xmlId === null ? null : fullIdIn(project, facts.path, record.xmlId);
  const combined = project.combinedView(parent, {
    ...(module !== null && { seenFrom: module }),
    ...(own !== null && { before: own }),
  });
  if (!combined?.node) return null;
  const names = new Set<string>();
  gather(combined.node, names);
  return [...names];
}

function gather(node: XmlNode, names: Set<string>): void {
  const name = node.tag === "field" ? attribute(node, "name") : null;
  if (name !== null) names.add(name);
  for (const child of elements(node)) gather(child, names);
}
