import * as vscode from "vscode";
import type { IndexClient } from "../../language-client.ts";
import { locationOf, openCommand } from "../../places.ts";
import type { ExplorerNode } from "./node.ts";
import { type Ask, explorerRoots } from "./tree.ts";

/** The explorer of the activity bar: modules, their models, and what these have. */
export class Explorer implements vscode.TreeDataProvider<ExplorerNode>, vscode.Disposable {
  readonly #client: IndexClient;
  readonly #changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  readonly #view: vscode.TreeView<ExplorerNode>;
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChangeTreeData = this.#changed.event;
  #filter = "";

  constructor(client: IndexClient) {
    this.#client = client;
    this.#view = vscode.window.createTreeView("sextant.explorer", { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#changed,
      client.onIndexChanged(() => this.refresh()),
      client.onStatus(({ state }) => state !== "indexing" && this.refresh()),
      vscode.commands.registerCommand("sextant.refreshExplorer", () => this.refresh()),
      vscode.commands.registerCommand("sextant.filterExplorer", (filter?: unknown) => this.#ask(filter)),
      vscode.commands.registerCommand("sextant.clearFilter", () => this.#setFilter("")),
      vscode.commands.registerCommand("sextant.revealInExplorer", () => this.#revealActive()),
    );
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  getTreeItem(node: ExplorerNode): vscode.TreeItem {
    const state = node.children ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(node.label, state);
    item.id = node.id;
    item.description = node.description;
    item.tooltip = new vscode.MarkdownString(node.tooltip);
    item.iconPath = new vscode.ThemeIcon(node.icon);
    item.contextValue = node.kind;
    if (node.place) item.command = openCommand(node.place);
    return item;
  }

  async getChildren(node?: ExplorerNode): Promise<ExplorerNode[]> {
    if (node) return [...((await node.children?.()) ?? [])];
    const { state } = await this.#client.ready();
    return state === "ready" ? [...(await explorerRoots(this.#asking(), this.#filter))] : [];
  }

  getParent(node: ExplorerNode): ExplorerNode | undefined {
    return node.parent ?? undefined;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #asking(): Ask {
    return {
      modules: () => this.#client.request("sextant/modules", {}),
      contents: (module) => this.#client.request("sextant/moduleContents", { module }),
      card: (model) => this.#client.request("sextant/modelCard", { model }),
      l10n: (message, ...values) => vscode.l10n.t(message, ...values),
    };
  }

  async #ask(filter: unknown): Promise<void> {
    const given =
      typeof filter === "string"
        ? filter
        : await vscode.window.showInputBox({
            title: vscode.l10n.t("Filter modules and models"),
            prompt: vscode.l10n.t("Parts of names, for instance: sale line"),
            value: this.#filter,
          });
    if (given !== undefined) this.#setFilter(given.trim());
  }

  #setFilter(filter: string): void {
    this.#filter = filter;
    this.#view.message = filter === "" ? "" : vscode.l10n.t("Filter: {0}", filter);
    void vscode.commands.executeCommand("setContext", "sextant.filtered", filter !== "");
    this.refresh();
  }

  /** Shows the model, view or module that the active editor's cursor stands in. */
  async #revealActive(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    this.#setFilter("");
    const roots = await explorerRoots(this.#asking(), "");
    const modules = (
      await Promise.all(roots.map((root) => (root.kind === "folder" ? root.children?.() : [root])))
    ).flat();
    const path = editor.document.uri.path;
    const folderOf = ({ place }: ExplorerNode) => (place ? locationOf(place).uri.path.replace(/[^/]+$/, "") : "\0");
    const module = modules.find((node) => node !== undefined && path.startsWith(folderOf(node)));
    if (!module) {
      void vscode.window.showInformationMessage(vscode.l10n.t("This file belongs to no module that is known."));
      return;
    }
    const line = editor.selection.active.line;
    const inside = (await nodesBelow(module)).filter(({ place }) => {
      const where = place && locationOf(place);
      return where?.uri.path === path && where.range.start.line <= line;
    });
    const start = ({ place }: ExplorerNode) => place?.range.start.line ?? 0;
    const nearest = inside.sort((a, b) => start(b) - start(a))[0] ?? module;
    await this.#view.reveal(nearest, { select: true, focus: true, expand: true });
  }
}

/** Models and records of a module, without the members of models. */
async function nodesBelow(module: ExplorerNode): Promise<ExplorerNode[]> {
  const children = (await module.children?.()) ?? [];
  const records = await Promise.all(
    children.map(async (node) => (node.kind === "folder" ? await node.children?.() : [node])),
  );
  return records.flat().filter((node) => node !== undefined);
}
