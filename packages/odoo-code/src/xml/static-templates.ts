import type { XmlFacts, XmlNode } from "../facts.ts";
import { attribute, elements } from "./xml-node.ts";

type StaticTemplate = XmlFacts["templates"][number];

/** Templates of a file for the client: elements with `t-name`, or with `t-inherit`/`t-extend` and no name of their own. Not those inside one. */
export function staticTemplates(root: XmlNode): StaticTemplate[] {
  const name = attribute(root, "t-name");
  const inherit = attribute(root, "t-inherit") ?? attribute(root, "t-extend");
  if (name !== null || inherit !== null) return [{ name: name ?? "", inherit, node: root }];
  return elements(root).flatMap(staticTemplates);
}
