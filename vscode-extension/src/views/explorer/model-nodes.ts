import type { ModelCardResult, ModuleListing } from "../../../protocol.ts";
import type { ExplorerNode } from "./node.ts";
import { securityNode, viewNode } from "./record-nodes.ts";
import type { Ask } from "./tree.ts";

const RELATIONAL = new Set(["Many2one", "One2many", "Many2many", "Reference", "Many2oneReference"]);

/** A model below a module: with what this module says of it. */
export function modelNode(
  { model, description, own, fields, place }: ModuleListing["models"][number],
  module: ExplorerNode,
  ask: Ask,
): ExplorerNode {
  const node: ExplorerNode = {
    kind: "model",
    id: `${module.id} model ${model}`,
    label: model,
    description: own ? (description ?? "") : ask.l10n("extended here"),
    tooltip: [`\`${model}\``, description ?? "", ask.l10n("{0} fields in this module", fields)]
      .filter(Boolean)
      .join("\n\n"),
    icon: own ? "symbol-class" : "symbol-interface",
    place,
    parent: module,
    name: model,
    children: async () => {
      const card = await ask.card(model);
      return card === null ? [] : membersOf(card, node, module.name, ask);
    },
  };
  return node;
}

function membersOf(card: ModelCardResult, model: ExplorerNode, module: string, ask: Ask): ExplorerNode[] {
  const here = ({ modules }: { readonly modules: readonly string[] }) => modules.includes(module);
  const views = card.views.filter((view) => view.module === module);
  const security = card.security.filter(({ xmlId }) => xmlId?.startsWith(`${module}.`));
  const group = (label: string, icon: string, fill: (parent: ExplorerNode) => ExplorerNode[]): ExplorerNode[] => {
    const node: ExplorerNode = {
      kind: "folder",
      id: `${model.id} ${icon}`,
      label,
      description: "",
      tooltip: "",
      icon,
      place: null,
      parent: model,
      name: "",
      children: async () => fill(node),
    };
    const size = fill(node).length;
    return size === 0 ? [] : [{ ...node, description: String(size) }];
  };
  return [
    ...group(ask.l10n("Fields"), "symbol-field", (parent) =>
      card.fields.filter((field) => field.origin !== "magic" && here(field)).map((f) => fieldNode(f, parent, module)),
    ),
    ...group(ask.l10n("Methods"), "symbol-method", (parent) =>
      card.methods.filter(here).map((method) => methodNode(method, parent, module)),
    ),
    ...group(ask.l10n("Views"), "window", (parent) => views.map((view) => viewNode(view, parent))),
    ...group(ask.l10n("Security"), "shield", (parent) => security.map((rule) => securityNode(rule, parent))),
  ];
}

function fieldNode(field: ModelCardResult["fields"][number], parent: ExplorerNode, module: string): ExplorerNode {
  const { name, type, comodel, related, modules, definitions } = field;
  return {
    kind: "field",
    id: `${parent.id} ${name}`,
    label: name,
    description: comodel === null ? type : `${type} → ${comodel}`,
    tooltip: [`\`${name}\`: ${type}`, related === null ? "" : `= \`${related}\``, modules.join(", ")]
      .filter(Boolean)
      .join("\n\n"),
    icon: RELATIONAL.has(type) ? "references" : "symbol-field",
    place: definitions.find((one) => one.module === module)?.place ?? null,
    parent,
    name,
  };
}

function methodNode(
  { name, modules, definitions }: ModelCardResult["methods"][number],
  parent: ExplorerNode,
  module: string,
): ExplorerNode {
  return {
    kind: "method",
    id: `${parent.id} ${name}`,
    label: name,
    description: modules.length > 1 ? modules.join(" → ") : "",
    tooltip: `\`${name}\``,
    icon: "symbol-method",
    place: definitions.find((one) => one.module === module)?.place ?? null,
    parent,
    name,
  };
}
