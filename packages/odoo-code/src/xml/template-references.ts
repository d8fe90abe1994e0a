import type { XmlNode } from "../facts.ts";
import { attributeSource, noteGroups, notePercent, type Sink } from "./sink.ts";
import { noteTemplateAttribute } from "./template-attributes.ts";
import { elements } from "./xml-node.ts";

/** References in a QWeb or OWL template: templates it calls, groups, paths on variables. The templates of a client (`client`) know no groups. */
export function templateReferences(sink: Sink, node: XmlNode, client = false): void {
  for (const name of Object.keys(node.attributes)) {
    const groups = name === "groups" && !client;
    if (!groups && !name.startsWith("t-") && name !== "position" && client) continue;
    const source = attributeSource(sink, node, name);
    if (source === null) continue;
    if (groups) noteGroups(sink, source);
    else if (name.startsWith("t-")) noteTemplateAttribute(sink, name, source);
    if (!client) notePercent(sink, source);
  }
  for (const child of elements(node)) templateReferences(sink, child, client);
}
