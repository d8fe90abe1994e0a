import type { ModuleListing, ModuleSummary } from "../../../protocol.ts";
import { modelNode } from "./model-nodes.ts";
import type { ExplorerNode } from "./node.ts";
import { securityNode, viewNode } from "./record-nodes.ts";
import type { Ask } from "./tree.ts";

/**
 * A module with what it brings: its models first, then folders for the rest.
 *
 * @param judged Whether dependencies that are not found are a problem of the module.
 */
export function moduleNode(
  module: ModuleSummary,
  parent: ExplorerNode | null,
  judged: boolean,
  ask: Ask,
): ExplorerNode {
  const { name, title, summary, version, missing, loadable } = module;
  const problem = judged && missing.length > 0 ? `⚠ ${ask.l10n("Missing: {0}", missing.join(", "))}` : "";
  const node: ExplorerNode = {
    kind: "module",
    id: `module ${name}`,
    label: name,
    description: problem || title,
    tooltip: [`**${title}** \`${name}\` ${version ?? ""}`, summary ?? "", problem].filter(Boolean).join("\n\n"),
    icon: judged && !loadable ? "warning" : "package",
    place: module.place,
    parent,
    name,
    children: async () => {
      const listing = await ask.contents(name);
      return listing === null ? [] : contentsOf(listing, node, ask);
    },
  };
  return node;
}

function contentsOf(listing: ModuleListing, module: ExplorerNode, ask: Ask): ExplorerNode[] {
  const folder = (
    label: string,
    icon: string,
    size: number,
    fill: (parent: ExplorerNode) => readonly ExplorerNode[],
  ): ExplorerNode[] => {
    if (size === 0) return [];
    const node: ExplorerNode = {
      kind: "folder",
      id: `${module.id} ${icon}`,
      label,
      description: String(size),
      tooltip: "",
      icon,
      place: null,
      parent: module,
      name: "",
      children: async () => fill(node),
    };
    return [node];
  };
  return [
    ...listing.models.map((model) => modelNode(model, module, ask)),
    ...folder(ask.l10n("Views"), "window", listing.views.length, (parent) =>
      listing.views.map((view) => viewNode(view, parent)),
    ),
    ...folder(ask.l10n("Security"), "shield", listing.security.length, (parent) =>
      listing.security.map((rule) => securityNode(rule, parent)),
    ),
    ...folder(ask.l10n("Actions"), "zap", listing.actions.length, (parent) =>
      listing.actions.map(({ xmlId, name, place }) => recordLine("action", "zap", xmlId, name, place, parent)),
    ),
    ...folder(ask.l10n("Menus"), "list-tree", listing.menus.length, (parent) =>
      listing.menus.map(({ xmlId, name, place }) => recordLine("menu", "list-tree", xmlId, name, place, parent)),
    ),
  ];
}

function recordLine(
  kind: "action" | "menu",
  icon: string,
  xmlId: string,
  name: string | null,
  place: ExplorerNode["place"],
  parent: ExplorerNode,
): ExplorerNode {
  const label = name ?? xmlId;
  const description = name === null ? "" : xmlId;
  return {
    kind,
    id: `${parent.id} ${xmlId}`,
    label,
    description,
    tooltip: `\`${xmlId}\``,
    icon,
    place,
    parent,
    name: xmlId,
  };
}
