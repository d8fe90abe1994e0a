import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { ModuleSummary } from "../../../protocol.ts";
import type { IndexClient } from "../../language-client.ts";
import { locationOf } from "../../places.ts";
import type { FromPage, ToPage } from "./messages.ts";

/** The picture of who depends on whom, in a panel that fetches nothing from anywhere. */
export class ModuleGraph {
  readonly #client: IndexClient;
  readonly #extensionUri: vscode.Uri;
  #panel: vscode.WebviewPanel | undefined;
  #modules: readonly ModuleSummary[] = [];
  #focus: string | null = null;

  private constructor(client: IndexClient, extensionUri: vscode.Uri) {
    this.#client = client;
    this.#extensionUri = extensionUri;
  }

  static register(client: IndexClient, { extensionUri }: vscode.ExtensionContext): vscode.Disposable {
    const graph = new ModuleGraph(client, extensionUri);
    return vscode.Disposable.from(
      vscode.commands.registerCommand("sextant.showModuleGraph", (node?: unknown) => graph.#show(moduleNamed(node))),
      client.onIndexChanged(() => graph.#send()),
      { dispose: () => graph.#panel?.dispose() },
    );
  }

  async #show(focus: string | null): Promise<void> {
    this.#focus = focus;
    if (this.#panel) {
      this.#panel.reveal();
      await this.#send();
      return;
    }
    const root = vscode.Uri.joinPath(this.#extensionUri, "dist/webview");
    const panel = vscode.window.createWebviewPanel(
      "sextant.moduleGraph",
      vscode.l10n.t("Module Graph"),
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [root], retainContextWhenHidden: true },
    );
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, "media/sextant.svg");
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: FromPage) => {
      if (message.type === "ready") void this.#send();
      else void this.#open(message.module);
    });
    panel.webview.html = pageOf(panel.webview, root);
  }

  async #send(): Promise<void> {
    if (!this.#panel) return;
    await this.#client.ready();
    this.#modules = await this.#client.request("sextant/modules", {});
    const message: ToPage = {
      modules: this.#modules.map(({ name, title, depends, missing, inWorkspace }) => ({
        name,
        title,
        depends,
        missing,
        inWorkspace,
      })),
      focus: this.#focus,
      texts: {
        search: vscode.l10n.t("Search modules"),
        all: vscode.l10n.t("All modules"),
        focus: vscode.l10n.t("Only neighbours of the selected module"),
        help: vscode.l10n.t("Arrow keys walk along dependencies, Enter opens the manifest, + and − zoom, 0 fits"),
        missing: vscode.l10n.t("not found"),
        count: vscode.l10n.t("{0} modules, {1} dependencies"),
        nothing: vscode.l10n.t("There is no module to draw."),
      },
    };
    await this.#panel?.webview.postMessage(message);
  }

  async #open(module: string): Promise<void> {
    const found = this.#modules.find(({ name }) => name === module);
    if (found)
      await vscode.window.showTextDocument(locationOf(found.place).uri, { viewColumn: vscode.ViewColumn.Beside });
  }
}

function pageOf(webview: vscode.Webview, root: vscode.Uri): string {
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, name));
  const nonce = randomBytes(16).toString("base64");
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${file("module-graph.css")}">
</head>
<body><main id="module-graph"></main><script nonce="${nonce}" src="${file("module-graph.js")}"></script></body>
</html>`;
}

function moduleNamed(node: unknown): string | null {
  if (typeof node === "string") return node;
  return typeof node === "object" && node !== null && "kind" in node && node.kind === "module" && "name" in node
    ? String(node.name)
    : null;
}
