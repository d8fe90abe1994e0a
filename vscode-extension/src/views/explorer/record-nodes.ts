import type { SecuritySummary, ViewSummary } from "../../../protocol.ts";
import type { ExplorerNode } from "./node.ts";

const VIEW_ICONS: Readonly<Record<string, string>> = {
  form: "preview",
  list: "list-flat",
  tree: "list-flat",
  search: "search",
  kanban: "project",
  graph: "graph",
  pivot: "table",
  calendar: "calendar",
};
const SECURITY_ICONS = { access: "key", rule: "law", group: "organization" } as const;

/** A view; a click opens its record. */
export function viewNode({ xmlId, type, model, inheritId, place }: ViewSummary, parent: ExplorerNode): ExplorerNode {
  return {
    kind: "view",
    id: `${parent.id} ${xmlId}`,
    label: xmlId.slice(xmlId.indexOf(".") + 1),
    description: [type, inheritId === null ? "" : `→ ${inheritId}`].filter(Boolean).join(" "),
    tooltip: [`\`${xmlId}\``, model === null ? "" : `\`${model}\``, inheritId === null ? "" : `→ \`${inheritId}\``]
      .filter(Boolean)
      .join("\n\n"),
    icon: VIEW_ICONS[type ?? ""] ?? "code",
    place,
    parent,
    name: xmlId,
  };
}

/** An access right, a record rule or a group. */
export function securityNode(record: SecuritySummary, parent: ExplorerNode): ExplorerNode {
  const { kind, xmlId, model, detail, groups, place } = record;
  const label = kind === "group" ? detail : (model ?? xmlId ?? detail);
  const said = kind === "group" ? (xmlId ?? "") : [detail, ...groups].join(" · ");
  return {
    kind: "security",
    id: `${parent.id} ${kind} ${xmlId ?? `${label} ${place.range.start.line}`}`,
    label,
    description: said,
    tooltip: [xmlId === null ? "" : `\`${xmlId}\``, `\`${detail}\``, ...groups.map((group) => `\`${group}\``)]
      .filter(Boolean)
      .join("\n\n"),
    icon: SECURITY_ICONS[kind],
    place,
    parent,
    name: xmlId ?? "",
  };
}
