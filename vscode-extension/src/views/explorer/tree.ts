import type { ModelCardResult, ModuleListing, ModuleSummary } from "../../../protocol.ts";
import { moduleNode } from "./module-nodes.ts";
import type { ExplorerNode } from "./node.ts";

/** What the nodes ask of the index, and how they speak. */
export interface Ask {
  readonly modules: () => Promise<readonly ModuleSummary[]>;
  readonly contents: (module: string) => Promise<ModuleListing | null>;
  readonly card: (model: string) => Promise<ModelCardResult | null>;
  readonly l10n: (message: string, ...values: (string | number)[]) => string;
}

/**
 * The roots of the explorer: modules of the workspace, then one folder with those of other addons folders.
 *
 * @param filter Parts of names, in any case: modules that match, or that have a model that does. Empty for all.
 */
export async function explorerRoots(ask: Ask, filter: string): Promise<readonly ExplorerNode[]> {
  const modules = [...(await ask.modules())].sort((a, b) => a.name.localeCompare(b.name));
  // Where Odoo itself is nowhere, everything lacks something: that is for the doctor to say, once.
  const withOdoo = modules.some(({ name }) => name === "base");
  const nodeOf = (module: ModuleSummary, parent: ExplorerNode | null) => moduleNode(module, parent, withOdoo, ask);
  const shown = filter.trim() === "" ? modules : await matching(modules, filter, ask);
  const elsewhere = shown.filter(({ inWorkspace }) => !inWorkspace);
  const nodes = shown.filter(({ inWorkspace }) => inWorkspace).map((module) => nodeOf(module, null));
  if (elsewhere.length === 0) return nodes;
  const folder: ExplorerNode = {
    kind: "folder",
    id: "elsewhere",
    label: ask.l10n("Other addons folders"),
    description: String(elsewhere.length),
    tooltip: "",
    icon: "library",
    place: null,
    parent: null,
    name: "",
    children: async () => elsewhere.map((module) => nodeOf(module, folder)),
  };
  return [...nodes, folder];
}

async function matching(modules: readonly ModuleSummary[], filter: string, ask: Ask): Promise<ModuleSummary[]> {
  const parts = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (text: string) => parts.every((part) => text.toLowerCase().includes(part));
  const found = await Promise.all(
    modules.map(async (module) => {
      if (matches(`${module.name} ${module.title}`)) return module;
      const listing = await ask.contents(module.name);
      return listing?.models.some(({ model }) => matches(model)) ? module : null;
    }),
  );
  return found.filter((module) => module !== null);
}
